import { element } from "../../shared/dom";
import { type ExportKind, type ResultPart } from "../../shared/resultsMessages";
import { FigureCard } from "../card/figureCard";
import { resultCsv } from "../csv";
import { type ResultTable } from "../data/resultTable";
import { type BoardContent, type FigureBoard, type PageStart } from "../figureBoard";
import { type FigureId } from "../figures/figure";
import { partOf } from "../figureSet";
import { resultRows } from "../rows";
import { csvOrigin } from "../source";
import { totalRow } from "../totalRow";
import { onPaper } from "./paper";
import { type ReportFigure } from "./reportFigure";
import { reportHtml } from "./reportHtml";

export interface ExportContent {
  /** All that the object has. */
  readonly figures: readonly FigureId[];
  /** Null for a model, which has a fit only. */
  readonly result: ResultTable | null;
}

interface Stage {
  readonly board: FigureBoard;
  readonly content: BoardContent;
  readonly root: HTMLElement;
  readonly header: HTMLElement;
  readonly start: PageStart;
}

/** What has to be there before a file can be made. */
export function partsOf(what: ExportKind, { figures, result }: ExportContent): ReadonlySet<ResultPart> {
  if (what === "csv") return new Set(result === null ? ["diagnostics"] : []);
  return new Set(figures.flatMap((id) => partOf[id] ?? []));
}

interface ExportedFile {
  readonly name: string;
  readonly data: string;
}

/** There are no numbers to write. */
interface NothingToWrite {
  readonly reason: string;
}

/** The table of drivers, or the fit of a model, as CSV; or a report of all figures, with the reason where one is missing. */
export function exportFile(
  what: ExportKind,
  { figures, result }: ExportContent,
  { board, content, root, header, start }: Stage,
): ExportedFile | NothingToWrite {
  const name = `${board.fileName}.${what === "csv" ? "csv" : "html"}`;
  if (what === "csv" && result !== null) {
    const { strings } = start;
    const origin = csvOrigin(content, result, strings);
    return { name, data: resultCsv(resultRows(result), totalRow(result, strings), result, origin) };
  }
  const stage = element("div", { class: "stage", "aria-hidden": "true" });
  root.append(stage);
  const stageOf = (ids: readonly FigureId[]): readonly ReportFigure[] => board.stage(stage, ids, content);
  // A picture has its size and colours only as long as it stands in the page.
  const report = what === "report" ? onPaper(() => reportHtml(header, stageOf(figures), start)) : undefined;
  const [fit] = report === undefined ? stageOf(["fit"]) : [];
  stage.remove();
  if (report !== undefined) return { name, data: report };
  if (fit instanceof FigureCard && fit.figure.table.rows.length > 0) return { name, data: fit.csv() };
  return { reason: (fit instanceof FigureCard ? fit.figure.absent : fit?.reason) ?? start.strings.partAbsent };
}
