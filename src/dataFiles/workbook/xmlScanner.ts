import * as l10n from "@vscode/l10n";
import { WorkbookProblem } from "./workbookProblem";

/** Nothing of a workbook is longer; Excel allows 32,767 characters in a cell. */
const LONGEST_TEXT = 1 << 22;
const LONGEST_TAG = 1 << 16;

/**
 * Takes XML apart piece by piece: push bytes, call `next` until it says false, push more, and `end` after the last.
 * Entities of a document's own are refused, so none can grow.
 */
export class XmlScanner {
  kind: "open" | "close" | "text" = "text";
  /** Of an element, without its namespace prefix. */
  name = "";
  /** An opened element is closed again at once. */
  empty = false;
  text = "";
  private decoder: InstanceType<typeof TextDecoder> | undefined;
  private buffer = "";
  private at = 0;
  private tag = "";
  private ended = false;

  push(chunk: Uint8Array): void {
    this.decoder ??= new TextDecoder(encodingOf(chunk));
    this.buffer = this.buffer.slice(this.at) + this.decoder.decode(chunk, { stream: true });
    this.at = 0;
  }

  end(): void {
    this.ended = true;
  }

  /** Finds the next piece. False: push more bytes, or all is read. */
  next(): boolean {
    while (this.at < this.buffer.length) {
      if (this.buffer.charCodeAt(this.at) !== LESS_THAN) return this.readText();
      const second = this.buffer.charCodeAt(this.at + 1);
      if (second !== EXCLAMATION && second !== QUESTION) return this.readTag();
      const special = this.readSpecial();
      if (special !== "skipped") return special;
    }
    return false;
  }

  /** An attribute of the element that was opened last, whatever its namespace prefix. */
  attribute(name: string): string | undefined {
    const { tag } = this;
    for (let at = endOfName(tag, 0); ;) {
      const start = skipSpaces(tag, at);
      const end = endOfName(tag, start);
      const quote = skipSpaces(tag, skipSpaces(tag, end) + 1);
      const close = tag.indexOf(tag.charAt(quote), quote + 1);
      if (end === start || quote >= tag.length || close < 0) return undefined;
      if (isNamed(tag, start, end, name)) return withoutEntities(tag.slice(quote + 1, close));
      at = close + 1;
    }
  }

  private readText(): boolean {
    const end = this.buffer.indexOf("<", this.at);
    if (end < 0 && !this.ended) return this.wait(LONGEST_TEXT);
    const until = end < 0 ? this.buffer.length : end;
    return this.take("text", withoutEntities(this.buffer.slice(this.at, until)), until);
  }

  private readTag(): boolean {
    const end = this.tagEnd();
    if (end < 0) return this.wait(LONGEST_TAG);
    if (this.buffer.charCodeAt(this.at + 1) === SLASH) {
      this.name = localName(this.buffer.slice(this.at + 2, end).trimEnd());
      return this.take("close", "", end + 1);
    }
    this.empty = this.buffer.charCodeAt(end - 1) === SLASH;
    this.tag = this.buffer.slice(this.at + 1, this.empty ? end - 1 : end);
    this.name = localName(this.tag.slice(0, endOfName(this.tag, 0)));
    return this.take("open", "", end + 1);
  }

  /** Comments, instructions and CDATA; "skipped" where there is nothing to tell and reading goes on. */
  private readSpecial(): boolean | "skipped" {
    const { buffer, at } = this;
    if (buffer.length - at < CDATA.length && !this.ended) return false;
    const end = (mark: string) => buffer.indexOf(mark, at);
    if (buffer.startsWith("<!--", at)) return this.skipTo(buffer.indexOf("-->", at + 4), 3);
    if (buffer.startsWith("<?", at)) return this.skipTo(end("?>"), 2);
    if (!buffer.startsWith(CDATA, at)) {
      throw new WorkbookProblem("workbook", l10n.t("The workbook defines entities of its own."));
    }
    const close = end("]]>");
    if (close < 0) return this.wait(LONGEST_TEXT);
    return this.take("text", buffer.slice(at + CDATA.length, close), close + 3);
  }

  private skipTo(end: number, length: number): boolean | "skipped" {
    if (end < 0) return this.wait(LONGEST_TEXT);
    this.at = end + length;
    return "skipped";
  }

  private take(kind: "open" | "close" | "text", text: string, next: number): true {
    this.kind = kind;
    this.text = text;
    this.at = next;
    return true;
  }

  private tagEnd(): number {
    let quote = 0;
    const last = Math.min(this.buffer.length, this.at + LONGEST_TAG);
    for (let at = this.at + 1; at < last; at++) {
      const code = this.buffer.charCodeAt(at);
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === GREATER_THAN) return at;
      else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) quote = code;
    }
    return -1;
  }

  private wait(longest: number): false {
    if (this.ended || this.buffer.length - this.at >= longest) {
      throw new WorkbookProblem("workbook", l10n.t("A part of the workbook is not well-formed XML."));
    }
    return false;
  }
}

const SPACE = 32;
const EXCLAMATION = 33;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const SLASH = 47;
const COLON = 58;
const LESS_THAN = 60;
const EQUALS = 61;
const GREATER_THAN = 62;
const QUESTION = 63;
const CDATA = "<![CDATA[";

function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || second === 0) return "utf-16le";
  return (first === 0xfe && second === 0xff) || first === 0 ? "utf-16be" : "utf-8";
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

function isNamed(tag: string, start: number, end: number, name: string): boolean {
  const local = end - name.length;
  return tag.startsWith(name, local) && (local === start || (local > start && tag.charCodeAt(local - 1) === COLON));
}

function skipSpaces(tag: string, from: number): number {
  let at = from;
  while (at < tag.length && tag.charCodeAt(at) <= SPACE) at++;
  return at;
}

/** The first space or = from there. */
function endOfName(tag: string, from: number): number {
  for (let at = from; at < tag.length; at++) {
    const code = tag.charCodeAt(at);
    if (code <= SPACE || code === EQUALS) return at;
  }
  return tag.length;
}

const NAMED = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

function withoutEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
    if (typeof name === "string") return NAMED.get(name) ?? whole;
    const code = typeof decimal === "string" ? Number(decimal) : parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
