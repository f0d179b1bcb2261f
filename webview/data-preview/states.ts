import { button } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { type PreviewView } from "../shared/previewMessages";
import { type PreviewStrings } from "../shared/previewStrings";
import { icon } from "./icons";

/** What stands where the charts would be, while there are none. */
export function stateElement(
  view: Exclude<PreviewView, { readonly kind: "data" }>,
  strings: PreviewStrings,
  format: NumberFormat,
  retry: () => void,
): HTMLElement {
  switch (view.kind) {
    case "reading": {
      const percent = Math.floor(view.fraction * 100);
      const words = percent === 0 ? strings.reading : fill(strings.readingPercent, format.count(percent));
      return element("div", { class: "state reading", role: "status" }, element("p", { class: "second" }, words));
    }
    case "unreadable":
      return element(
        "div",
        { class: "state", role: "alert" },
        icon("error"),
        element("p", { class: "lead" }, strings.unreadable),
        element("p", { class: "second" }, view.sentence),
        element("div", { class: "actions" }, button({ label: strings.tryAgain, look: "primary", onPress: retry })),
      );
    case "deleted":
      return element(
        "div",
        { class: "state", role: "status" },
        icon("file"),
        element("p", { class: "lead" }, strings.deleted),
        element("p", { class: "second" }, strings.deletedAdvice),
      );
  }
}
