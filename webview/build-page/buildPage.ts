import {
  type BuildData,
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
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat, numberFormat } from "../shared/numberFormat";
import { changesSection } from "./changesSection";
import { checksSection, countErrors, type Found, foundWords } from "./checksSection";
import { ConnectionBanner } from "./connectionBanner";
import { type DataChoices, dataSection, fittingData, isSameData, missingData, wantedData } from "./dataSection";
import { Foot } from "./foot";
import { redraw } from "./labelled";
import { methodSection } from "./methodSection";
import { orderOf } from "./orderOf";
import { type RequestFrame, RequestPane } from "./requestPane";
import { type ShownGraph, shownGraph } from "./shownGraph";
import { splitSection } from "./splitSection";

interface PageHost {
  readonly send: (message: FromBuildPage) => void;
  readonly remember: (memory: BuildMemory) => void;
}

type Start = Extract<ToBuildPage, { readonly type: "start" }>;

/** So long nothing is changed before the request is asked for anew. */
const pauseMs = 120;

/** The whole page: choices at the left, the request that they make at the right, and below it the way to send it. */
export class BuildPage {
  private readonly strings: BuildStrings;
  private readonly numbers: NumberFormat;
  private readonly data = section();
  private readonly split = section();
  private readonly method = section();
  private readonly changes = section();
  private readonly checks = section();
  private readonly left = element("main", { tabindex: "-1" });
  private readonly banner: ConnectionBanner;
  private readonly foot: Foot;
  private readonly pane: RequestPane;
  /** Fields that hold what cannot be sent. */
  private readonly faulty = { split: new Set<string>(), method: new Set<string>() };
  private form: BuildForm;
  private format: RequestFormat;
  private choices: DataChoices | undefined;
  private calendar: Calendar | undefined;
  private calendarOf: BuildData | undefined;
  private graph: ShownGraph | undefined;
  private gone: string | undefined;
  private found: Found | undefined;
  private frame: RequestFrame | undefined;
  private job: { readonly state: JobState; readonly sentence: string } = { state: "idle", sentence: "" };
  private timer = 0;
  /** Of what is chosen now; its request is shown once its look is answered, and only what is shown is sent. */
  private number = 0;
  private isShown = false;

  constructor(
    root: HTMLElement,
    private readonly start: Start,
    memory: BuildMemory | undefined,
    private readonly host: PageHost,
  ) {
    this.strings = start.strings;
    this.numbers = numberFormat(start.locale);
    this.form = memory?.form ?? start.form;
    this.format = memory?.format ?? "json";
    this.pane = new RequestPane(this.format, this.strings, host.send, (format) => {
      this.format = format;
      this.remember();
    });
    this.banner = new ConnectionBanner(start.strings, () => host.send({ type: "retry" }));
    this.foot = new Foot(start.strings, host.send, () => this.build());
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
      case "gone":
        this.gone = message.sentence;
        return this.drawChanges();
      case "problems":
        this.found = message;
        redraw(this.checks, ...checksSection(message, this.start.isSandbox, this.strings, this.go));
        return this.drawFoot();
      case "datasets":
        return this.showChoices(message);
      case "calendar":
        return this.showCalendar(message);
      case "trouble":
        return this.showTrouble(message);
      case "request":
        if (message.number !== this.number) return;
        this.isShown = true;
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
    root.replaceChildren(this.banner.element, this.left, element("aside", {}, this.pane.element, this.foot.element));
  }

  private showGraph({ text, original }: Extract<ToBuildPage, { readonly type: "graph" }>): void {
    this.graph = shownGraph(text, original);
    this.drawChanges();
    this.pane.show(this.frame, this.graph.text);
    this.touched();
  }

  private drawChanges(): void {
    const { strings, gone } = this;
    const onCompare = (): void => this.host.send({ type: "compare" });
    if (this.graph) redraw(this.changes, ...changesSection({ ...this.graph, gone, strings, onCompare, onGo: this.go }));
  }

  private readonly go = (offset: number): void => this.host.send({ type: "goTo", offset });

  private showChoices(message: Extract<ToBuildPage, { readonly type: "datasets" }>): void {
    const { datasets, areAll, combinations, added } = message;
    const choices = { datasets, areAll, combinations };
    const isNew = JSON.stringify(choices) !== JSON.stringify(this.choices);
    this.choices = choices;
    const wished = added === null ? {} : { dataset: added, from: null, trainTo: null, to: null };
    this.form = { ...this.form, ...wished, ...fittingData(choices, { ...this.form, ...wished }) };
    // Where all of it is as it was, what somebody is typing stays.
    if (isNew) this.drawData();
    if (wantedData(this.form) === undefined) this.reached();
    this.pick();
  }

  private showCalendar({ of, calendar }: Extract<ToBuildPage, { readonly type: "calendar" }>): void {
    if (!isSameData(of, wantedData(this.form))) return;
    this.reached();
    const isNew = JSON.stringify(calendar) !== JSON.stringify(this.calendar);
    this.calendar = calendar;
    this.calendarOf = of;
    if (isNew) this.drawSplit();
  }

  private showTrouble(trouble: Extract<ToBuildPage, { readonly type: "trouble" }>): void {
    const { of, sentence, mayPass } = trouble;
    if (of !== null && !isSameData(of, wantedData(this.form))) return;
    const isDecided = of !== null && !mayPass;
    if (isDecided) this.reached();
    else this.banner.show(trouble);
    if (this.choices === undefined) this.drawData(true);
    // Dates that are shown stay, but for those that the server does not have.
    if (isDecided) this.calendar = undefined;
    if (this.calendar === undefined) this.drawSplit(isDecided ? sentence : this.strings.notRead, isDecided);
  }

