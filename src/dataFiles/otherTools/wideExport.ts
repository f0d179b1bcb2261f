/** What a column of another tool's table holds, as far as its name says it. */
export type ExportRole =
  | "date"
  | "place"
  | "money"
  | "units"
  | "price"
  | "spend"
  | "impressions"
  | "clicks"
  | "grp"
  | "event"
  | "context"
  | "aside"
  | "unknown";

export interface ExportColumn {
  readonly name: string;
  /** Its number in a row, from 0. */
  readonly cell: number;
  readonly role: ExportRole;
  /** The medium of a column of spend, impressions, clicks or GRP. */
  readonly medium?: string;
}

/** A table with one row for each date, and place, and a column for each series: how other tools keep their data. */
export interface WideExport {
  /** The tool whose demo data are named alike; undefined where several are. */
  readonly style: string | undefined;
  readonly columns: readonly ExportColumn[];
}

const DATE =
  /^(date|ds|week|time|day|month|period|(date|week|time)_(week|start|date|period)|week_?(start|of|date|commencing))$/i;
const PLACE = /^(geo|geo_?id|region|state|dma|market)$/i;
const MONEY = /^(total_?)?(revenue|turnover|sales(_value)?)$/i;
const UNITS = /^(units(_?sold)?|conversions?|orders|volume|quantity|kpi|target|y|sales_(units|volume))$/i;
const PRICE = /^(price(_?per_?unit)?|avg_?price|revenue_per_(conversion|kpi|unit))$/i;
const EVENT = /^(events?|holidays?|promo(tion)?)$|^(event|holiday|promo)_?\w*$/i;
const CONTEXT = /_(B|control)$|^(cpi|unemployment|consumer_?confidence|gdp|weather|temperature|competitor)\w*$/i;
/** Counters of rows, parts of the calendar, and what is the same on every date. */
const ASIDE =
  /^(t|trend|index|row|unnamed: ?0|population|day_?of_?(year|week|month)|week_?(of_?year|no|number)?_?num|year|quarter)$/i;

type MediaRole = Extract<ExportRole, "spend" | "impressions" | "clicks" | "grp">;

/** Endings (and beginnings) that say what is counted of a medium. */
const MEDIA: readonly (readonly [RegExp, MediaRole])[] = [
  [/^(?<medium>.+)_S$/, "spend"],
  [/^(?<medium>.+)_I$/, "impressions"],
  [/^(?<medium>.+?)(_clicks)?_P$/, "clicks"],
  [/^(?<medium>.+)_G$/, "grp"],
  [/^(?<medium>.+)[_. ](spend|spendings?|cost|costs|investment)$/i, "spend"],
  [/^(spend|cost|investment)[_. ](?<medium>.+)$/i, "spend"],
  [/^(?<medium>.+)[_. ](impressions?|imps|imp)$/i, "impressions"],
  [/^(impressions?|imps)[_. ](?<medium>.+)$/i, "impressions"],
  [/^(?<medium>.+)[_. ]clicks?$/i, "clicks"],
  [/^(?<medium>.+)[_. ]grps?$/i, "grp"],
  [/^(?<medium>x\d+|(channel|media)_?\d+)$/i, "spend"],
];

/** Undefined where the names are not those of such a table. */
export function recogniseExport(header: readonly string[]): WideExport | undefined {
  const columns = header.map((name, cell) => columnOf(name.trim(), cell));
  const count = (...roles: readonly ExportRole[]) => columns.filter(({ role }) => roles.includes(role)).length;
  const media = count("spend", "impressions", "clicks", "grp");
  if (count("date") !== 1 || media === 0 || media + count("money", "units") < 2) return undefined;
  return { style: styleOf(header), columns };
}

function columnOf(name: string, cell: number): ExportColumn {
  const given = { name, cell };
  if (name === "" || ASIDE.test(name)) return { ...given, role: "aside" };
  if (DATE.test(name)) return { ...given, role: "date" };
  if (PLACE.test(name)) return { ...given, role: "place" };
  if (PRICE.test(name)) return { ...given, role: "price" };
  if (MONEY.test(name)) return { ...given, role: "money" };
  if (UNITS.test(name)) return { ...given, role: "units" };
  if (CONTEXT.test(name)) return { ...given, role: "context" };
  for (const [pattern, role] of MEDIA) {
    const medium = pattern.exec(name)?.groups?.["medium"];
    if (medium !== undefined) return { ...given, role, medium };
  }
  return { ...given, role: EVENT.test(name) ? "event" : "unknown" };
}

/** What only one tool's own demo data have. */
function styleOf(header: readonly string[]): string | undefined {
  const has = (pattern: RegExp) => header.some((name) => pattern.test(name.trim()));
  const styles = [
    has(/^.+_[SIP]$/) ? "Robyn" : undefined,
    has(/_(spend|impressions?)$/i) && has(/^(geo|time)$/) ? "Meridian" : undefined,
    has(/^date_week$/) && has(/^x\d+$/) ? "PyMC-Marketing" : undefined,
    has(/^(channel|media)_?\d+$/i) ? "LightweightMMM" : undefined,
  ].filter((style) => style !== undefined);
  return styles.length === 1 ? styles[0] : undefined;
}
