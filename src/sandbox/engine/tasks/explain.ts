import { breakdown, type BreakdownRow } from "../attribution/breakdown";
import { combineContributions } from "../attribution/combineContributions";
import { drawsUsed } from "../attribution/decomposeSales";
import { driverSeries, type SeriesTable } from "../attribution/driverSeries";
import { type Cells, cellsOf, sharedCells } from "../attribution/memberCells";
import { revenueDraws } from "../attribution/revenueDraws";
import { sliceContributions } from "../attribution/sliceContributions";
import { driverTotals, summariseDraws, type Summary } from "../attribution/summariseDraws";
import { unitSales } from "../attribution/unitSales";
import { UnitTotals } from "../attribution/unitTotals";
import { interval } from "../diagnostics/interval";
import { type AdstockDecay, adstockDecay } from "../channels/adstockDecay";
import {
  channelReturns,
  type ReturnDraws,
  returnDraws,
  type UnitReturns,
  unitReturns,
} from "../channels/channelReturns";
import { type EffectSplit, effectSplit } from "../channels/effectSplit";
import { MemberChannels, MOST_DRAWS } from "../channels/memberChannels";
import { type ResponseCurve, responseCurves } from "../channels/responseCurves";
import { type SaturationCurve, saturationCurves } from "../channels/saturationCurves";
import {
  type AttributionRequest,
  type ChannelRoi,
  type ContributionDraws,
  ENGINE_VERSION,
  type FitDoubt,
  type ResultMember,
  type ResultQuery,
  type ResultUnit,
  type ReturnBasis,
} from "../contract";

/** What a plot of one kind needs. */
interface Parts {
  readonly curves: readonly ResponseCurve[];
  readonly decay: readonly AdstockDecay[];
  readonly hill: readonly SaturationCurve[];
  readonly split: readonly EffectSplit[];
}

export type ExplanationPart = keyof Parts;

/** What a query may choose from. */
interface Choices {
  readonly products: readonly string[];
  readonly places: readonly ResultMember["place"][];
  /** ISO dates. */
  readonly first: string;
  readonly last: string;
  /** What returns can be counted in; empty without prices, and over several countries. */
  readonly bases: readonly ReturnBasis[];
}

/** An attribution that was asked about, and why it is not in the numbers if it is not. */
interface Member {
  readonly id: number;
  readonly place: ResultMember["place"];
  readonly products: readonly string[];
  /** ISO dates of its own. */
  readonly first: string;
  readonly last: string;
  readonly periods: number;
  /** "product": it has not the one asked for; "dates": it has not the dates that the others share. */
  readonly lacks: "product" | "dates" | null;
  /** What speaks against the draws of its fit. */
  readonly doubts: readonly FitDoubt[];
}

/** Totals, returns and series. */
interface Whole extends Omit<Summary, "roi">, SeriesTable {
  readonly roi: readonly ChannelRoi[];
  /** Of totals, series and actual sales: units sold without prices and over several countries, whatever was asked for. */
  readonly unit: ResultUnit;
  /** Of the returns: revenue where profits are missing, whatever was asked for. */
  readonly basis: ReturnBasis;
  /** Of the data. */
  readonly daysPerPeriod: number;
  /** Spend for all products was split evenly over them. */
  readonly sharedSpend: boolean;
  /** "log": effects multiply in the model of a member, so what is lost without one driver is not its additive part. */
  readonly link: "identity" | "log";
  readonly choices: Choices;
  readonly members: readonly Member[];
  /** By everything that the members and their units differ in; empty where there is nothing to take apart. */
  readonly breakdown: readonly BreakdownRow[];
}

/** What some attributions say together: the part that was asked for, or the whole without those parts. */
export interface Explanation extends Partial<Parts>, Partial<Whole> {
  readonly engine: string;
  /** Null where members were fitted with different ones. */
  readonly seed: number | null;
  readonly draws: number;
  readonly level: number;
}

export interface ExplanationRequest {
  readonly members: readonly ResultMember[];
  readonly query: ResultQuery;
  /** What a place may be chosen from, when the members are those of one that was; absent: the members' own. */
  readonly places?: readonly ResultMember["place"][] | undefined;
  /** ISO days that a choice of dates is within, such as those of a set; absent: all that the members have. */
  readonly span?: Pick<ResultQuery, "from" | "to"> | undefined;
  /** Absent: the whole, which needs the members' contributions. */
  readonly part?: ExplanationPart | undefined;
  /** Of an earlier answer about the same members, dates, product and basis. */
  readonly returns?: UnitReturns | undefined;
  /** Of an earlier answer about all products, else the same. */
  readonly allReturns?: UnitReturns | undefined;
}

/** An explanation, and what of it a later one of the same cells need not compute again. */
export interface Explained {
  readonly explanation: Explanation;
  /** Absent where the request had them. */
  readonly returns?: UnitReturns | undefined;
}

