/** A request as programs that send it. The token is read from the environment and never written down. */
import { type RequestFormat } from "./buildMessages";

export interface ShownRequest {
  readonly url: string;
  readonly body: string;
}

/** What an editor calls the language of each form. */
export const requestLanguages: Readonly<Record<RequestFormat, string>> = {
  json: "json",
  curl: "shellscript",
  python: "python",
};

/** Whole, as it is copied and opened beside. */
export function requestText(format: RequestFormat, request: ShownRequest): string {
  if (format === "curl") return asCurl(request);
  return format === "python" ? asPython(request) : request.body;
}

/** A word that stands on no line of a JSON text. */
const end = "ALVISS_BODY";

/** For a shell. The body comes through a here-document: as an argument, a large one would be too long. */
function asCurl({ url, body }: ShownRequest): string {
  return [
    `curl --fail-with-body --request POST '${url.replaceAll("'", "%27")}' \\`,
    '  --header "Authorization: Bearer $ALVISS_TOKEN" \\',
    "  --header 'Content-Type: application/json' \\",
    `  --data-binary @- <<'${end}'`,
    body,
    end,
    "",
  ].join("\n");
}

/** For Python 3.9 or newer, without any package. */
function asPython({ url, body }: ShownRequest): string {
  return [
    "import json",
    "import os",
    "import urllib.request",
    "",
    `URL = ${JSON.stringify(url)}`,
    "BODY = (",
    ...pieces(body).map((piece) => `    ${JSON.stringify(piece)}`),
    ")",
    "",
    "request = urllib.request.Request(",
    '    URL, data=BODY.encode("utf-8"), method="POST",',
    '    headers={"Authorization": "Bearer " + os.environ["ALVISS_TOKEN"], "Content-Type": "application/json"},',
    ")",
    "with urllib.request.urlopen(request) as answer:",
    "    print(json.dumps(json.load(answer), indent=2))",
    "",
  ].join("\n");
}

const widest = 100;

/** Cut at line ends and at a width; never between the halves of a character. */
function pieces(text: string): string[] {
  return text.match(new RegExp(`[^\\n]{1,${String(widest)}}\\n?|\\n`, "gu")) ?? [""];
}
