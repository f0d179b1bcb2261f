import { type ResultPart } from "../../shared/resultsMessages";
import { type FigureContext } from "./figure";

/** Of the object itself: all that is known of one at work. */
type Source = "result" | "record" | ResultPart;

/** A script that reads the numbers of a figure over the API and draws them; `body` finds them in `data`. */
export function pythonScript(context: FigureContext, source: Source, title: string, body: readonly string[]): string {
  const whole = source === "diagnostics" || source === "record";
  const params = whole ? {} : { ...narrowing(context), ...(source !== "result" && { part: source }) };
  return [
    "# Reads the numbers of a figure over the API and draws them with matplotlib.",
    "# pip install requests 'matplotlib>=3.6'; the token stands in the environment variable ALVISS_TOKEN.",
    "# Numbers of a sandbox engine are not Alviss's own numbers.",
    "import os",
    "from datetime import date",
    "",
    "import matplotlib.pyplot as plt",
    "import requests",
    "",
    'plt.rcParams["text.parse_math"] = False  # A name is shown with its dollar signs.',
    `URL = ${python(addressOf(source, context))}`,
    `PARAMS = {${Object.entries(params)
      .map(([name, value]) => `${python(name)}: ${python(value)}`)
      .join(", ")}}`,
    'HEADERS = {"Authorization": "Bearer " + os.environ["ALVISS_TOKEN"]}',
    "response = requests.get(URL, params=PARAMS, headers=HEADERS, timeout=120)",
    "response.raise_for_status()",
    "data = response.json()",
    "",
    ...body,
    `plt.gcf().suptitle(${python(title)}, fontsize=9)`,
    "plt.tight_layout()",
    'if os.environ.get("ALVISS_PICTURE"):',
    '    plt.savefig(os.environ["ALVISS_PICTURE"])',
    "else:",
    "    plt.show()",
    "",
  ].join("\n");
}

/** A string of JSON is one of Python as well, but for characters beyond its escapes. */
export const python = (text: string): string => JSON.stringify(text);

/** The function `shown` for labels of a legend, which leaves out those that begin with an underscore. */
export const shownInPython: readonly string[] = [
  "def shown(name):",
  '    return "\\u200b" + name if name.startswith("_") else name',
  "",
];

/** In a loop over rows of channels: a channel and, in a set, the place that it is of. */
export const nameInPython: readonly string[] = [
  '    place = " / ".join(word for word in (row.get("place") or {}).values() if isinstance(word, str))',
  '    name = row["channel"] + (", " + place if place else "")',
];

function narrowing({ query }: FigureContext): Record<string, string> {
  const { level, from, to, product, country, region, grouping, by, unit, basis } = query;
  const asked = {
    ...{ from, to, product, grouping, level: String(level), country_code: country, region_code: region },
    by: by === "period" ? null : by,
    unit: unit === "units" ? null : unit,
    basis: basis ?? null,
  };
  return Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** The fit belongs to the model, whatever the page is about. */
function addressOf(source: Source, { address, header }: FigureContext): string {
  if (source === "record") return address.replace(/\/(diagnostics|result)$/, "");
  if (source !== "diagnostics") return address;
  if (header.kind === "model" || header.model === null) return address;
  return address.replace(/\/attributions\/[^/]*\/result$/, `/models/${encodeURIComponent(header.model)}/diagnostics`);
}
