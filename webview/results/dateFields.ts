import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { type ResultsQuery } from "../shared/resultsMessages";
import { type ResultTable } from "./data/resultTable";
import { type ResultsStrings } from "./strings";

export interface DateFields {
  readonly element: HTMLElement;
  readonly show: (query: Pick<ResultsQuery, "from" | "to">, range: ResultTable["range"]) => void;
}

interface DateFieldsOptions {
  readonly strings: ResultsStrings;
  readonly format: Pick<NumberFormat, "date">;
  readonly onDates: (dates: Partial<ResultsQuery>) => void;
  readonly say: (sentence: string) => void;
}

/** The first and the last date, which stay in the page while they are filled in, whatever is answered meanwhile. */
export function dateFields({ strings, format, onDates, say }: DateFieldsOptions): DateFields {
  const onOutside = ({ value, min, max }: HTMLInputElement): void =>
    say(fill(strings.dateOutside, ...[value, min, max].map((day) => format.date(day))));
  const from = dateField(strings.from, (day) => onDates({ from: day }), onOutside);
  const to = dateField(strings.to, (day) => onDates({ to: day }), onOutside);
  return {
    element: element("span", { class: "date-fields" }, from.input, to.input),
    show: (query, range) => {
      const [first, last] = [range?.first.slice(0, 10) ?? "", range?.last.slice(0, 10) ?? ""];
      from.show(query.from ?? first, first, query.to ?? last);
      to.show(query.to ?? last, query.from ?? first, last);
    },
  };
}

/**
 * A date counts when it is chosen in the calendar, left, or confirmed with Enter: while it is typed, the browser says
 * with every digit of the year that there is another one.
 */
function dateField(label: string, onDay: (day: string) => void, onOutside: (input: HTMLInputElement) => void) {
  const input = element("input", { type: "date", "aria-label": label });
  let [taken, typing] = ["", false];
  const take = (): void => {
    typing = false;
    if (input.value === taken || input.value === "" || !input.validity.valid) return;
    taken = input.value;
    onDay(taken);
  };
  input.addEventListener("keydown", ({ key }) => {
    typing = key !== "Enter";
    if (key !== "Enter") return;
    take();
    input.reportValidity();
  });
  input.addEventListener("change", () => {
    if (!typing) take();
  });
  input.addEventListener("blur", () => {
    const { rangeUnderflow, rangeOverflow } = input.validity;
    if (rangeUnderflow || rangeOverflow) onOutside(input);
    take();
    input.value = taken;
  });
  const show = (day: string, min: string, max: string): void => {
    Object.assign(input, { min, max });
    taken = day;
    if (!typing) input.value = day;
  };
  return { input, show };
}
