import { button, dropdown, setPressed } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { intervalLevels, type ResultsQuery } from "../shared/resultsMessages";
import { type ResultsStrings } from "./strings";
import { type ResultTable } from "./data/resultTable";
import { dateChoices, sameDates } from "./dateChoices";
import { dateFields } from "./dateFields";
import { type Tabs } from "./tabs";

/** What of a result says what it can be narrowed down to. */
type Choices = Pick<ResultTable, "products" | "places" | "range" | "currency">;

export interface Toolbar {
  readonly element: HTMLElement;
  /** What can be chosen, and what is. Null: an object whose numbers cannot be narrowed down. */
  readonly show: (query: ResultsQuery, shares: boolean, result: Choices | null) => void;
  /** Makes the controls anew the next time, whatever was chosen in them. */
  readonly forget: () => void;
  /** A short sentence at the right end, spoken as well. */
  readonly say: (text: string) => void;
}

export interface ToolbarOptions {
  readonly strings: ResultsStrings;
  readonly format: NumberFormat;
  readonly tabs: Tabs;
  readonly onQuery: (change: Partial<ResultsQuery>) => void;
  readonly onShares: (shares: boolean) => void;
  /** Absent: a page whose figures have their CSV each. */
  readonly onCsv?: () => void;
  readonly onReport: () => void;
  /** Stand before the report. */
  readonly further?: readonly HTMLElement[];
}

export function toolbar({
  strings,
  format,
  tabs,
  onQuery,
  onShares,
  onCsv,
  onReport,
  further = [],
}: ToolbarOptions): Toolbar {
  const levels = intervalLevels.map((level) => {
    const label = fill(strings.percentWhole, format.wholePercent(level));
    return { level, control: button({ label, look: "secondary", onPress: () => onQuery({ level }) }) };
  });
  const interval = element(
    "div",
    { class: "toolbar-group" },
    element("span", { class: "caption", id: "interval-label" }, strings.interval),
    element(
      "div",
      { class: "segments", role: "group", "aria-labelledby": "interval-label" },
      ...levels.map(({ control }) => control),
    ),
  );
  const said = element("span", { class: "said", role: "status" });
  const say = (text: string): void => {
    said.textContent = text;
  };
  const dates = dateFields({ strings, format, onDates: onQuery, say });
  // Those before and after the date fields are made anew, each time.
  const [before, after] = [element("span", { class: "made-anew" }), element("span", { class: "made-anew" })];
  const filters = element(
    "div",
    { class: "toolbar-group filters", role: "group", "aria-label": strings.filters },
    before,
    dates.element,
    after,
  );
  const csv = onCsv ? [button({ label: strings.exportCsv, look: "secondary", onPress: onCsv })] : [];
  const report = button({ label: strings.report, look: "secondary", onPress: onReport });
  let shownFor = "";
  return {
    element: element(
      "div",
      { class: "toolbar", role: "group", "aria-label": strings.toolbar },
      tabs.element,
      interval,
      filters,
      said,
      ...further,
      ...csv,
      report,
    ),
    show: (query, shares, result) => {
      interval.hidden = result === null;
      filters.hidden = result === null;
      for (const { level, control } of levels) setPressed(control, level === query.level);
      // Made anew only when something in them changes: a control that is open must not vanish under the hand.
      const key = JSON.stringify([query, shares, result?.products, result?.places, result?.range, result?.currency]);
      if (result === null || key === shownFor) return;
      shownFor = key;
      const focused = nameOfFocused(filters);
      before.replaceChildren(...narrowingControls(query, result, { strings, onQuery, dates: dates.element }));
      after.replaceChildren(unitControl(query, shares, { strings, onQuery, onShares }));
      dates.show(query, result.range);
      named(filters, focused)?.focus();
    },
    forget: () => {
      shownFor = "";
    },
    say,
  };
}

type Wishes = Pick<ToolbarOptions, "strings" | "onQuery">;

const nameOfFocused = (place: HTMLElement): string | null =>
  place.contains(document.activeElement) ? (document.activeElement?.getAttribute("aria-label") ?? null) : null;

/** The control that has taken the place of one of this name; none where that one is still there. */
function named(place: HTMLElement, name: string | null): HTMLElement | undefined {
  if (name === null || place.contains(document.activeElement)) return undefined;
  const controls = [...place.querySelectorAll<HTMLElement>("[aria-label]")];
  return controls.find((control) => control.getAttribute("aria-label") === name);
}

