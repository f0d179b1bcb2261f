import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { type SentCalendar } from "../shared/previewMessages";
import { type PreviewStrings } from "../shared/previewStrings";
import { periodWords } from "./header";

/** So many dates are named in words. */
const MOST_NAMED = 12;
/** Of longer times, every row is a year's worth no more. */
const MOST_YEARS = 12;

/** In which periods there are rows: squares by year, and the same in words. */
export function calendarElement(calendar: SentCalendar, strings: PreviewStrings, format: NumberFormat): HTMLElement {
  const { starts, coverage, periods } = calendar;
  const words = coverageWords(calendar, strings, format);
  const range = format.dateRange(starts[0] ?? "", starts.at(-1) ?? "");
  const label = fill(strings.calendarLabel, format.count(periods), periodWords(calendar, strings), range, words);
  const rows = new Map<string, HTMLElement[]>();
  const isByYear = new Set(starts.map((start) => start.slice(0, 4))).size <= MOST_YEARS;
  starts.forEach((start, slot) => {
    const year = isByYear ? start.slice(0, 4) : "";
    const square = element("span", { class: `square ${coverage[slot] ?? "full"}`, title: start });
    rows.set(year, [...(rows.get(year) ?? []), square]);
  });
  const years = [...rows].map(([year, squares]) =>
    element(
      "div",
      { class: "year" },
      element("span", { class: "axis" }, year),
      element("div", { class: "squares" }, ...squares),
    ),
  );
  return element(
    "section",
    { class: "calendar", "aria-label": strings.calendar },
    element("h2", {}, strings.calendar, element("span", { class: "caption" }, ` ${strings.calendarKey}`)),
    element("div", { role: "img", "aria-label": label }, ...years),
    element("p", { class: "note" }, words),
  );
}

function coverageWords({ starts, coverage }: SentCalendar, strings: PreviewStrings, format: NumberFormat): string {
  const named = (state: SentCalendar["coverage"][number]): string => {
    const found = starts.filter((_, slot) => coverage[slot] === state);
    const list = found.slice(0, MOST_NAMED).join(", ");
    return found.length > MOST_NAMED ? fill(strings.calendarMore, list, format.count(found.length - MOST_NAMED)) : list;
  };
  const [missing, twice] = [named("none"), named("duplicate")];
  const sentences = [
    missing === "" ? "" : fill(strings.calendarMissing, missing),
    twice === "" ? "" : fill(strings.calendarTwice, twice),
    coverage.every((state) => state === "full") ? strings.calendarComplete : "",
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
