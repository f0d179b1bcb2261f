// Speed of reading data files. Prints one "name value unit budget" line for each figure.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { ByteScanner } from "../../src/dataFiles/byteScanner";
import { isoOfDay, dayOfIso } from "../../src/dataFiles/dates";
import { readDataFile } from "../../src/dataFiles/readDataFile";
import { FileWorker } from "../../src/ui/dataFiles/worker/fileWorker";
import { shortPause } from "../../src/ui/dataFiles/worker/pauses";
import { checkWorkerBundle } from "../support/checkWorkerBundle";
import { sheetOfCsv, workbookBytes } from "../support/workbookBytes";

const MEGABYTE = 1e6;

/** A clean Sales file of about that many bytes: weeks within products within regions. */
function salesFile(size: number, most = Infinity): Uint8Array {
  const header = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit,ProfitPerUnit\n";
  const weeks = Array.from({ length: 260 }, (_, week) => isoOfDay(dayOfIso("2020-01-06") + 7 * week));
  const parts = [header];
  let length = header.length;
  for (let series = 0; length < size && series * weeks.length < most; series++) {
    const block = weeks
      .map((week, i) => {
        const units = ((series * 7919 + i * 104_729) % 900_000) / 100;
        return `SWE,Region ${String(series % 500)},Line ${String(series % 7)},${week},Product ${String(series)},${units.toFixed(2)},${(units / 7).toFixed(2)},12.5\n`;
      })
      .join("");
    parts.push(block);
    length += block.length;
  }
  return new TextEncoder().encode(parts.join(""));
}

// eslint-disable-next-line @typescript-eslint/require-await -- a source is asynchronous, this one has nothing to wait for
async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function secondsToScan(bytes: Uint8Array): Promise<number> {
  const started = performance.now();
  const scanner = new ByteScanner();
  let cells = 0;
  for await (const chunk of chunksOf(bytes, 65_536)) {
    scanner.push(chunk);
    while (scanner.next()) cells += scanner.cellCount;
  }
  scanner.end();
  while (scanner.next()) cells += scanner.cellCount;
  if (cells % 8 !== 0) throw new Error(`${String(cells)} cells are not rows of eight.`);
  return (performance.now() - started) / 1000;
}

/** A wide Macro file: a column for each series, a row for each day. */
function wideFile(series: number, dates: number): Uint8Array {
  const row = (label: string, cell: (i: number) => string) =>
    [label, ...Array.from({ length: series }, (_, i) => cell(i))].join(",");
  const start = dayOfIso("2020-01-06");
  const lines = [
    row("Country", () => "SWE"),
    row("Region", (i) => `Region ${String(i % 50)}`),
    row("Indicator", (i) => `Indicator ${String(i)}`),
    ...Array.from({ length: dates }, (_, day) =>
      row(isoOfDay(start + day), (i) => ((i * 7919 + day) / 100).toFixed(2)),
    ),
  ];
  return new TextEncoder().encode(lines.join("\n"));
}

async function secondsToRead(
  bytes: Uint8Array,
  format: "csv" | "xlsx" = "csv",
): Promise<{ seconds: number; rows: number; memory: number }> {
  const memoryBefore = process.memoryUsage().rss;
  const started = performance.now();
  let memory = 0;
  for await (const batch of readDataFile(chunksOf(bytes, 65_536), { type: "guess", format })) {
    memory = Math.max(memory, process.memoryUsage().rss - memoryBefore);
    if (batch.summary === undefined) continue;
    if (batch.summary.findingCount > 0) throw new Error(`The file should be clean: ${JSON.stringify(batch.summary)}`);
    return { seconds: (performance.now() - started) / 1000, rows: batch.summary.rows, memory };
  }
  throw new Error("There was no summary.");
}

