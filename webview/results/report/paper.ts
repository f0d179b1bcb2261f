/** A report is printed and mailed: whatever the theme, it is made in the colours of a light one. */
export function onPaper<T>(make: () => T): T {
  const { body } = document;
  const theme = body.className;
  body.className = "vscode-light on-paper";
  try {
    return make();
  } finally {
    body.className = theme;
  }
}
