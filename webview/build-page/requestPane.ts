/** The request as it will be sent, in three forms, to be read, copied and opened beside. */
import { buildGraph, type GraphText } from "../../src/graphs/graphText";
import { readJson } from "../../src/jsonText/read";
import { type FromBuildPage, type RequestFormat, requestFormats } from "../shared/buildMessages";
import { type BuildStrings } from "../shared/buildStrings";
import { button, setPressed } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { foldedJson } from "./foldedJson";
import { requestText, type ShownRequest } from "../shared/requestTexts";

/** Characters that are shown; the rest is there when it is copied or opened. */
const mostShown = 60_000;

export interface RequestFrame {
  readonly url: string;
  readonly before: string;
  readonly after: string;
}

export class RequestPane {
  readonly element: HTMLElement;
  private readonly code = element("pre", { tabindex: "0", role: "group" });
  private readonly note = element("span", { class: "caption" });
  private readonly said = element("span", { class: "caption", role: "status" });
  private readonly forms = new Map<RequestFormat, HTMLElement>();
  private request: ShownRequest | undefined;

  constructor(
    private format: RequestFormat,
    private readonly strings: BuildStrings,
    private readonly send: (message: FromBuildPage) => void,
    private readonly onFormat: (format: RequestFormat) => void,
  ) {
    const names: Readonly<Record<RequestFormat, string>> = {
      json: strings.json,
      curl: strings.curl,
      python: strings.python,
    };
    for (const one of requestFormats)
      this.forms.set(one, button({ label: names[one], look: "secondary", onPress: () => this.choose(one) }));
    const segments = element(
      "div",
      { class: "segments", role: "group", "aria-label": strings.format },
      ...this.forms.values(),
    );
    const copy = button({ label: strings.copy, look: "secondary", onPress: () => this.copy() });
    const open = button({ label: strings.openBeside, look: "secondary", onPress: () => this.open() });
    this.element = element(
      "section",
      { class: "request", "aria-label": strings.request },
      element("div", { class: "toolbar" }, element("h2", {}, strings.request), segments, copy, open, this.said),
      this.note,
      this.code,
    );
    this.code.setAttribute("aria-label", strings.request);
  }

  /** To be called once it is in the document, and whenever another is looked at. */
  draw(): void {
    const { request, strings } = this;
    for (const [one, control] of this.forms) setPressed(control, one === this.format);
    this.said.textContent = "";
    if (request === undefined) {
      this.note.textContent = strings.requestWaits;
      this.code.textContent = "";
      return;
    }
    this.note.textContent = this.format === "json" ? strings.folded : strings.exact;
    const text = this.format === "json" ? this.readable(request) : requestText(this.format, request);
    this.code.textContent = text.length > mostShown ? `${text.slice(0, mostShown)}\n\u2026` : text;
  }

  /** The characters of the graph in the place that the frame leaves for it. */
  show(frame: RequestFrame | undefined, graph: GraphText | undefined): void {
    this.request = frame && graph && { url: frame.url, body: frame.before + buildGraph(graph) + frame.after };
    this.draw();
  }

  copied(): void {
    this.said.textContent = this.strings.copied;
  }

  /** In kilobytes; undefined while there is none. */
  get size(): number | undefined {
    return this.request && new TextEncoder().encode(this.request.body).length / 1000;
  }

  private choose(format: RequestFormat): void {
    this.format = format;
    this.onFormat(format);
    this.draw();
  }

  private readable({ url, body }: ShownRequest): string {
    const folded = foldedJson(readJson(body), (count) => fill(this.strings.items, count));
    return `POST ${url}\nAuthorization: Bearer $ALVISS_TOKEN\nContent-Type: application/json\n\n${folded}\n`;
  }

  private copy(): void {
    if (this.request !== undefined) this.send({ type: "copy", text: requestText(this.format, this.request) });
  }

  private open(): void {
    if (this.request !== undefined)
      this.send({ type: "openText", language: this.format, text: requestText(this.format, this.request) });
  }
}
