import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { type PreviewData, type SentFinding } from "../shared/previewMessages";
import { type PreviewStrings } from "../shared/previewStrings";
import { icon } from "./icons";

/** What was found in the file, errors first; in a text, each leads to its cell. */
export function findingList(
  { findings, errorCount, warningCount }: PreviewData,
  strings: PreviewStrings,
  format: NumberFormat,
  goTo: ((finding: number) => void) | undefined,
): HTMLElement[] {
  const all = errorCount + warningCount;
  const chip = (severity: SentFinding["severity"], count: number): HTMLElement | null => {
    if (count === 0) return null;
    const [one, many] =
      severity === "error" ? [strings.errorOne, strings.errorMany] : [strings.warningOne, strings.warningMany];
    const words = count === 1 ? one : fill(many, format.count(count));
    return element("span", { class: `chip ${severity}` }, icon(severity), words);
  };
  const title = element(
    "div",
    { class: "findings-title" },
    element("h2", { id: "findings-title" }, strings.findings),
    chip("error", errorCount),
    chip("warning", warningCount),
  );
  if (all === 0) return [title, element("p", { class: "caption" }, strings.findingsNone)];
  const list = element(
    "ul",
    { "aria-labelledby": "findings-title" },
    ...findings.map((one, i) => item(one, i, strings, goTo)),
  );
  const cut = fill(strings.findingsCut, format.count(findings.length), format.count(all));
  return [
    title,
    element("p", { class: "caption" }, strings.findingsAdvice),
    list,
    ...(findings.length < all ? [element("p", { class: "note" }, cut)] : []),
  ];
}

function item(
  { severity, place, message }: SentFinding,
  index: number,
  strings: PreviewStrings,
  goTo: ((finding: number) => void) | undefined,
): HTMLElement {
  const words = severity === "error" ? strings.error : strings.warning;
  const mark = icon(severity);
  mark.setAttribute("role", "img");
  mark.removeAttribute("aria-hidden");
  mark.setAttribute("aria-label", words);
  return element(
    "li",
    { class: `finding ${severity}` },
    mark,
    placeElement(place, index, strings, goTo),
    element("span", { class: "message" }, message),
  );
}

function placeElement(
  place: string,
  index: number,
  strings: PreviewStrings,
  goTo: ((finding: number) => void) | undefined,
): HTMLElement {
  if (goTo === undefined || place === "")
    return element("span", { class: "place" }, place === "" ? strings.wholeFile : place);
  const link = element(
    "button",
    { class: "place link", type: "button", "aria-label": fill(strings.goTo, place) },
    place,
  );
  link.addEventListener("click", () => goTo(index));
  return link;
}
