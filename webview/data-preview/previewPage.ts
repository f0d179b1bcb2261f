import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat, numberFormat } from "../shared/numberFormat";
import {
  type CombinationName,
  type DateRange,
  type FromPreview,
  type PreviewData,
  type PreviewMemory,
  type PreviewView,
  type ToPreview,
} from "../shared/previewMessages";
import { axisNumbers } from "./chartScale";
import { DataPane } from "./dataPane";
import { findingList } from "./findingList";
import { headerElement } from "./header";
import { seriesCsv } from "./seriesCsv";
import { stateElement } from "./states";
import { Toolbar } from "./toolbar";

export interface PageHost {
  readonly send: (message: FromPreview) => void;
  readonly remember: (memory: PreviewMemory) => void;
}

type Start = Extract<ToPreview, { readonly type: "start" }>;

/** The whole page: header, toolbar, and below them the series with the findings beside them. */
export class PreviewPage {
  private readonly format: NumberFormat;
  private readonly axis: (value: number) => string;
  private readonly header = element("header", { class: "page-header" });
  private readonly main = element("main");
  private readonly findings = element("aside", { class: "findings" });
  private readonly tools: Toolbar;
  private data: PreviewData | undefined;
  private pane: DataPane | undefined;
  private mode: PreviewMemory["mode"];
  private measure: string | null;
  private combination: CombinationName | null;
  private dates: DateRange | null;

  constructor(
    root: HTMLElement,
    private readonly start: Start,
    memory: PreviewMemory | undefined,
    private readonly host: PageHost,
  ) {
    const { strings, isText } = start;
    this.format = numberFormat(start.locale);
    this.axis = axisNumbers(start.locale);
    this.mode = memory?.mode ?? "charts";
    this.measure = memory?.measure ?? null;
    this.combination = memory?.combination ?? null;
    this.dates = memory?.dates ?? null;
    this.tools = new Toolbar(strings, this.format, isText, {
      onMode: (mode) => this.turnTo({ mode }),
      onMeasure: (measure) => this.turnTo({ measure }),
      onCombination: ({ country, region, grouping }) => {
        this.combination = { country, region, grouping };
        this.lookAgain();
      },
      onDates: (dates) => {
        this.dates = dates;
        this.lookAgain();
      },
      onText: () => host.send({ type: "openText", finding: null }),
      onFix: () => host.send({ type: "fix" }),
      onCopy: () => this.copy(),
    });
    const body = element("div", { class: "body" }, this.main, this.findings);
    root.replaceChildren(this.header, this.tools.element, body);
  }

  show(view: PreviewView): void {
    const { strings } = this.start;
    const data = view.kind === "data" ? view.data : undefined;
    this.tools.say("");
    this.main.removeAttribute("aria-busy");
    this.data = data;
    const upload = () => this.host.send({ type: "upload" });
    this.header.replaceChildren(...headerElement(this.start, data, this.format, upload));
    this.tools.show(data, this.mode, { measure: this.measure, dates: this.dates });
    this.findings.hidden = data === undefined;
    if (data !== undefined) {
      const go = this.start.isText ? (finding: number) => this.host.send({ type: "openText", finding }) : undefined;
      this.findings.replaceChildren(...findingList(data, strings, this.format, go));
      this.draw(data);
      return;
    }
    this.pane = undefined;
    if (view.kind !== "data")
      this.main.replaceChildren(stateElement(view, strings, this.format, () => this.host.send({ type: "retry" })));
  }

  /** What is shown stays until there is something newer. */
  busy(): void {
    this.main.setAttribute("aria-busy", "true");
    this.tools.say(this.start.strings.again);
  }

  copied(rows: number): void {
    this.tools.say(fill(this.start.strings.copied, this.format.count(rows)));
  }

  private turnTo(change: { readonly mode?: PreviewMemory["mode"]; readonly measure?: string | null }): void {
    if (change.mode !== undefined) this.mode = change.mode;
    if (change.measure !== undefined) this.measure = change.measure;
    this.remember();
    this.tools.show(this.data, this.mode, { measure: this.measure, dates: this.dates });
    if (this.data !== undefined) this.draw(this.data);
  }

  private lookAgain(): void {
    const { combination, dates } = this;
    this.remember();
    this.host.send({ type: "look", combination, dates });
  }

  private draw(data: PreviewData): void {
    const focus = this.pane?.focus();
    const { strings } = this.start;
    this.pane = new DataPane({
      data,
      strings,
      format: this.format,
      axis: this.axis,
      mode: this.mode,
      measure: this.measure,
      hasDates: this.dates !== null,
    });
    this.main.replaceChildren(this.pane.element);
    if (focus !== undefined) this.pane.focusOn(focus);
  }

  private copy(): void {
    if (this.data === undefined) return;
    const { series } = this.data;
    this.host.send({ type: "copyCsv", csv: seriesCsv(this.data), rows: series.length });
  }

  private remember(): void {
    const { mode, measure, combination, dates } = this;
    this.host.remember({ v: 1, mode, measure, combination, dates });
  }
}
