import { fill } from "../shared/fill";
import { type ResultsHeader, type ResultsQuery } from "../shared/resultsMessages";
import { type CsvOrigin } from "./csv";
import { type Diagnostics } from "./data/diagnostics";
import { type Parts } from "./data/parts";
import { type ResultTable } from "./data/resultTable";
import { type FigureId } from "./figures/figure";
import { filterWords } from "./filterWords";
import { partOf } from "./figureSet";
import { titleOf } from "./header";
import { shownDates } from "./periods";
import { type ResultsStrings } from "./strings";

export interface SourceContent {
  readonly header: ResultsHeader;
  readonly query: ResultsQuery;
  readonly result: ResultTable | null;
  readonly parts: Partial<Parts> & { readonly diagnostics?: Diagnostics };
}

/** What every file says of a figure's numbers: what they are about, how they were narrowed down, where they come from. */
export function sourceOf(id: FigureId, content: SourceContent, strings: ResultsStrings): string {
  const { header } = content;
  const parts = [
    strings.sandboxLabel,
    titleOf(header, strings),
    header.combination,
    ...(partOf[id] === "diagnostics" ? fitSource(id, content, strings) : resultSource(id, content, strings)),
  ];
  return parts.filter((part) => part !== null && part !== "").join(", ");
}

/** What the table of drivers says of itself in each row of a file. */
export const csvOrigin = (
  content: Pick<SourceContent, "header" | "query">,
  result: ResultTable,
  strings: ResultsStrings,
): CsvOrigin => ({
  source: sourceOf("waterfall", { ...content, result, parts: {} }, strings),
  dates: shownDates(result, content.query),
});

/** A fit is about all the data of its model, whatever part of the result is looked at. */
function fitSource(id: FigureId, { header, query, parts: { diagnostics } }: SourceContent, strings: ResultsStrings) {
  const dates = diagnostics?.fit.map(({ date }) => date) ?? [];
  return [
    header.model === null ? null : fill(strings.metaModel, header.model),
    rangeText(dates[0], dates.at(-1)),
    query.product === null ? null : strings.allProducts,
    id === "fit" && diagnostics ? levelWord(diagnostics.level, strings) : null,
    engineWord(diagnostics?.engine ?? "", strings),
  ];
}

function resultSource(id: FigureId, { query, result, parts }: SourceContent, strings: ResultsStrings) {
  if (result === null) return [];
  const part = partOf[id];
  // A part may rest on fewer draws than the whole.
  const draws = (part === null || part === "diagnostics" ? null : parts[part]?.draws) ?? result.draws;
  const by = result.by ?? query.by;
  const label = { period: null, quarter: strings.seriesByQuarter, year: strings.seriesByYear }[by];
  return [
    rangeText(...shownDates(result, query)),
    ...filterWords(query, strings),
    id === "series" ? label : null,
    fill(strings.metaDraws, String(draws)),
    levelWord(result.level, strings),
    result.seed === null ? null : fill(strings.metaSeed, String(result.seed)),
    engineWord(result.engine, strings),
  ];
}

const rangeText = (first: string | undefined, last: string | undefined): string | null =>
  first === undefined || last === undefined ? null : `${first} - ${last}`;

const levelWord = (level: number, strings: ResultsStrings): string =>
  fill(strings.metaLevel, String(Math.round(100 * level)));

const engineWord = (engine: string, strings: ResultsStrings): string | null =>
  engine === "" ? null : fill(strings.metaEngine, engine);
