/** What is wrong with the graph, with the way to each place. */
import { type PlacedProblem } from "../shared/buildMessages";
import { type BuildStrings } from "../shared/buildStrings";
import { button } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";

/** More are in the Problems view. */
const most = 12;

export interface Found {
  readonly readable: boolean;
  readonly problems: readonly PlacedProblem[];
}

export const countErrors = ({ problems }: Found): number =>
  problems.filter(({ severity }) => severity === "error").length;

/** In a few words, for the foot of the page. */
export function foundWords(found: Found, strings: BuildStrings): string {
  const errors = countErrors(found);
  const warnings = found.problems.length - errors;
  const parts = [
    errors > 0 ? fill(strings.errors, errors) : "",
    warnings > 0 ? fill(strings.warnings, warnings) : "",
  ].filter(Boolean);
  return parts.length === 0 ? strings.noProblems : parts.join(", ");
}

export function checksSection(
  found: Found,
  isSandbox: boolean,
  strings: BuildStrings,
  onGo: (offset: number) => void,
): readonly HTMLElement[] {
  const { problems, readable } = found;
  if (problems.length === 0) return [];
  const consequence = !readable ? strings.notReadable : isSandbox ? strings.errorsStop : strings.errorsWarn;
  const rows = problems.slice(0, most).map(({ severity, sentence, offset }) => {
    const control = button({ label: sentence, look: "secondary", onPress: () => onGo(offset) });
    control.classList.add("sentence");
    return element("li", { class: severity }, element("span", { class: "sign", "aria-hidden": "true" }), control);
  });
  return [
    ...(countErrors(found) > 0 ? [element("p", { class: "note error" }, consequence)] : []),
    element("ul", { class: "problems", "aria-label": strings.checks }, ...rows),
    ...(problems.length > most
      ? [element("p", { class: "note" }, fill(strings.moreProblems, problems.length - most))]
      : []),
  ];
}