  private reached(): void {
    const hadFocus = this.banner.element.contains(document.activeElement);
    this.banner.hide();
    if (hadFocus) this.left.focus();
  }

  private drawData(isUnread = false): void {
    const { choices, form, strings } = this;
    const onChange = (change: Partial<BuildForm>): void => {
      // Dates of other data are others.
      this.change({ ...change, from: null, trainTo: null, to: null });
      this.drawData();
      this.pick();
    };
    const onAdd = (): void => this.host.send({ type: "addDataset" });
    redraw(this.data, ...dataSection({ choices, isUnread, form, strings, onChange, onAdd }));
  }

  /** Asks for the dates of what is chosen; those that are of it already are shown until the answer is there. */
  private pick(): void {
    const data = wantedData(this.form);
    if (data !== undefined) this.host.send({ type: "pick", data });
    if (data !== undefined && this.calendar !== undefined && isSameData(data, this.calendarOf)) return;
    this.calendar = undefined;
    this.drawSplit();
  }

  private drawSplit(trouble?: string, isError = false): void {
    const { calendar, strings } = this;
    this.faulty.split.clear();
    const made =
      calendar &&
      splitSection({
        ...{ calendar, strings, format: this.numbers, form: () => this.form },
        onChange: (change) => this.change(change),
        onFault: (name, isFaulty) => this.fault("split", name, isFaulty),
      });
    const missing = this.choices ? missingData(this.form, strings) : [];
    const waiting = missing.length === 0 ? strings.reading : fill(strings.missing, this.numbers.list(missing));
    const words = trouble ?? (calendar === undefined ? waiting : strings.noDates);
    if (made) redraw(this.split, made.element);
    else redraw(this.split, element("p", { class: isError ? "note error" : "note", role: "status" }, words));
    this.touched();
  }

  private methodContext() {
    const { form, strings } = this;
    return {
      ...{ form, strings, isSandbox: this.start.isSandbox },
      onChange: (change: Partial<BuildForm>) => this.change(change),
      onFault: (name: string, isFaulty: boolean) => this.fault("method", name, isFaulty),
    };
  }

  private fault(part: "split" | "method", name: string, isFaulty: boolean): void {
    const names = this.faulty[part];
    if (names.has(name) === isFaulty) return;
    if (isFaulty) names.add(name);
    else names.delete(name);
    this.touched();
  }

  private change(change: Partial<BuildForm>): void {
    const form = { ...this.form, ...change };
    // A field that is left says its value once more: the request on show is still the one to be sent.
    if (JSON.stringify(form) === JSON.stringify(this.form)) return;
    this.form = form;
    this.touched();
  }

  /** Something is another than before: it is kept, and the request follows in a moment. */
  private touched(): void {
    if (this.job.state !== "busy") this.job = { state: "idle", sentence: "" };
    this.remember();
    // An answer that is still to come is of what was chosen before.
    this.number++;
    this.isShown = false;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.look(), pauseMs);
    this.drawFoot();
  }

  private look(): void {
    const order = this.order();
    if (order) this.host.send({ type: "look", number: this.number, order });
    else {
      this.frame = undefined;
      this.pane.show(undefined, undefined);
      this.drawFoot();
    }
  }

  /** Undefined while something is missing. */
  private order(): BuildOrder | undefined {
    const isFaulty = this.faulty.split.size + this.faulty.method.size > 0;
    return isFaulty ? undefined : orderOf(this.form, this.calendar?.dates ?? [], this.start.isSandbox);
  }

  private build(): void {
    if (this.isOff()) return;
    this.job = { state: "busy", sentence: "" };
    this.drawFoot();
    this.host.send({ type: "build", number: this.number });
  }

  /** What has begun is not begun again by a second press; another choice makes it another build. */
  private isOff(): boolean {
    const { state } = this.job;
    return !this.isShown || state === "busy" || state === "begun" || this.obstacle() !== undefined;
  }

  /** Why it cannot be sent just now, as a sentence. */
  private obstacle(): string | undefined {
    const { strings, found, start } = this;
    if (found !== undefined && !found.readable) return strings.notReadable;
    if (found !== undefined && start.isSandbox && this.ownErrors() > 0) return strings.errorsStop;
    if (this.order() === undefined || found === undefined || this.graph?.text === undefined) {
      const missing = [
        ...missingData(this.form, strings),
        this.calendar === undefined || this.faulty.split.size > 0 ? strings.split : "",
        this.faulty.method.size > 0 ? strings.method : "",
      ].filter(Boolean);
      return missing.length === 0 ? strings.reading : fill(strings.missing, this.numbers.list(missing));
    }
    return undefined;
  }

  private ownErrors(): number {
    const own = (this.found?.problems ?? []).filter(({ fromServer }) => !fromServer);
    return countErrors({ readable: true, problems: own });
  }

  private drawFoot(): void {
    const { strings, job, found, start } = this;
    const { size } = this.pane;
    this.foot.show({
      notes: [
        found ? foundWords(found, strings) : strings.reading,
        size === undefined ? "" : fill(strings.size, this.numbers.percent(size / 100)),
      ],
      last: job.sentence === "" ? { state: "", sentence: this.obstacle() ?? "" } : job,
      label: this.ownErrors() > 0 && !start.isSandbox ? strings.buildAnyway : strings.build,
      isOff: this.isOff(),
      job: job.state,
    });
  }

  private remember(): void {
    const { form, format, left, start } = this;
    this.host.remember({ v: 1, target: start.target, form, format, scroll: left.scrollTop });
  }
}

const section = (): HTMLElement => element("div", { class: "part" });