/** One member on the dates that the result is about. */
interface Piece {
  readonly member: ResultMember;
  /** The place of its fit among those of all. */
  readonly fit: number;
  readonly cells: Cells;
}

function theSeed(pieces: readonly Piece[]): number | null {
  const [seed, ...others] = new Set(pieces.map(({ member }) => member.request.fit.seed));
  return seed === undefined || others.length > 0 ? null : seed;
}

/** Undefined when the query leaves nothing of any member. */
export function explain(request: ExplanationRequest): Explained | undefined {
  const { members, query, part, places, span } = request;
  const fits = [...new Set(members.map(({ model }) => model))];
  const pieces = sharedCells(members.map(tableOf), query).map(({ table: { member }, cells }): Piece => ({
    member,
    cells,
    fit: fits.indexOf(member.model),
  }));
  const [first] = pieces;
  if (!first) return undefined;
  const { level } = query;
  const head = {
    engine: ENGINE_VERSION,
    seed: theSeed(pieces),
    draws: Math.min(...pieces.map(({ member }) => drawsUsed(member.request))),
    level,
  };
  const posterior = () => channelsOf(pieces, "posterior");
  const only = (parts: Partial<Parts>): Explained => ({
    explanation: { ...head, draws: Math.min(head.draws, MOST_DRAWS), ...parts },
  });
  switch (part) {
    case "curves":
      return only({ curves: inOneCurrency(pieces) ? responseCurves(posterior(), level) : [] });
    case "decay":
      return only({ decay: adstockDecay(posterior(), channelsOf(pieces, "prior"), level) });
    case "hill":
      return only({ hill: saturationCurves(posterior(), level) });
    case "split":
      return only({ split: effectSplit(posterior(), level) });
    case undefined: {
      const bases = basesOf(pieces);
      const basis = bases.find((each) => each === query.basis) ?? "revenue";
      const { allReturns } = request;
      const chosen = allReturns && placesAmongAll(members, pieces, query);
      const own = chosen ? undefined : (request.returns ?? returnsOf(pieces, basis));
      const returned = own ? returnDraws(own) : returnDraws(allReturns ?? new Map(), chosen);
      const choices = { ...choicesOf(members, places, span), bases };
      const about = { choices, members: membersOf(members, pieces, query) };
      return {
        explanation: { ...head, ...whole(pieces, query, basis, returned), ...about },
        returns: own === request.returns ? undefined : own,
      };
    }
  }
}

const returnsOf = (pieces: readonly Piece[], basis: ReturnBasis): UnitReturns =>
  inOneCurrency(pieces)
    ? unitReturns(channelsOf(pieces, "posterior", basis), channelsOf(pieces, "prior", basis))
    : new Map<string, never>();

/**
 * Where the units of a product stand among all units of the members; undefined where the members or their dates would be
 * others without the choice of a product, and with them the draws.
 */
function placesAmongAll(
  members: readonly ResultMember[],
  pieces: readonly Piece[],
  { product: _, ...query }: ResultQuery,
): readonly number[] | undefined {
  const all = sharedCells(members.map(tableOf), query);
  const places: number[] = [];
  let before = 0;
  for (const [at, { table, cells }] of all.entries()) {
    const piece = pieces.at(at);
    if (piece?.member !== table.member || piece.cells.from !== cells.from || piece.cells.to !== cells.to)
      return undefined;
    places.push(...piece.cells.units.map((unit) => before + unit));
    before += cells.units.length;
  }
  return all.length === pieces.length ? places : undefined;
}

/** Money is in the currency of its country: that of several is not added up, and nothing is divided by such a sum. */
const inOneCurrency = (pieces: readonly Piece[]): boolean =>
  new Set(pieces.map(({ member }) => member.place.country_code)).size === 1;

/** A member with what its request is about: units, and dates from..to. */
const tableOf = (member: ResultMember) => {
  const { frame, from, to } = member.request;
  return { member, units: frame.units, dates: frame.dates.slice(from, to) };
};

const channelsOf = (pieces: readonly Piece[], beliefs: "posterior" | "prior", basis: ReturnBasis = "revenue") =>
  pieces.map(({ member, cells, fit }) => new MemberChannels(member, cells, beliefs, basis, fit));

