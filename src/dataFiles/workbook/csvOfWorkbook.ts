import { cellText } from "../cellText";
import { csvCell } from "../csvCell";
import { FindingLog } from "../findingLog";
import { joinedBytes } from "../joinedBytes";
import { OpenedSource } from "../openedSource";
import { sheetScans } from "./readWorkbook";

/** The values of the sheet that is read, as CSV. Undefined where the bytes are no workbook; throws where it is broken. */
export async function csvOfWorkbook(source: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const opened = await OpenedSource.open(source, undefined);
  if (opened.kind !== "workbook") return undefined;
  const encoder = new TextEncoder();
  const lines: Uint8Array[] = [];
  for await (const scanner of sheetScans(opened, undefined, new FindingLog())) {
    while (scanner.next()) {
      const cells = Array.from({ length: scanner.cellCount }, (_, cell) => csvCell(cellText(scanner, cell)));
      lines.push(encoder.encode(`${cells.join(",")}\n`));
    }
  }
  return joinedBytes(lines);
}
