import { type GraphText, readGraphText } from "../../src/graphs/graphText";
import { type GraphView, readGraphView } from "../../src/graphs/graphView";
import {
  type BuildForm,
  type BuildMemory,
  type BuildOrder,
  type Calendar,
  type FromBuildPage,
  type JobState,
  type RequestFormat,
  type ToBuildPage,
} from "../shared/buildMessages";
import { type BuildStrings } from "../shared/buildStrings";
import { button } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat, numberFormat } from "../shared/numberFormat";
import { changesSection } from "./changesSection";
import { checksSection, countErrors, type Found, foundWords } from "./checksSection";
import { type DataChoices, dataSection, fittingData } from "./dataSection";
import { evaluationDates, splitOf, trainDates } from "./dateSplit";
import { redraw } from "./labelled";
import { methodSection } from "./methodSection";
import { type RequestFrame, RequestPane } from "./requestPane";
import { splitSection } from "./splitSection";

interface PageHost {
  readonly send: (message: FromBuildPage) => void;
  readonly remember: (memory: BuildMemory) => void;
}

type Start = Extract<ToBuildPage, { readonly type: "start" }>;

/** So long nothing is changed before the request is asked for anew. */
const pauseMs = 120;

interface ShownGraph {
  readonly text: GraphText | undefined;
  readonly view: GraphView | undefined;
  readonly original: { readonly name: string; readonly view: GraphView } | undefined;
}

/** The whole page: choices at the left, the request that they make at the right, and below it the way to send it. */
export class BuildPage {
  private readonly strings: BuildStrings;
  private readonly number: NumberFormat;
  private readonly data = section();
  private readonly split = section();
  private readonly method = section();
  private readonly changes = section();
  private readonly checks = section();
  private readonly left = element("main");
  private readonly status = element("div", { class: "status", role: "status" });
  private readonly buttons = element("div", { class: "actions" });
  private readonly pane: RequestPane;
  private readonly faulty = new Set<string>();
  private form: BuildForm;
  private format: RequestFormat;
  private choices: DataChoices | undefined;
  private calendar: Calendar | undefined;
  private graph: ShownGraph | undefined;
  private found: Found | undefined;
  private frame: RequestFrame | undefined;
  private job: { readonly state: JobState; readonly sentence: string } = { state: "idle", sentence: "" };
  private timer = 0;

  constructor(
    root: HTMLElement,
    private readonly start: Start,
    memory: BuildMemory | undefined,
    private readonly host: PageHost,
  ) {
    this.strings = start.strings;
    this.number = numberFormat(start.locale);
    this.form = memory?.form ?? start.form;
    this.format = memory?.format ?? "json";
    this.pane = new RequestPane(this.format, this.strings, host.send, (format) => {
      this.format = format;
      this.remember();
    });
    this.layOut(root);
    this.drawData();
    this.drawSplit();
    redraw(this.method, ...methodSection(this.methodContext()));
    this.drawFoot();
    this.pane.draw();
    this.left.scrollTop = memory?.scroll ?? 0;
    this.left.addEventListener("scrollend", () => this.remember());
    this.remember();
  }

  receive(message: Exclude<ToBuildPage, Start>): void {
    switch (message.type) {
      case "graph":
        return this.showGraph(message);
      case "problems":
        this.found = message;
        redraw(this.checks, ...this.checkParts());
        return this.drawFoot();
      case "datasets":
        this.choices = message;
        this.form = { ...this.form, ...fittingData(message, this.form) };
        this.drawData();
        return this.pick();
      case "calendar":
        this.calendar = message.calendar;
        return this.drawSplit();
      case "trouble":
        if (message.about === "datasets") return this.drawData(message.sentence);
        return this.drawSplit(message.sentence);
      case "request":
        this.frame = message;
        this.pane.show(message, this.graph?.text);
        return this.drawFoot();
      case "job":
        this.job = message;
        return this.drawFoot();
      case "copied":
        return this.pane.copied();
    }
  }

