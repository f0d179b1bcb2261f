import { type ComparisonView } from "../../shared/comparisonMessages";
import { element } from "../../shared/dom";
import { fill } from "../../shared/fill";
import { button } from "../../shared/controls";
import { banner, problemElement, stateElement, type StateContext } from "../states";
import { comparedName } from "./comparisonContext";

/** What stands where the figures would be, while there is nothing to compare. */
export function comparisonState(
  view: Exclude<ComparisonView, { readonly kind: "compared" }>,
  context: StateContext,
): HTMLElement {
  const { strings, format, send } = context;
  const name = (which: "first" | "second"): string => {
    const words = comparedName({ ...view.header[which], model: null }, strings);
    return words.charAt(0).toLocaleUpperCase() + words.slice(1);
  };
  const line = (text: string, look = ""): HTMLElement => element("p", look === "" ? {} : { class: look }, text);
  switch (view.kind) {
    case "loading":
      return stateElement({ kind: "loading", header: { ...view.header.first } }, context);
    case "running": {
      const { word, fraction } = view;
      const how =
        fraction === null
          ? fill(strings.runningWord, word)
          : fill(strings.runningProgress, word, format.wholePercent(fraction));
      const check = button({ label: strings.checkNow, look: "secondary", onPress: () => send({ type: "retry" }) });
      return banner(
        "information",
        "status",
        line(fill(strings.comparedRunning, name(view.which)), "lead"),
        line(how),
        line(strings.comparedRunningAdvice, "second"),
        element("div", { class: "actions" }, check),
      );
    }
    case "failed":
      return problemElement(view.problem, context);
    case "deleted":
      return banner(
        "information",
        "status",
        line(fill(strings.comparedDeleted, name(view.which)), "lead"),
        line(strings.comparedDeletedAdvice),
      );
  }
}
