import { element } from "../../shared/dom";
import { type ComparedRecords, type Fact, type FactValue, type GraphChange } from "../../shared/comparisonMessages";
import { fill } from "../../shared/fill";
import { type Figure, type FigureRow } from "../figures/figure";
import { python, pythonScript } from "../figures/python";
import { type ComparisonContext } from "./comparisonContext";

/** What is different between the two in data, settings and graph, as far as their records tell. */
export function changesFigure(records: ComparedRecords, context: ComparisonContext): Figure {
  const { strings } = context;
  return {
    id: "comparedChanges",
    title: findingOf(records, context),
    subtitle: strings.changesSubtitle,
    legend: [],
    notes: [],
    height: () => 0,
    draw: null,
    absent: "",
    lead: () => changesElement(records, context),
    table: {
      columns: [
        { heading: strings.changesThing, unit: "" },
        { heading: strings.sideA, unit: "" },
        { heading: strings.sideB, unit: "" },
        { heading: strings.changesSaid, unit: "" },
      ],
      names: ["what", "a", "b", "same"],
      rows: [
        ...records.facts.map((fact) => factRow(fact, context)),
        ...uploadRows(records, context),
        ...records.graphs.changes.map((change) => graphRow(change, context)),
      ],
    },
    python: pythonScript(context, "result", strings.changesName, [
      "# The records of the two, field by field.",
      "base = URL.split('/results/compare')[0]",
      `names = (${python(pathOf(context.compared.first))}, ${python(pathOf(context.compared.second))})`,
      'a, b = [requests.get(base + "/" + name, headers=HEADERS, timeout=120).json() for name in names]',
      "for key in sorted(set(a) | set(b)):",
      "    if a.get(key) != b.get(key):",
      '        print(key, "A:", str(a.get(key))[:100], "B:", str(b.get(key))[:100])',
      'changed = [r for r in data["totals"] if r["amount"]["difference"]]',
      'plt.barh([r["driver"] for r in changed], [r["amount"]["difference"]["mean"] for r in changed])',
    ]),
  };
}

const pathOf = ({ kind, id }: ComparisonContext["compared"]["first"]): string =>
  `${kind === "model" ? "models" : "attributions"}/${encodeURIComponent(id)}`;

function findingOf(records: ComparedRecords, context: ComparisonContext): string {
  const { strings, format } = context;
  const { facts, uploads, graphs } = records;
  const things = [
    ...facts.filter(({ same }) => !same).map((fact) => factName(fact, context)),
    ...(uploads && uploads.onlyFirst.length + uploads.onlySecond.length > 0 ? [strings.changesUploads] : []),
    ...(graphs.state === "changed" ? [strings.changesGraph] : []),
  ];
  return things.length === 0 ? strings.changesNone : fill(strings.changesFinding, format.list(things));
}

function changesElement(records: ComparedRecords, context: ComparisonContext): HTMLElement {
  const { strings } = context;
  const facts = (about: Fact["about"], title: string): HTMLElement[] => {
    const own = records.facts.filter((fact) => fact.about === about);
    return own.length === 0 ? [] : [factsTable(own, title, context)];
  };
  const block = (title: string, ...content: readonly HTMLElement[]): HTMLElement =>
    element("div", { class: "change-block" }, element("h3", {}, title), ...content);
  const line = (text: string): HTMLElement => element("p", {}, text);
  return element(
    "div",
    { class: "changes" },
    ...facts("data", strings.changesData),
    ...facts("settings", strings.changesSettings),
    ...(records.uploads ? [block(strings.changesUploads, ...uploadTexts(records.uploads, context).map(line))] : []),
    block(strings.changesGraph, ...graphElements(records, context)),
  );
}

function factsTable(facts: readonly Fact[], title: string, context: ComparisonContext): HTMLElement {
  const { strings } = context;
  const rows = facts.map((fact) =>
    element(
      "tr",
      fact.same ? {} : { class: "differs" },
      element("th", { scope: "row" }, factName(fact, context)),
      element("td", {}, element("bdi", {}, valueText(fact.first, context))),
      element("td", {}, element("bdi", {}, valueText(fact.second, context))),
      element("td", {}, fact.same ? strings.changesSame : strings.changesDiffer),
    ),
  );
  const heads = [strings.changesThing, strings.sideA, strings.sideB, strings.changesSaid];
  return element(
    "div",
    { class: "table-scroll change-block" },
    element(
      "table",
      { class: "facts" },
      element("caption", {}, element("h3", {}, title)),
      element("thead", {}, element("tr", {}, ...heads.map((word) => element("th", { scope: "col" }, word)))),
      element("tbody", {}, ...rows),
    ),
  );
}

