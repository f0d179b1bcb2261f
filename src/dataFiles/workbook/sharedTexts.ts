import * as l10n from "@vscode/l10n";
import { WorkbookProblem } from "./workbookProblem";
import { XmlScanner } from "./xmlScanner";

const MOST_TEXTS = 4_000_000;

/** The texts of a workbook that its cells refer to by number, as bytes side by side: a string each would take more. */
export class SharedTexts {
  bytes = new Uint8Array(4096);
  private starts = new Int32Array(256);
  private count = 0;
  private length = 0;

  static async read(chunks: AsyncIterable<Uint8Array>): Promise<SharedTexts> {
    const texts = new SharedTexts();
    const xml = new XmlScanner();
    const collector = new TextCollector();
    let text = "";
    const take = () => {
      while (xml.next()) {
        if (xml.kind === "open" && xml.name === "si") text = "";
        text += collector.take(xml);
        if ((xml.kind === "close" || (xml.kind === "open" && xml.empty)) && xml.name === "si") texts.add(text);
      }
    };
    for await (const chunk of chunks) {
      xml.push(chunk);
      take();
    }
    xml.end();
    take();
    return texts;
  }

  has(number: number): boolean {
    return Number.isInteger(number) && number >= 0 && number < this.count;
  }

  startOf(number: number): number {
    return this.starts[number] ?? 0;
  }

  endOf(number: number): number {
    return this.starts[number + 1] ?? 0;
  }

  private add(text: string): void {
    if (this.count >= MOST_TEXTS) throw new WorkbookProblem("workbookSize", l10n.t("The workbook has too many texts."));
    if (this.length + text.length * 3 > this.bytes.length) {
      const bytes = new Uint8Array(Math.max(this.bytes.length * 2, this.length + text.length * 3));
      bytes.set(this.bytes);
      this.bytes = bytes;
    }
    this.length += encoder.encodeInto(text, this.bytes.subarray(this.length)).written;
    this.count++;
    if (this.count >= this.starts.length) {
      const starts = new Int32Array(this.starts.length * 2);
      starts.set(this.starts);
      this.starts = starts;
    }
    this.starts[this.count] = this.length;
  }
}

const encoder = new TextEncoder();

/** Picks the written text out of a cell or shared text: all its runs, without how a word is pronounced. */
export class TextCollector {
  private inText = false;
  private inReading = false;

  take(xml: XmlScanner): string {
    if (xml.kind === "text") return this.inText && !this.inReading ? plainText(xml.text) : "";
    const opens = xml.kind === "open" && !xml.empty;
    if (xml.name === "t") this.inText = opens;
    else if (xml.name === "rPh") this.inReading = opens;
    return "";
  }
}

/** Spreadsheet programs write characters that XML does not allow as _x000D_. */
function plainText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