  private layOut(root: HTMLElement): void {
    const { strings, start } = this;
    const part = (title: string, body: HTMLElement, caption = ""): HTMLElement =>
      element(
        "section",
        { "aria-label": title },
        element("h2", {}, title, caption === "" ? null : element("span", { class: "caption" }, caption)),
        body,
      );
    this.left.append(
      element("h1", {}, fill(strings.heading, start.title)),
      element("p", { class: "note" }, fill(strings.nothingSent, start.place)),
      this.checks,
      part(strings.data, this.data),
      part(strings.split, this.split, strings.splitHelp),
      part(strings.method, this.method),
      part(strings.changes, this.changes),
    );
    const foot = element("footer", {}, this.status, this.buttons);
    root.replaceChildren(this.left, element("aside", {}, this.pane.element, foot));
  }

  private showGraph({ text, original }: Extract<ToBuildPage, { readonly type: "graph" }>): void {
    const before = original && readOrNot(original.text);
    this.graph = {
      text: partsOrNot(text),
      view: readOrNot(text),
      original: original && before ? { name: original.name, view: before } : undefined,
    };
    const { strings } = this;
    const onCompare = (): void => this.host.send({ type: "compare" });
    redraw(this.changes, ...changesSection({ ...this.graph, strings, onCompare }));
    this.pane.show(this.frame, this.graph.text);
    this.touched();
  }

  private checkParts(): readonly HTMLElement[] {
    const go = (offset: number): void => this.host.send({ type: "goTo", offset });
    return this.found ? checksSection(this.found, this.start.isSandbox, this.strings, go) : [];
  }

  private drawData(trouble?: string): void {
    const { choices, form, strings } = this;
    const onRetry = (): void => {
      this.drawData();
      this.host.send({ type: "retry" });
    };
    const onChange = (change: Partial<BuildForm>): void => {
      // Dates of other data are others.
      this.change({ ...change, from: null, trainTo: null, to: null });
      this.drawData();
      this.pick();
    };
    redraw(this.data, ...dataSection({ choices, trouble, form, strings, onChange, onRetry }));
  }

  private pick(): void {
    const { dataset, combination } = this.form;
    this.calendar = undefined;
    if (dataset !== null && combination !== null && Object.values(combination).every((part) => part !== ""))
      this.host.send({ type: "pick", dataset, combination });
    this.drawSplit();
  }

  private drawSplit(trouble?: string): void {
    const { calendar, strings } = this;
    const onChange = (change: Partial<BuildForm>): void => this.change(change);
    const made = calendar && splitSection({ calendar, strings, format: this.number, form: () => this.form, onChange });
    const words = trouble ?? (calendar === undefined ? strings.reading : strings.noDates);
    if (made) redraw(this.split, made.element);
    else redraw(this.split, element("p", { class: trouble ? "note error" : "note", role: "status" }, words));
    this.touched();
  }

  private methodContext() {
    const { form, strings } = this;
    return {
      ...{ form, strings, isSandbox: this.start.isSandbox },
      onChange: (change: Partial<BuildForm>) => this.change(change),
      onFault: (name: string, isFaulty: boolean) => {
        if (isFaulty) this.faulty.add(name);
        else this.faulty.delete(name);
        this.drawFoot();
      },
    };
  }

  private change(change: Partial<BuildForm>): void {
    this.form = { ...this.form, ...change };
    this.touched();
  }