function uploadTexts(
  { onlyFirst, onlySecond, both }: NonNullable<ComparedRecords["uploads"]>,
  { strings, format }: ComparisonContext,
): string[] {
  if (onlyFirst.length + onlySecond.length === 0) return [fill(strings.uploadsSame, format.count(both))];
  return [
    ...(onlyFirst.length > 0 ? [fill(strings.uploadsOnlyA, format.list(onlyFirst))] : []),
    ...(onlySecond.length > 0 ? [fill(strings.uploadsOnlyB, format.list(onlySecond))] : []),
    fill(strings.uploadsBoth, format.count(both)),
  ];
}

function graphElements({ graphs }: ComparedRecords, context: ComparisonContext): HTMLElement[] {
  const { strings, format } = context;
  const line = (text: string): HTMLElement => element("p", {}, text);
  switch (graphs.state) {
    case "same":
      return [line(strings.graphSame)];
    case "unread":
      return [line(strings.graphUnread)];
    case "tooLarge":
      return [line(strings.graphTooLarge)];
    case "changed":
      return [
        line(graphs.level === "high" ? strings.graphHigh : strings.graphLow),
        element(
          "ul",
          { class: "graph-changes" },
          ...graphs.changes.map((change) => element("li", {}, element("bdi", {}, changeText(change, context)))),
          ...(graphs.more > 0 ? [element("li", {}, fill(strings.graphMore, format.count(graphs.more)))] : []),
        ),
      ];
  }
}

function changeText({ change, name, edge, field, before, after }: GraphChange, { strings }: ComparisonContext): string {
  switch (change) {
    case "added":
      return fill(edge ? strings.graphAddedEdge : strings.graphAddedNode, name);
    case "removed":
      return fill(edge ? strings.graphRemovedEdge : strings.graphRemovedNode, name);
    case "changed":
      return fill(strings.graphField, name, field ?? "", before ?? strings.graphNothing, after ?? strings.graphNothing);
  }
}

function factName({ id }: Fact, { strings }: ComparisonContext): string {
  const names: Readonly<Record<Fact["id"], string>> = {
    model: strings.factModel,
    combination: strings.factCombination,
    dataset: strings.factDataset,
    dataDates: strings.factDataDates,
    attributedDates: strings.factAttributedDates,
    trainDates: strings.factTrainDates,
    evalDates: strings.factEvalDates,
    source: strings.factSource,
    sampler: strings.factSampler,
    seed: strings.factSeed,
    epochs: strings.factEpochs,
    learningRate: strings.factLearningRate,
    samples: strings.factSamples,
    attributionSamples: strings.factAttributionSamples,
  };
  return names[id];
}

function valueText({ text, from, to, count }: FactValue, { strings, format }: ComparisonContext): string {
  if (text !== null) return text;
  if (from === null || to === null) return count === 0 ? strings.factNone : strings.none;
  const known = ![from, to].some((day) => Number.isNaN(Date.parse(day)));
  const range = known ? format.dateRange(from, to) : `${from} - ${to}`;
  return count === null ? range : fill(strings.factRange, range, format.count(count));
}

const plain = ({ text, from, to, count }: FactValue): string | null =>
  text ?? (from === null ? null : [`${from} - ${to ?? ""}`, ...(count === null ? [] : [String(count)])].join(", "));

function factRow(fact: Fact, context: ComparisonContext): FigureRow {
  const { strings } = context;
  return {
    name: factName(fact, context),
    cells: [
      valueText(fact.first, context),
      valueText(fact.second, context),
      fact.same ? strings.changesSame : strings.changesDiffer,
    ],
    values: [fact.id, plain(fact.first), plain(fact.second), String(fact.same)],
  };
}

function uploadRows({ uploads }: ComparedRecords, { strings, format }: ComparisonContext): FigureRow[] {
  if (uploads === null) return [];
  const same = uploads.onlyFirst.length + uploads.onlySecond.length === 0;
  return [
    {
      name: strings.changesUploads,
      cells: [
        format.list(uploads.onlyFirst),
        format.list(uploads.onlySecond),
        same ? strings.changesSame : strings.changesDiffer,
      ],
      values: ["uploads", uploads.onlyFirst.join("; "), uploads.onlySecond.join("; "), String(same)],
    },
  ];
}

function graphRow(change: GraphChange, context: ComparisonContext): FigureRow {
  const { strings } = context;
  const name = change.field === null ? change.name : `${change.name}: ${change.field}`;
  const there = (value: string | null, is: boolean): string => value ?? (is ? change.name : strings.graphNothing);
  const [before, after] = [
    there(change.before, change.change === "removed"),
    there(change.after, change.change === "added"),
  ];
  return { name, cells: [before, after, strings.changesDiffer], values: [`graph ${name}`, before, after, "false"] };
}
