// Speed of reading data files. Prints one "name value unit budget" line for each figure.
import { ByteScanner } from "../../src/dataFiles/byteScanner";
import { isoOfDay, dayOfIso } from "../../src/dataFiles/dates";
import { readDataFile } from "../../src/dataFiles/readDataFile";

const MEGABYTE = 1e6;

/** A clean Sales file of about that many bytes: weeks within products within regions. */
function salesFile(size: number): Uint8Array {
  const header = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit,ProfitPerUnit\n";
  const weeks = Array.from({ length: 260 }, (_, week) => isoOfDay(dayOfIso("2020-01-06") + 7 * week));
  const parts = [header];
  let length = header.length;
  for (let series = 0; length < size; series++) {
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

async function secondsToRead(bytes: Uint8Array): Promise<{ seconds: number; rows: number; memory: number }> {
  const memoryBefore = process.memoryUsage().rss;
  const started = performance.now();
  let memory = 0;
  for await (const batch of readDataFile(chunksOf(bytes, 65_536), { type: "guess", format: "csv" })) {
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
