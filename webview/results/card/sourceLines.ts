/** Of the small letters below a picture, on the wide side. */
const pixelsOfLetter = 5.6;

/** A picture's small print in lines that its width holds, broken between its parts, or its words. */
export function sourceLines(source: string, width: number, between: "parts" | "words" = "parts"): readonly string[] {
  const most = Math.max(20, Math.floor(width / pixelsOfLetter));
  return source.split(between === "words" ? " " : /(?<=,) /).reduce<string[]>((lines, part) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + part.length > most) return [...lines, part];
    return [...lines.slice(0, -1), `${last} ${part}`];
  }, []);
}
