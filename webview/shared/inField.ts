/** Whether a key or the clipboard belongs to a field that is being filled in, or to a list in which letters choose. */
export function inField(event: Event): boolean {
  // From the innermost outwards: a field may stand in the shadow of its control.
  return event
    .composedPath()
    .some((one) => one instanceof Element && one.matches("input, textarea, dialog, vscode-dropdown"));
}
