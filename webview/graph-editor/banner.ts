import { button } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { type GraphState } from "./graphState";

/** Says above everything why the text cannot be shown, with the way to mend it; hidden when it can. */
export function showBroken(
  banner: HTMLElement,
  { broken, view }: GraphState,
  strings: GraphStrings,
  onText: () => void,
): void {
  banner.hidden = broken === undefined;
  if (broken === undefined) return;
  const words =
    broken === "noGraph"
      ? strings.notGraph
      : fill(strings.notJsonText, fill(strings.jsonFaults[broken.fault] ?? "", broken.offset + 1));
  const more = view ? ` ${strings.lastGood}` : "";
  const text = button({ label: strings.openText, look: "primary", onPress: onText });
  banner.replaceChildren(element("p", {}, words + more), text);
}