function whole(
  pieces: readonly Piece[],
  query: ResultQuery,
  basis: ReturnBasis,
  returned: ReturnDraws,
): Omit<Whole, "choices" | "members"> {
  const units = combineContributions(
    pieces.map(contributionsOf),
    pieces.map(({ fit }) => fit),
  );
  if (!units) throw new Error("there are no contributions to explain");
  const oneCurrency = inOneCurrency(pieces);
  const revenue = query.unit === "revenue" && oneCurrency ? revenueDraws(units) : undefined;
  const draws = basis === "profit" ? { ...units, price: profitsOf(pieces) } : units;
  const { roi, ...summary } = summariseDraws(oneCurrency ? draws : withoutMoney(draws), query.level);
  const returns = channelReturns(returned, query.level);
  return {
    link: pieces.some(({ member }) => member.request.graph.nodes.some(({ kind }) => kind === "link"))
      ? "log"
      : "identity",
    sharedSpend: pieces.some(({ member }) => member.request.frame.sharedSpend === true),
    ...{ basis, daysPerPeriod: pieces[0].member.request.frame.daysPerPeriod },
    breakdown: breakdown({ draws, totals: revenue ?? units }, ownersOf(pieces), query.level),
    ...summary,
    ...(revenue && totalsOf(revenue, query.level)),
    unit: revenue ? "revenue" : "units",
    roi: roi.flatMap((row) => {
      const beyond = returns.get(row.channel);
      return beyond ? [{ ...row, ...beyond, basis }] : [];
    }),
    ...driverSeries(revenue ?? units, actualSales(pieces, revenue !== undefined), query),
  };
}

function withoutMoney({ price: _, ...draws }: ContributionDraws): ContributionDraws {
  return { ...draws, investment: new Map() };
}

/** What returns can be counted in: what all members have, of one country. */
function basesOf(pieces: readonly Piece[]): ReturnBasis[] {
  if (!inOneCurrency(pieces)) return [];
  const all = (has: (frame: AttributionRequest["frame"]) => boolean) =>
    pieces.every(({ member }) => has(member.request.frame));
  const priced = all(({ price }) => price !== undefined);
  return [
    ...(priced ? (["revenue"] as const) : []),
    ...(priced && all(({ profit }) => profit !== undefined) ? (["profit"] as const) : []),
  ];
}

/** Profit per unit sold of all pieces, laid out as their contributions are. */
function profitsOf(pieces: readonly Piece[]): Float64Array {
  return Float64Array.from(
    pieces.flatMap(({ member: { request }, cells }) =>
      cells.units.flatMap((unit) => {
        const start = unit * request.frame.dates.length + request.from;
        return [...(request.frame.profit?.subarray(start + cells.from, start + cells.to) ?? [])];
      }),
    ),
  );
}

const ownersOf = (pieces: readonly Piece[]) =>
  pieces.flatMap(({ member: { id, place, request }, cells }) =>
    cells.units.map((unit) => ({
      attribution: String(id),
      ...{ country: place.country_code, region: place.region_code, grouping: place.grouping },
      product: request.frame.units[unit],
    })),
  );

function membersOf(members: readonly ResultMember[], pieces: readonly Piece[], { product }: ResultQuery): Member[] {
  const counted = new Set(pieces.map(({ member }) => member));
  return members.map((member) => {
    const table = tableOf(member);
    const { dates, units } = table;
    return {
      ...{ id: member.id, place: member.place, products: units },
      doubts: member.doubts ?? [],
      ...{ first: dates[0] ?? "", last: dates.at(-1) ?? "", periods: dates.length },
      lacks: counted.has(member) ? null : cellsOf(table, { product }) ? "dates" : "product",
    };
  });
}

/** Without the returns, which are revenue by spend in either unit. */
function totalsOf(draws: ContributionDraws, level: number): Pick<Summary, "total" | "totals"> {
  const totals = new UnitTotals(draws);
  return { total: interval(totals.sales(), level), totals: driverTotals(totals, level) };
}

function choicesOf(
  members: readonly ResultMember[],
  places: ExplanationRequest["places"] = members.map(({ place }) => place),
  span: ExplanationRequest["span"] = {},
): Omit<Choices, "bases"> {
  const tables = members.map(tableOf);
  // Of the dates that all have, as in the numbers: of others there would be none.
  const [shared] = sharedCells(tables, span);
  const dates = shared?.table.dates.slice(shared.cells.from, shared.cells.to) ?? [];
  return {
    products: [...new Set(tables.flatMap(({ units }) => units))],
    places: [...new Map(places.map((place) => [JSON.stringify(place), place])).values()],
    first: dates.at(0) ?? "",
    last: dates.at(-1) ?? "",
  };
}

function contributionsOf({ member: { contributions }, cells }: Piece): ContributionDraws {
  if (!contributions) throw new Error("a member came without its contributions");
  return sliceContributions(contributions, cells);
}

/** Units sold on each date by all pieces together, or their revenue; null where one of their units has no sales. */
function actualSales(pieces: readonly Piece[], priced: boolean): (number | null)[] {
  const columns = pieces.flatMap(({ member, cells }) =>
    cells.units.map((unit) => unitSales(member.request, unit, priced).slice(cells.from, cells.to)),
  );
  return columns.reduce((sum, column) =>
    sum.map((value, at) => {
      const other = column[at];
      return value === null || other === null ? null : value + other;
    }),
  );
}
