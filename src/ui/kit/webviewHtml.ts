import { randomBytes } from "node:crypto";

export interface WebviewHtmlParts {
  /** Where VS Code serves local files of webviews from. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly language: string;
  readonly title: string;
}

/**
 * A page before its script runs: nothing inline, nothing from the network, scripts by nonce only.
 * The UI toolkit looks for `csp-nonce` before it tries out with a style element what the browser can do.
 */
export function webviewHtml(parts: WebviewHtmlParts, nonce = randomBytes(18).toString("base64")): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "worker-src blob:",
    `style-src ${parts.cspSource} 'nonce-${nonce}'`,
    `img-src ${parts.cspSource} data:`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${escaped(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta property="csp-nonce" content="${escaped(nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escaped(parts.styleUri)}">
<title>${escaped(parts.title)}</title>
</head>
<body>
<script nonce="${escaped(nonce)}" src="${escaped(parts.scriptUri)}"></script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
