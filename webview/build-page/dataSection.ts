/** Which data a model is built on: the dataset, and what of it. */
import { type BuildCombination, type BuildData, type BuildForm, type ShownDataset } from "../shared/buildMessages";
import { type BuildStrings } from "../shared/buildStrings";
import { button, dropdown, textField } from "../shared/controls";
import { element } from "../shared/dom";
import { labelled } from "./labelled";

export interface DataChoices {
  readonly datasets: readonly ShownDataset[];
  readonly areAll: boolean;
  readonly combinations: readonly BuildCombination[];
}

export interface DataContext {
  readonly choices: DataChoices | undefined;
  /** They could not be read; the banner says why. */
  readonly isUnread: boolean;
  readonly form: BuildForm;
  readonly strings: BuildStrings;
  readonly onChange: (change: Partial<BuildForm>) => void;
  /** Asks for the id of a dataset that no list has. */
  readonly onAdd: () => void;
}

/** What is chosen at first: what was chosen before where it is still there. */
export function fittingData({ datasets, combinations }: DataChoices, form: BuildForm): Partial<BuildForm> {
  const dataset = datasets.find(({ id }) => id === form.dataset) ?? datasets[0];
  return { dataset: dataset?.id ?? null, combination: fittingCombination(dataset, combinations, form.combination) };
}

function fittingCombination(
  dataset: ShownDataset | undefined,
  known: readonly BuildCombination[],
  wanted: BuildCombination | null,
): BuildCombination | null {
  const held = dataset?.combinations ?? null;
  if (held === null) return wanted ?? known[0] ?? null;
  const fits = wanted !== null && held.some((one) => holds(one, wanted));
  return fits ? wanted : (held[0] ?? null);
}

/** Undefined while a part of it is missing. */
export function wantedData({ dataset, combination }: BuildForm): BuildData | undefined {
  if (dataset === null || combination === null || Object.values(combination).includes("")) return undefined;
  return { dataset, combination };
}

/** The names of the fields that are still empty. */
export function missingData({ dataset, combination }: BuildForm, strings: BuildStrings): readonly string[] {
  const parts = ["country", "region", "grouping"] as const;
  const empty = combination === null ? [] : parts.filter((part) => combination[part] === "");
  return [...(dataset === null ? [strings.dataset] : []), ...empty.map((part) => strings[part])];
}

export const isSameData = (one: BuildData, other: BuildData | undefined): boolean =>
  one.dataset === other?.dataset &&
  one.combination.country === other.combination.country &&
  one.combination.region === other.combination.region &&
  one.combination.grouping === other.combination.grouping;

/** "all" takes in everything below it. */
const all = "all";
const holds = (one: BuildCombination, wanted: BuildCombination): boolean =>
  one.country === wanted.country &&
  (wanted.region === all || one.region === wanted.region) &&
  (wanted.grouping === all || one.grouping === wanted.grouping);

export function dataSection(context: DataContext): readonly HTMLElement[] {
  const { choices, isUnread, form, strings, onChange } = context;
  if (choices === undefined)
    return [element("p", { class: "note", role: "status" }, isUnread ? strings.notRead : strings.reading)];
  const { datasets, areAll, combinations } = choices;
  const add = element(
    "div",
    { class: "actions" },
    button({ label: strings.addDataset, look: "secondary", onPress: context.onAdd }),
  );
  if (datasets.length === 0) return [element("p", { class: "note error" }, strings.noDatasets), add];
  const chosen = datasets.find(({ id }) => id === form.dataset) ?? datasets[0];
  const list = dropdown({
    label: strings.dataset,
    value: form.dataset ?? "",
    choices: datasets.map(({ id, label }) => ({ value: id, label })),
    onCommit: (id) => {
      const next = datasets.find((one) => one.id === id);
      onChange({ dataset: id, combination: fittingCombination(next, combinations, form.combination) });
    },
  });
  const held = chosen?.combinations ?? null;
  const rest = held === null ? typedFields(context) : listedFields(held, context);
  const row = element("div", { class: "fields data" }, labelled("dataset", strings.dataset, list), ...rest);
  const note = held === null ? [element("p", { class: "note" }, strings.typeCombination)] : [];
  return [row, ...note, ...(areAll ? [] : [add])];
}

function listedFields(held: readonly BuildCombination[], { form, strings, onChange }: DataContext): HTMLElement[] {
  const now = form.combination ?? held[0] ?? { country: "", region: all, grouping: all };
  const choose = (change: Partial<BuildCombination>): void => {
    const wanted = { ...now, ...change };
    const fits = held.some((one) => holds(one, wanted));
    // The parts below a changed one start with what is there.
    const first = held.find((one) => Object.entries(change).every(([key, value]) => Reflect.get(one, key) === value));
    onChange({ combination: fits ? wanted : { ...wanted, ...(first ?? { region: all, grouping: all }) } });
  };
  const inCountry = held.filter(({ country }) => country === now.country);
  const inRegion = inCountry.filter(({ region }) => now.region === all || region === now.region);
  const field = (name: keyof BuildCombination, label: string, values: readonly string[]): HTMLElement =>
    labelled(
      name,
      label,
      dropdown({
        label,
        value: now[name],
        choices: [...new Set(values)].map((value) => ({ value, label: value })),
        onCommit: (value) => choose({ [name]: value }),
      }),
    );
  return [
    field(
      "country",
      strings.country,
      held.map(({ country }) => country),
    ),
    field("region", strings.region, [...inCountry.map(({ region }) => region), all]),
    field("grouping", strings.grouping, [...inRegion.map(({ grouping }) => grouping), all]),
  ];
}

function typedFields({ form, strings, onChange }: DataContext): HTMLElement[] {
  const now = form.combination ?? { country: "", region: all, grouping: all };
  const field = (name: keyof BuildCombination, label: string): HTMLElement =>
    labelled(
      name,
      label,
      textField({
        label,
        value: now[name],
        onCommit: (value) => onChange({ combination: { ...now, [name]: value.trim() } }),
      }),
    );
  return [field("country", strings.country), field("region", strings.region), field("grouping", strings.grouping)];
}