  /** Something is another than before: it is kept, and the request follows in a moment. */
  private touched(): void {
    if (this.job.state !== "busy") this.job = { state: "idle", sentence: "" };
    this.remember();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.look(), pauseMs);
    this.drawFoot();
  }

  private look(): void {
    const order = this.order();
    if (order) this.host.send({ type: "look", order });
    else {
      this.frame = undefined;
      this.pane.show(undefined, undefined);
    }
  }

  /** Undefined while something is missing. */
  private order(): BuildOrder | undefined {
    const { dataset, combination, epochs, learningRate, samples, activate, sampler, seed } = this.form;
    const dates = this.calendar?.dates ?? [];
    const split = splitOf(dates, this.form);
    if (dataset === null || combination === null || split === undefined || this.faulty.size > 0) return undefined;
    return {
      ...{ dataset, combination, epochs, learningRate, samples, activate },
      train: trainDates(dates, split),
      evaluation: evaluationDates(dates, split),
      sandbox: this.start.isSandbox ? { sampler, seed } : null,
    };
  }

  private build(): void {
    const order = this.order();
    if (order === undefined || this.obstacle() !== undefined) return;
    this.job = { state: "busy", sentence: "" };
    this.drawFoot();
    this.host.send({ type: "build", order });
  }

  /** Why it cannot be sent just now, as a sentence. */
  private obstacle(): string | undefined {
    const { strings, found, start } = this;
    if (found !== undefined && !found.readable) return strings.notReadable;
    if (found !== undefined && start.isSandbox && this.ownErrors() > 0) return strings.errorsStop;
    if (this.order() === undefined || found === undefined || this.graph?.text === undefined) {
      const missing = [
        this.form.dataset === null ? strings.dataset : "",
        this.calendar === undefined ? strings.split : "",
        this.faulty.size > 0 ? strings.method : "",
      ].filter(Boolean);
      return missing.length === 0 ? strings.reading : fill(strings.missing, this.number.list(missing));
    }
    return undefined;
  }

  private ownErrors(): number {
    const own = (this.found?.problems ?? []).filter(({ fromServer }) => !fromServer);
    return countErrors({ readable: true, problems: own });
  }

  private drawFoot(): void {
    const { strings, job, found, start } = this;
    const obstacle = this.obstacle();
    const { size } = this.pane;
    const lines = [
      found ? foundWords(found, strings) : strings.reading,
      size === undefined ? "" : fill(strings.size, this.number.percent(size / 100)),
      job.sentence === "" ? (obstacle ?? "") : job.sentence,
    ];
    const last = job.sentence === "" ? "" : job.state;
    this.status.replaceChildren(
      ...lines.filter(Boolean).map((line, at) => element("p", { class: at === 2 ? `last ${last}` : "note" }, line)),
    );
    const label = this.ownErrors() > 0 && !start.isSandbox ? strings.buildAnyway : strings.build;
    const build = button({ label, look: "primary", onPress: () => this.build() });
    // What has begun is not begun again by a second press; another choice makes it another build.
    const isOff = obstacle !== undefined || job.state === "busy" || job.state === "begun";
    build.toggleAttribute("disabled", isOff);
    build.dataset["name"] = "build";
    const others = [
      this.named("close", strings.close, { type: "close" }),
      ...(job.state === "refused" ? [this.named("openGraph", strings.openGraph, { type: "openGraph" })] : []),
      ...(job.state === "begun" ? [this.named("showJobs", strings.showJobs, { type: "showJobs" })] : []),
    ];
    redraw(this.buttons, ...others, build);
  }

  private named(name: string, label: string, message: FromBuildPage): HTMLElement {
    const made = button({ label, look: "secondary", onPress: () => this.host.send(message) });
    made.dataset["name"] = name;
    return made;
  }

  private remember(): void {
    const { form, format, left, start } = this;
    this.host.remember({ v: 1, target: start.target, form, format, scroll: left.scrollTop });
  }
}

const section = (): HTMLElement => element("div", { class: "part" });

function readOrNot(text: string): GraphView | undefined {
  try {
    return readGraphView(text);
  } catch {
    return undefined;
  }
}

function partsOrNot(text: string): GraphText | undefined {
  try {
    return readGraphText(text);
  } catch {
    return undefined;
  }
}
