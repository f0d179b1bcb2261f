import { type Frame } from "../engine/frame";
import { type Combination } from "../store/datasetTypes";
import { type DataRows } from "../store/uploadRows";
import { eventShares } from "./eventShares";
import { type BuiltFrame, type FrameRequest } from "./frameTypes";
import { type LevelRule, type LevelSeries, levelSeries } from "./levelSeries";
import { mediaSeries } from "./mediaSeries";
import { RowTable } from "./rowTable";
import { salesSeries, type SalesSeries } from "./salesSeries";

/** The merged rows of a dataset, one table a type, and what to make of them. */
export interface FrameInput extends Omit<FrameRequest, "sources"> {
  readonly tables: readonly DataRows[];
}

const DISTRIBUTION: LevelRule = {
  label: "Distribution",
  measure: "Value",
  nameColumns: ["Channel"],
  prefix: "",
  aggregate: "sum",
};

/** File types that become controls; each prefix keeps names of different files apart. */
const CONTROLS: Readonly<Partial<Record<DataRows["type"], LevelRule>>> = {
  Macro: { label: "Macro", measure: "Value", nameColumns: ["Indicator"], prefix: "", aggregate: "mean" },
  Visits: { label: "Visits", measure: "Visits", nameColumns: ["Channel"], prefix: "Visits", aggregate: "sum" },
  "Competitor Price": {
    label: "Competitor Price",
    measure: "PricePerUnit",
    nameColumns: ["Competitor"],
    prefix: "Price",
    aggregate: "mean",
  },
  "Competitor Distribution": {
    label: "Competitor Distribution",
    measure: "Value",
    nameColumns: ["Competitor", "Channel"],
    prefix: "Distribution",
    aggregate: "sum",
  },
};

/** Types that a frame takes something from. */
const USED = new Set<DataRows["type"]>([
  ...(["Sales", "Media", "Events", "Distribution"] as const),
  ...(Object.keys(CONTROLS) as DataRows["type"][]),
]);

/**
 * Lays the rows of one combination out on the calendar of its Sales. A missing media value or event is 0, a missing price,
 * distribution or control carries the last value forward; every such choice is a note. Throws a sentence without Sales, or
 * without a metric that the graph reads.
 */
export function buildFrame({ tables, combination, products, metrics }: FrameInput): BuiltFrame {
  const table = (type: DataRows["type"]) => {
    const rows = tables.find((each) => each.type === type);
    return rows === undefined ? undefined : new RowTable(rows);
  };
  const salesTable = table("Sales");
  if (salesTable === undefined) throw new Error("The dataset has no Sales file.");
  const sales = salesSeries(salesTable, combination, products);
  const none: LevelSeries = { series: new Map(), notes: [] };
  const [mediaTable, eventTable, distributionTable] = [table("Media"), table("Events"), table("Distribution")];
  const media = mediaTable && mediaSeries(mediaTable, combination, sales, metrics);
  const events = eventTable && eventShares(eventTable, combination, sales);
  const distribution = distributionTable ? levelSeries(distributionTable, combination, sales, DISTRIBUTION) : none;
  const controls = allControls(table, combination, sales);
  const frame: Frame = {
    dates: sales.calendar.dates,
    daysPerPeriod: sales.calendar.daysPerPeriod,
    units: sales.units,
    sales: sales.sales,
    observed: sales.observed,
    ...(sales.price === undefined ? {} : { price: sales.price }),
    ...(sales.profit === undefined ? {} : { profit: sales.profit }),
    media: media?.media ?? new Map(),
    mediaMetrics: media?.mediaMetrics ?? new Map(),
    investment: media?.investment ?? new Map(),
    ...(media?.sharedSpend && { sharedSpend: true }),
    distribution: distribution.series,
    events: events?.events ?? new Map(),
    controls: controls.series,
  };
  const unused = tables
    .filter(({ type }) => !USED.has(type))
    .map(({ type }) => `${type}: the rows are kept and not used, because their columns are not documented.`);
  const notes = [sales.notes, media?.notes ?? [], events?.notes ?? [], distribution.notes, controls.notes, unused];
  return { frame, notes: notes.flat() };
}

function allControls(
  table: (type: DataRows["type"]) => RowTable | undefined,
  combination: Combination,
  sales: SalesSeries,
): LevelSeries {
  const parts = (Object.entries(CONTROLS) as [DataRows["type"], LevelRule][]).flatMap(([type, rule]) => {
    const rows = table(type);
    return rows === undefined ? [] : [levelSeries(rows, combination, sales, rule)];
  });
  return { series: new Map(parts.flatMap(({ series }) => [...series])), notes: parts.flatMap(({ notes }) => notes) };
}

/** The memory of a frame, to hand it to another thread without copying. */
export function frameBuffers(frame: Frame): ArrayBuffer[] {
  const maps = [frame.media, frame.investment, frame.distribution, frame.events, frame.controls];
  const arrays = [
    frame.sales,
    frame.observed,
    ...(frame.price ? [frame.price] : []),
    ...(frame.profit ? [frame.profit] : []),
    ...maps.flatMap((map) => [...map.values()]),
  ];
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}
