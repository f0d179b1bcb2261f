import { type NumberFormat, numberFormat } from "../shared/numberFormat";
import {
  type FromResults,
  type IntervalLevel,
  isIntervalLevel,
  type ResultsMemory,
  type ResultsView,
  type ToResults,
} from "../shared/resultsMessages";
import { fill } from "../shared/fill";
import { element } from "../shared/dom";
import { headerElement } from "./header";
import { hatchDefinitions } from "./marks";
import { ResultPane } from "./resultPane";
import { type Sort } from "./sorting";
import { stateElement } from "./states";
import { toolbar, type Toolbar } from "./toolbar";

export interface PageHost {
  readonly send: (message: FromResults) => void;
  readonly remember: (memory: ResultsMemory) => void;
}

type Start = Extract<ToResults, { readonly type: "start" }>;

/** The whole page: header, toolbar, and below them the table or what stands in its place. */
export class ResultsPage {
  private readonly format: NumberFormat;
  private readonly tools: Toolbar;
  private readonly header = element("div");
  private readonly main = element("main");
  private pane: ResultPane | undefined;
  private level: IntervalLevel | null;
  private sort: Sort | undefined;

  constructor(
    root: HTMLElement,
    private readonly start: Start,
    memory: ResultsMemory | undefined,
    private readonly host: PageHost,
  ) {
    this.format = numberFormat(start.locale);
    this.level = memory?.level ?? null;
    this.sort = (memory?.sort as Sort | null | undefined) ?? undefined;
    const onLevel = (level: IntervalLevel): void => this.askLevel(level);
    this.tools = toolbar({ strings: start.strings, format: this.format, onLevel, onCopy: () => this.copy() });
    this.tools.element.hidden = true;
    root.replaceChildren(hatchDefinitions(), this.header, this.tools.element, this.main);
    this.remember();
  }

  show(view: ResultsView): void {
    const { strings } = this.start;
    const result = view.kind === "result" ? view.result : null;
    this.header.replaceChildren(headerElement(view.header, result, strings, this.format));
    this.tools.element.hidden = view.kind !== "result";
    this.tools.say("");
    this.main.removeAttribute("aria-busy");
    if (view.kind === "result") {
      this.showResult(view);
      return;
    }
    this.pane = undefined;
    this.main.replaceChildren(stateElement(view, { strings, format: this.format, send: this.host.send }));
  }

  /** Keys that count wherever the focus is. */
  press({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): void {
    if (key.toLowerCase() === "c" && !ctrlKey && !metaKey && !altKey) this.copy();
  }

  copied(rows: number): void {
    this.tools.say(fill(this.start.strings.copied, this.format.count(rows)));
  }

  private showResult({ result, problem }: Extract<ResultsView, { readonly kind: "result" }>): void {
    const focused = this.pane?.focusedCell();
    this.pane = new ResultPane({
      strings: this.start.strings,
      locale: this.start.locale,
      format: this.format,
      send: this.host.send,
      result,
      problem,
      sort: this.sort,
      onSort: (sort) => {
        this.sort = sort;
        this.remember();
      },
    });
    this.main.replaceChildren(this.pane.element);
    if (focused !== undefined) this.pane.focusCell(...focused);
    this.tools.showLevel(result.level);
    this.level = isIntervalLevel(result.level) ? result.level : null;
    this.remember();
  }

  private askLevel(level: IntervalLevel): void {
    this.main.setAttribute("aria-busy", "true");
    this.tools.say(fill(this.start.strings.loadingLevel, this.format.wholePercent(level)));
    this.host.send({ type: "level", level });
  }

  private copy(): void {
    if (this.pane !== undefined) this.host.send({ type: "copyCsv", ...this.pane.csv() });
  }

  private remember(): void {
    this.host.remember({ v: 1, target: this.start.target, level: this.level, sort: this.sort ?? null });
  }
}
