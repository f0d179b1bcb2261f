/** Types whose columns the platform documents. */
export const SPECIFIED_TYPES = [
  "Sales",
  "Distribution",
  "Media",
  "Events",
  "Macro",
  "Visits",
  "Competitor Price",
  "Competitor Distribution",
] as const;

/** Types the platform names without saying their columns: only Country, Region, Grouping and Date are checked. */
export const UNSPECIFIED_TYPES = ["Brand", "Weather", "Competitor Media", "Extra"] as const;

export type SpecifiedType = (typeof SPECIFIED_TYPES)[number];
export type UnspecifiedType = (typeof UNSPECIFIED_TYPES)[number];
export type FileType = SpecifiedType | UnspecifiedType;

/** A type of the table, or any other name that a server may know: then only the common columns are checked. */
export type TypeName = FileType | (string & Record<never, never>);

export const PERIODICITIES = ["Minute", "Hour", "Day", "Week", "Month", "Quarter", "Year"] as const;
export type Periodicity = (typeof PERIODICITIES)[number];

export const MEDIA_METRICS = ["Impression", "Investment", "GRP", "Reach", "Clicks", "Leads", "Gross"] as const;

/** How the cells of a column are read and checked. */
export type ColumnKind = "country" | "place" | "word" | "metric" | "date" | "number" | "count";

export interface ColumnSpec {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The header must have it. */
  readonly required: boolean;
  /** What an empty cell means; without it an empty cell of a dimension is an error. */
  readonly whenEmpty?: string;
}

export interface FileTypeSpec {
  readonly type: TypeName;
  /** In the order of the platform's samples. */
  readonly columns: readonly ColumnSpec[];
  /** The dates are first days of periods; false for Events, whose dates are real days. */
  readonly periodic: boolean;
  /** The columns are all the platform documents; false where further columns are taken as they come. */
  readonly complete: boolean;
}

const country: ColumnSpec = { name: "Country", kind: "country", required: true };
const region: ColumnSpec = { name: "Region", kind: "place", required: true, whenEmpty: "all" };
const grouping: ColumnSpec = { name: "Grouping", kind: "place", required: false, whenEmpty: "all" };
const date: ColumnSpec = { name: "Date", kind: "date", required: true };
const place = [country, region, grouping];

const required = (name: string, kind: ColumnKind): ColumnSpec => ({ name, kind, required: true });
const optional = (name: string, kind: ColumnKind): ColumnSpec => ({ name, kind, required: false });
/** A dimension of the extended media specification: absent and empty both mean "not split by it". */
const extended = (name: string): ColumnSpec => ({ name, kind: "word", required: false, whenEmpty: "all" });

const product = required("Product", "word");
const channel = required("Channel", "word");
const competitor = required("Competitor", "word");

const periodic = (type: FileType, columns: readonly ColumnSpec[]): FileTypeSpec => ({
  type,
  columns,
  periodic: true,
  complete: true,
});

const SPECS: readonly FileTypeSpec[] = [
  periodic("Sales", [
    ...place,
    date,
    product,
    required("UnitsSold", "number"),
    required("PricePerUnit", "number"),
    optional("ProfitPerUnit", "number"),
  ]),
  periodic("Distribution", [...place, date, product, channel, required("Value", "count")]),
  periodic("Media", [
    country,
    // The newest page of the platform makes Region optional here, and only here.
    { ...region, required: false },
    grouping,
    date,
    product,
    required("Media", "word"),
    required("Campaign", "word"),
    ...["Channel", "Format", "Device", "TargetGroup", "Creative", "Category"].map(extended),
    required("Metric", "metric"),
    required("Value", "number"),
  ]),
  {
    type: "Events",
    columns: [...place, required("StartDate", "date"), required("EndDate", "date"), required("Event", "word")],
    periodic: false,
    complete: true,
  },
  periodic("Macro", [...place, date, required("Indicator", "word"), required("Value", "number")]),
  periodic("Visits", [...place, date, channel, required("Visits", "count")]),
  periodic("Competitor Price", [...place, date, competitor, product, required("PricePerUnit", "number")]),
  periodic("Competitor Distribution", [...place, date, product, competitor, channel, required("Value", "count")]),
];

const byType = new Map(SPECS.map((spec) => [spec.type, spec]));

/** The table's entry of a type; one with the common columns alone where the platform documents none. */
export function fileTypeSpec(type: TypeName): FileTypeSpec {
  return (
    byType.get(type) ?? {
      type,
      columns: [country, region, grouping, date].map((column) => ({ ...column, required: false })),
      periodic: true,
      complete: false,
    }
  );
}

/** The columns whose values name a series; the others are its dates and numbers. */
export function isDimension({ kind }: ColumnSpec): boolean {
  return kind !== "date" && kind !== "number" && kind !== "count";
}

/** All types, specified first. */
export const FILE_TYPES: readonly FileType[] = [...SPECIFIED_TYPES, ...UNSPECIFIED_TYPES];

/** The type of that name as the platform's `dataset_name`, in any case and with or without the space. */
export function fileTypeNamed(name: string): FileType | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_-]/g, "");
  return FILE_TYPES.find((type) => plain(type) === plain(name));
}

export function isSpecified(type: TypeName): type is SpecifiedType {
  return byType.has(type);
}
