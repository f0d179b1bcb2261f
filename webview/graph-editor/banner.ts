import { button } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { type GraphState } from "./graphState";

interface WaysOut {
  readonly onText: () => void;
  readonly onStart: () => void;
}

/** Says above everything why the text cannot be shown, with the way to mend it; hidden when it can. */
export function showBroken(
  banner: HTMLElement,
  { broken, view }: GraphState,
  { strings, readOnly }: { readonly strings: GraphStrings; readonly readOnly: boolean },
  { onText, onStart }: WaysOut,
): void {
  banner.hidden = broken === undefined;
  if (broken === undefined) return;
  const more = view ? ` ${strings.lastGood}` : "";
  const text = button({ label: strings.openText, look: "primary", onPress: onText });
  const start = button({ label: strings.startGraph, look: "primary", onPress: onStart });
  const ways = broken === "empty" && !readOnly ? [start] : [text];
  banner.replaceChildren(element("p", {}, fault(broken, strings) + more), ...ways);
}

function fault(broken: NonNullable<GraphState["broken"]>, strings: GraphStrings): string {
  if (broken === "empty") return strings.emptyText;
  if (broken === "noGraph") return strings.notGraph;
  return fill(strings.notJsonText, fill(strings.jsonFaults[broken.fault] ?? "", broken.offset + 1));
}