const bytes = salesFile(100 * MEGABYTE);
const scanSeconds = await secondsToScan(bytes);
console.log(`dataFiles.scan ${(bytes.length / MEGABYTE / scanSeconds).toFixed(0)} MB/s >=150`);
const { seconds, rows, memory } = await secondsToRead(bytes);
console.log(`dataFiles.read ${seconds.toFixed(2)} s <=3`);
console.log(`dataFiles.readRate ${(bytes.length / MEGABYTE / seconds).toFixed(0)} MB/s >=34`);
console.log(`dataFiles.readRows ${String(rows)} rows -`);
console.log(`dataFiles.readMemory ${(memory / MEGABYTE).toFixed(0)} MB <=250`);

const many = salesFile(Infinity, 400_000);
const manyRead = await secondsToRead(many);
console.log(`dataFiles.read400k ${manyRead.seconds.toFixed(2)} s <=2`);
const wideRead = await secondsToRead(wideFile(2000, 500));
console.log(`dataFiles.readWide ${wideRead.seconds.toFixed(2)} s <=3`);
const workbook = workbookBytes([sheetOfCsv("Sales", new TextDecoder().decode(salesFile(Infinity, 100_000)).trimEnd())]);
const workbookRead = await secondsToRead(workbook, "xlsx");
console.log(`dataFiles.readXlsx ${workbookRead.seconds.toFixed(2)} s <=6`);
console.log(`dataFiles.readXlsxRate ${(workbookRead.rows / workbookRead.seconds / 1000).toFixed(0)} krows/s -`);

// As the editor checks: in a thread of its own, from disk or from the text of an editor.
const bundle = await checkWorkerBundle();
const worker = new FileWorker(bundle.url);
const path = join(bundle.folder, "Sales.csv");
writeFileSync(path, bytes);
const task = { kind: "check", fileName: "Sales.csv", type: "guess", severity: {} } as const;
const small = salesFile(Infinity, 1000);
await worker.call({ ...task, source: { kind: "bytes", bytes: small } });
const blocked = monitorEventLoopDelay({ resolution: 1 });
blocked.enable();
const rssBefore = process.memoryUsage().rss;
let rss = 0;
const watching = setInterval(() => (rss = Math.max(rss, process.memoryUsage().rss - rssBefore)), 50);
const checkStarted = performance.now();
const checked = await worker.call({ ...task, source: { kind: "path", path } });
const checkSeconds = (performance.now() - checkStarted) / 1000;
clearInterval(watching);
blocked.disable();
if (checked.summary.rows !== rows) throw new Error("The thread has read other rows.");
console.log(`dataFiles.check ${checkSeconds.toFixed(2)} s <=3`);
console.log(`dataFiles.checkMemory ${(rss / MEGABYTE).toFixed(0)} MB <=250`);
console.log(`dataFiles.hostBlocked ${(blocked.max / 1e6).toFixed(0)} ms <=50`);

const previewStarted = performance.now();
const shown = await worker.call({ ...task, kind: "preview", source: { kind: "path", path } });
console.log(`dataFiles.preview ${((performance.now() - previewStarted) / 1000).toFixed(2)} s -`);
console.log(`dataFiles.previewMessage ${(JSON.stringify(shown.preview).length / 1000).toFixed(0)} kB <=1000`);

const keystrokes: number[] = [];
for (let i = 0; i < 21; i++) {
  const started = performance.now();
  await worker.call({ ...task, source: { kind: "bytes", bytes: small } });
  keystrokes.push(performance.now() - started);
}
const median = keystrokes.sort((a, b) => a - b)[10] ?? Infinity;
console.log(`dataFiles.keystroke ${(shortPause + median).toFixed(0)} ms <=150`);

/** What pandas needs to read the same file and to look for duplicates, where it is installed. */
const pandas = `
import sys, time
import pandas
started = time.time()
table = pandas.read_csv(sys.argv[1], parse_dates=["Date"])
table.duplicated(["Country", "Region", "Grouping", "Date", "Product"]).sum()
table.isna().sum()
print(f"dataFiles.pandas {time.time() - started:.2f} s -")`;
const compared = spawnSync("python3", ["-c", pandas, path], { encoding: "utf8" });
console.log(compared.status === 0 ? compared.stdout.trim() : "dataFiles.pandas n/a s -");
worker.dispose();
bundle.remove();
