/**
 * A text as Markdown that shows it as it stands. Names come from servers and files: whatever they hold is no emphasis,
 * no image and no link, also where Markdown makes a link of a bare address.
 */
export function escaped(text: string): string {
  return text
    .replace(/[!-/:-@[-`{-~]/g, "\\$&")
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => line.trim())
    .filter(Boolean)
    .join("  \n");
}