const narrowingControls = (
  query: ResultsQuery,
  result: Choices,
  wishes: Wishes & { readonly dates: HTMLElement },
): HTMLElement[] => [
  ...placeControls(query, result, wishes),
  ...productControl(query, result, wishes),
  datesControl(query, result, wishes, wishes.dates),
];

/** Only where there is something to choose, or something chosen. */
function productControl({ product }: ResultsQuery, { products }: Choices, { strings, onQuery }: Wishes): HTMLElement[] {
  const names = [...new Set([...products.filter((name) => name !== "all"), ...(product === null ? [] : [product])])];
  if (names.length < 2 && product === null) return [];
  const choices = [{ value: "", label: strings.allProducts }, ...names.map((name) => ({ value: name, label: name }))];
  const onCommit = (value: string): void => onQuery({ product: value === "" ? null : value });
  return [dropdown({ label: strings.product, value: product ?? "", choices, onCommit })];
}

/** A set is looked at as a whole or by country, region and grouping; a single attribution has one of each. */
function placeControls(query: ResultsQuery, { places }: Choices, { strings, onQuery }: Wishes): HTMLElement[] {
  const parts = [
    ["country", strings.country, strings.allCountries],
    ["region", strings.region, strings.allRegions],
    ["grouping", strings.grouping, strings.allGroupings],
  ] as const;
  return parts.flatMap(([part, label, all]) => {
    const chosen = query[part];
    const names = [...new Set([...places.map((place) => place[part]), ...(chosen === null ? [] : [chosen])])];
    if (names.length < 2 && chosen === null) return [];
    // By its place, since "all" and an empty name are names of their own.
    const choices = [
      { value: "", label: all },
      ...names.map((name, at) => ({ value: `name ${String(at)}`, label: name })),
    ];
    const value = chosen === null ? "" : `name ${String(names.indexOf(chosen))}`;
    const onCommit = (picked: string): void => {
      const name = picked === "" ? null : (names[Number(picked.slice(5))] ?? null);
      onQuery(placeWith(part, name, places, query));
    };
    return [dropdown({ label, value, choices, onCommit })];
  });
}

const placePartNames = ["country", "region", "grouping"] as const;
type PlacePart = (typeof placePartNames)[number];

/** What else was chosen of a place gives way where it is not to be found together with what is chosen now. */
function placeWith(
  part: PlacePart,
  name: string | null,
  places: Choices["places"],
  query: ResultsQuery,
): Partial<ResultsQuery> {
  let left = places.filter((place) => name === null || place[part] === name);
  const change: Partial<Record<PlacePart, string | null>> = { [part]: name };
  for (const other of placePartNames.filter((each) => each !== part && query[each] !== null)) {
    const together = left.filter((place) => place[other] === query[other]);
    if (together.length === 0) change[other] = null;
    else left = together;
  }
  return change;
}

const ownDates = "own";

/** A year, all dates, or those of the fields beside it, which are only seen then. */
function datesControl(
  query: ResultsQuery,
  { range }: Choices,
  { strings, onQuery }: Wishes,
  fields: HTMLElement,
): HTMLElement {
  const choices = dateChoices(range, strings);
  const known = choices.find((choice) => sameDates(choice, query));
  // What is being filled in must not vanish under the hand.
  fields.hidden = known !== undefined && !fields.contains(document.activeElement);
  const onCommit = (value: string): void => {
    const choice = choices.find((each) => each.value === value);
    fields.hidden = choice !== undefined;
    if (choice) onQuery({ from: choice.from, to: choice.to });
  };
  const own = { value: ownDates, label: strings.ownDates };
  return dropdown({ label: strings.dates, value: known?.value ?? ownDates, choices: [...choices, own], onCommit });
}

function unitControl(
  { unit }: ResultsQuery,
  shares: boolean,
  { strings, onQuery, onShares }: Pick<ToolbarOptions, "strings" | "onQuery" | "onShares">,
): HTMLElement {
  const choices = [
    { value: "units", label: strings.showUnits },
    { value: "revenue", label: strings.showRevenue },
    { value: "shares", label: strings.showShares },
  ];
  const onCommit = (value: string): void => {
    onShares(value === "shares");
    if (value !== "shares" && value !== unit) onQuery({ unit: value === "revenue" ? "revenue" : "units" });
  };
  return dropdown({ label: strings.unit, value: shares ? "shares" : unit, choices, onCommit });
}
