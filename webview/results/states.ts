import { button } from "../shared/controls";
import { type NumberFormat } from "../shared/numberFormat";
import { type FromResults, type Problem, type ResultsView } from "../shared/resultsMessages";
import { fill } from "../shared/fill";
import { type ResultsStrings } from "./strings";
import { element } from "../shared/dom";
import { icon, type IconName } from "./marks";

export interface StateContext {
  readonly strings: ResultsStrings;
  readonly format: NumberFormat;
  readonly send: (message: FromResults) => void;
}

type State = Exclude<ResultsView, { readonly kind: "result" }>;
type Running = Extract<ResultsView, { readonly kind: "running" }>;

/** What stands where the table would be, while there is none; of a job at work one that stays as it goes on. */
export function stateBanner(context: StateContext): (view: State) => HTMLElement {
  const running = runningBanner(context);
  return (view) => (view.kind === "running" ? running(view) : stateElement(view, context));
}

export function stateElement(view: Exclude<State, Running>, context: StateContext): HTMLElement {
  const { strings } = context;
  switch (view.kind) {
    case "loading":
      return loadingElement(strings);
    case "failed":
      return problemElement(view.problem, context);
    case "deleted":
      return banner(
        "information",
        "status",
        element("p", { class: "lead" }, strings.deleted),
        element("p", {}, strings.deletedAdvice),
      );
  }
}

/** Blocks of the final size; the style sheet keeps them hidden for the first 300 ms. */
function loadingElement(strings: ResultsStrings): HTMLElement {
  const blocks = Array.from({ length: 9 }, () => element("div", { class: "block" }));
  return element(
    "div",
    { class: "loading", role: "status" },
    element("p", { class: "caption" }, strings.loading),
    ...blocks,
  );
}

/** A job moves on with every look at it: what has changed is written into what stands there, and not told aloud. */
function runningBanner({ strings, format, send }: StateContext): (view: Running) => HTMLElement {
  const how = element("p", { "aria-live": "off" });
  const made = banner(
    "information",
    "status",
    element("p", { class: "lead" }, strings.running),
    how,
    element("p", { class: "second" }, strings.runningAdvice),
    actions(button({ label: strings.checkNow, look: "secondary", onPress: () => send({ type: "retry" }) })),
  );
  return ({ word, fraction }) => {
    how.textContent =
      fraction === null
        ? fill(strings.runningWord, word)
        : fill(strings.runningProgress, word, format.wholePercent(fraction));
    return made;
  };
}

/** What happened, the server's own words, what to do. */
export function problemElement(problem: Problem, { strings, send }: StateContext): HTMLElement {
  return banner(
    "error",
    "alert",
    element("p", { class: "lead" }, problem.sentence),
    problem.words === null ? null : element("p", {}, `${strings.serverSaid} `, element("code", {}, problem.words)),
    problem.advice === null ? null : element("p", {}, problem.advice),
    actions(
      button({ label: strings.tryAgain, look: "primary", onPress: () => send({ type: "retry" }) }),
      button({ label: strings.showLog, look: "secondary", onPress: () => send({ type: "showLog" }) }),
    ),
  );
}

const actions = (...buttons: readonly HTMLElement[]): HTMLElement => element("div", { class: "actions" }, ...buttons);

export function banner(
  look: IconName & ("information" | "warning" | "error"),
  role: string,
  ...content: (HTMLElement | null)[]
): HTMLElement {
  return element("div", { class: `banner ${look}`, role }, icon(look), element("div", {}, ...content));
}
