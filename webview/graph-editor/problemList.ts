import { type GraphEdit } from "../../src/graphs/graphEdits";
import { button } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type ShownProblem } from "../shared/graphMessages";
import { type GraphStrings } from "../shared/graphStrings";

const most = 20;

export interface ProblemListContext {
  readonly problems: readonly ShownProblem[];
  readonly readOnly: boolean;
  readonly send: (edit: GraphEdit) => void;
  readonly onGo: (problem: ShownProblem) => void;
}

/** What is wrong, errors first, each with its remedies; made anew only when there are other problems. */
export class ProblemList {
  readonly element: HTMLElement;
  private shown: Pick<ProblemListContext, "problems" | "readOnly"> | undefined;

  constructor(private readonly strings: GraphStrings) {
    this.element = element("ul", { class: "problems", "aria-label": strings.problems, hidden: "" });
  }

  show(context: ProblemListContext): void {
    const { problems, readOnly } = context;
    if (this.shown?.problems === problems && this.shown.readOnly === readOnly) return;
    this.shown = { problems, readOnly };
    const more = problems.length - most;
    const rest = more > 0 ? [element("li", { class: "note" }, fill(this.strings.moreProblems, more))] : [];
    this.element.replaceChildren(...rowsOf(context), ...rest);
    this.element.hidden = problems.length === 0;
  }
}

function rowsOf({ problems, readOnly, send, onGo }: ProblemListContext): HTMLElement[] {
  const ordered = [...problems].sort((a, b) => a.severity.localeCompare(b.severity));
  return ordered.slice(0, most).map((problem) => {
    const sentence = button({ label: problem.sentence, look: "secondary", onPress: () => onGo(problem) });
    sentence.classList.add("sentence");
    const fixes = readOnly
      ? []
      : problem.fixes.map(({ title, edit }) => button({ label: title, look: "secondary", onPress: () => send(edit) }));
    return element(
      "li",
      { class: problem.severity },
      element("span", { class: "sign", "aria-hidden": "true" }),
      sentence,
      ...fixes,
    );
  });
}

export function problemCount(problems: readonly ShownProblem[], strings: GraphStrings): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const parts = [
    errors > 0 ? fill(strings.problemCount, errors) : "",
    problems.length > errors ? fill(strings.warningCount, problems.length - errors) : "",
  ].filter(Boolean);
  return parts.length === 0 ? strings.noProblems : parts.join(", ");
}
