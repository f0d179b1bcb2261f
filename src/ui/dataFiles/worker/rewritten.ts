import * as l10n from "@vscode/l10n";
import { aggregate } from "../../../dataFiles/converting/aggregate";
import { readLongTable } from "../../../dataFiles/converting/longTable";
import { writeTable } from "../../../dataFiles/converting/writeTable";
import { type OpenFile } from "./openFile";
import { type Rewritten, type RewriteTask } from "./workerMessages";

/** More would need more memory than a window should take for it. */
const mostRewritten = 100_000_000;

export async function rewritten(file: OpenFile, { fileName, type, to }: RewriteTask): Promise<Rewritten> {
  if (file.size > mostRewritten) throw new Error(l10n.t("Only files of up to 100 MB can be written anew here."));
  const format = /\.xlsx$/i.test(fileName) ? "xlsx" : "csv";
  const table = await readLongTable(file.chunks(), { type, format, fileName });
  if (typeof table === "string") return { unfit: table };
  const { layout } = table.summary;
  if (to === "otherLayout") {
    const other = layout === "long" ? "wide" : "long";
    return { bytes: writeTable(table, other), layout: other };
  }
  const longer = aggregate(table, to);
  return typeof longer === "string" ? { unfit: longer } : { bytes: writeTable(longer, layout), layout };
}
