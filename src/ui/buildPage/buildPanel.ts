import { isDeepStrictEqual } from "node:util";
import {
  commands,
  env,
  l10n,
  Range,
  type TextDocument,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { type Run } from "../../jobs/run";
import { type DatasetId, showId } from "../../platform/ids";
import { lastChoices, rememberChoices } from "../../workflows/lastChoices";
import {
  type BuildData,
  type BuildForm,
  type BuildOrder,
  type BuildTarget,
  type FromBuildPage,
  isFromBuildPage,
  type PlacedProblem,
  type ToBuildPage,
} from "../../../webview/shared/buildMessages";
import { connectionName } from "../kit/connectionName";
import { type FolderNode, type Place } from "../explorer/nodes";
import { type GraphRoom } from "../graphEditor/graphRoom";
import { Owner } from "../kit/disposables";
import { explain, Refusal } from "../kit/explain";
import { setting } from "../kit/settings";
import { unattended } from "../kit/unattended";
import { WebviewPage } from "../kit/webviewPage";
import { planOf, projectOf, requestOf } from "./buildOrder";
import { type BuildParts } from "./buildParts";
import { buildTexts } from "./buildTexts";
import { openBeside } from "./openBeside";
import { PageData } from "./pageData";
import { PageJob } from "./pageJob";

/** So long nobody types before the graph on the page is renewed. */
const pauseMs = 250;

/** The page of one graph and one project: shows what a build would send, sends it, and tells what becomes of it. */
export class BuildPanel extends Owner {
  private readonly uri: Uri;
  private room: Promise<GraphRoom> | undefined;
  private readonly page: WebviewPage<FromBuildPage, ToBuildPage>;
  /** The text that the page has. */
  private shownText: string | undefined;
  /** The order whose request it shows with that text; a build sends no other. */
  private looked: { readonly number: number; readonly order: BuildOrder } | undefined;
  /** What the graph was last to be checked against. */
  private checkedData: BuildData | undefined;
  private readonly closing = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private readonly job: PageJob;
  private readonly data: PageData;

  constructor(
    private readonly panel: WebviewPanel,
    private readonly target: BuildTarget,
    private readonly kept: BuildForm | undefined,
    private readonly parts: BuildParts & { readonly pages: Uri },
    /** Another page shows the same graph for another project. */
    isSecond: boolean,
  ) {
    super();
    this.uri = Uri.parse(target.document, true);
    const graph = this.fileName().replace(/\.alvissgraph\.json$/, "");
    panel.title = l10n.t("Build model: {0}", [graph, isSecond ? this.projectName() : ""].filter(Boolean).join(", "));
    const { pages, log } = parts;
    this.page = this.own(
      new WebviewPage(panel.webview, {
        ...{ pages, name: "buildPage", title: panel.title, log, isMessage: isFromBuildPage },
        obey: (message) => this.obey(message),
      }),
    );
    this.job = new PageJob({
      ...{ jobs: parts.jobs, target, isRestored: kept !== undefined },
      server: () => parts.connections.get(target.connectionId)?.server.name ?? "",
      post: (message) => this.page.post(message),
    });
    this.data = this.own(
      new PageData({ ...parts, place: () => this.place(), post: (message) => this.page.post(message) }),
    );
    this.own(workspace.onDidChangeTextDocument(({ document }) => this.isOurs(document) && this.renewSoon()));
    this.own(parts.jobs.onDidChange((change) => change.change === "updated" && this.job.moved(change.run)));
    this.own(parts.connections.onDidChange((one) => one?.id === target.connectionId && this.connectionChanged()));
    this.own({ dispose: () => clearTimeout(this.timer) });
    // Another page of the same graph may stand at another dataset.
    this.own(panel.onDidChangeViewState(() => panel.active && this.checkAgain()));
    this.own({ dispose: () => this.closing.abort() });
    this.own({ dispose: () => void this.room?.then(({ datasets }) => datasets.release(this.uri, this)) });
  }

  isOf(document: string): boolean {
    return this.target.document === document;
  }

  reveal(): void {
    this.panel.reveal();
    this.apart("build page", () => this.showGraph());
  }

  private obey(message: FromBuildPage): void {
    switch (message.type) {
      case "ready":
        this.shownText = this.looked = undefined;
        this.page.post(this.start());
        this.job.tell();
        this.apart("graph to build from", () => this.showGraph());
        this.apart("model of a graph", () => this.showGone());
        return this.apart("datasets to build on", () => this.data.showDatasets());
      case "retry":
        return this.apart("datasets to build on", () => this.data.showDatasets());
      case "addDataset":
        return this.apart("dataset by its id", () => this.addDataset());
      case "pick":
        this.checkOnce(message.data);
        return this.apart("dates to build on", () => this.data.showCalendar(message.data));
      case "look":
        this.checkOnce(message.order);
        return this.apart("request", () => this.showRequest(message));
      case "build":
        return this.apart("build", () => this.build(message.number));
      case "copy":
        return this.apart("copy of a request", async () => {
          await env.clipboard.writeText(message.text);
          this.page.post({ type: "copied" });
        });
      case "openText":
        return this.apart("text of a request", () => openBeside(message.language, message.text));
      case "goTo":
        return this.apart("place in a graph", () => this.goTo(message.offset));
      case "openGraph":
        return this.apart("graph", () => commands.executeCommand("vscode.openWith", this.uri, "alviss.graphEditor"));
      case "compare":
        return this.apart("comparison", async () => (await this.graphs()).comparisons.showAsText(this.uri));
      case "showJobs":
        return this.apart("jobs", () => commands.executeCommand("alviss.jobs.focus"));
      case "close":
        this.panel.dispose();
    }
  }

  private start(): ToBuildPage {
    const connection = this.parts.connections.get(this.target.connectionId);
    return {
      type: "start",
      strings: buildTexts(),
      locale: env.language,
      target: this.target,
      title: this.fileName(),
      place: [connection && connectionName(connection), this.projectName()].filter(Boolean).join(", "),
      isSandbox: connection?.kind === "sandbox",
      form: this.kept ?? this.usualForm(),
    };
  }

  private async addDataset(): Promise<void> {
    const unread = { count: undefined, more: false, listed: undefined };
    const folder: FolderNode = { ...this.place(), kind: "folder", holds: "dataset", ...unread };
    await commands.executeCommand("alviss.addById", folder, "stay");
    await this.data.showDatasets({ chooses: true });
  }

  /** Not with every change of the form, where the server does not answer. */
  private checkOnce({ dataset, combination }: BuildData): void {
    const data = { dataset, combination };
    if (isDeepStrictEqual(data, this.checkedData)) return;
    this.checkedData = data;
    this.apart("check against a dataset", () => this.checkAgainst(data));
  }

  /** While the page is open, the graph is checked against the dataset that stands here. */
  private async checkAgainst({ dataset, combination }: BuildData): Promise<void> {
    const { datasets } = await this.graphs();
    const home = { connectionId: this.target.connectionId, project: projectOf(this.target) };
    const { signal } = this.closing;
    await datasets.use(this.uri, { ...home, dataset: dataset as DatasetId, combination }, { borrower: this, signal });
  }

  private checkAgain(): void {
    const { checkedData } = this;
    if (checkedData) this.apart("check against a dataset", () => this.checkAgainst(checkedData));
  }

  private usualForm(): BuildForm {
    const { connectionId, team, project } = this.target;
    const last = lastChoices(this.parts.memory, { connection: { id: connectionId }, project: { team, id: project } });
    const usual = setting("model.build");
    const { epochs, learningRate, samples } = last.build ?? { ...usual, learningRate: usual.learning_rate };
    return {
      dataset: null,
      combination: last.combination ?? null,
      ...{ from: null, trainTo: null, to: null },
      share: last.trainShare ?? setting("model.trainShare"),
      ...{ epochs, learningRate, samples },
      activate: false,
      sampler: setting("sandbox.engine"),
      seed: 1,
    };
  }

  private async document(): Promise<TextDocument> {
    const [document, room] = await Promise.all([workspace.openTextDocument(this.uri), this.graphs()]);
    room.watch(document);
    return document;
  }

  private graphs(): Promise<GraphRoom> {
    this.room ??= this.parts.graphs.room().then((room) => {
      this.own(room.onDidCheck((document) => this.isOurs(document) && this.renewSoon()));
      return room;
    });
    return this.room;
  }

  /** The graph as it is now, with what is wrong with it. */
  private async showGraph(): Promise<void> {
    try {
      const [document, room] = [await this.document(), await this.graphs()];
      const original = await room.files.originalText(this.uri);
      const text = document.getText();
      if (text !== this.shownText) {
        this.shownText = text;
        this.looked = undefined;
        const name = l10n.t("Original");
        this.page.post({ type: "graph", text, original: original === undefined ? null : { name, text: original } });
      }
      this.page.post({ type: "problems", ...room.marksOf(document) });
    } catch (error) {
      const sentence = explain(error)?.sentence ?? "";
      const problem: PlacedProblem = { severity: "error", sentence, offset: 0, fromServer: false };
      this.page.post({ type: "problems", readable: false, problems: [problem] });
    }
  }

  private async showGone(): Promise<void> {
    const sentence = await (await this.graphs()).files.goneSource(this.uri);
    if (sentence !== undefined) this.page.post({ type: "gone", sentence });
  }

  private renewSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.apart("graph to build from", () => this.showGraph()), pauseMs);
  }

  private async showRequest({ number, order }: Extract<FromBuildPage, { type: "look" }>): Promise<void> {
    try {
      const { server } = this.place().connection;
      this.page.post({ type: "request", number, ...requestOf(order, server, projectOf(this.target)) });
    } catch (error) {
      return this.page.post({ type: "job", state: "idle", sentence: explain(error)?.sentence ?? "" });
    }
    this.looked = { number, order };
    if (this.shownText !== undefined) await this.job.tellOf(planOf(order, this.target.document, this.shownText));
  }

  private async build(number: number): Promise<void> {
    const { looked } = this;
    await this.job.begin(async () => {
      if (looked?.number !== number) throw changedMeanwhile();
      return this.send(looked.order);
    });
  }

  private async send(order: BuildOrder): Promise<Run | undefined> {
    const place = this.place();
    const document = await this.document();
    if (document.isDirty && !(await document.save()))
      throw new Refusal(l10n.t("The graph could not be saved, so nothing was built."));
    (await this.graphs()).files.mustBeUtf8(document);
    const text = document.getText();
    if (text !== this.shownText) {
      await this.showGraph();
      throw changedMeanwhile();
    }
    // Where nobody tells what the dataset holds, the server has the last word.
    await unattended(this.parts.log, "check against a dataset", () => this.checkAgainst(order));
    this.mustBeSound((await this.graphs()).marksOf(document), place);
    if (!(await this.parts.dataFiles.maySend([this.uri], place.connection.server, l10n.t("Build")))) return undefined;
    const plan = planOf(order, this.target.document, text);
    const run = await this.parts.jobs.start({
      ...projectOf(this.target),
      plan,
      connectionId: this.target.connectionId,
      label: l10n.t("Build from {0}", this.fileName()),
      startedBy: "alviss.model.build",
    });
    // The server has it by now, whatever becomes of the memory.
    this.apart("choices of a build", () => rememberChoices(this.parts.memory, place, plan));
    return run;
  }

  /** The sandbox takes no graph with errors; another server may know better, and the page has asked. */
  private mustBeSound(found: ReturnType<GraphRoom["marksOf"]>, { connection }: Place): void {
    if (!found.readable) throw new Refusal(l10n.t("The text is no graph, so no model can be built from it."));
    const isFaulty = found.problems.some(({ severity, fromServer }) => severity === "error" && !fromServer);
    if (isFaulty && connection.kind === "sandbox")
      throw new Refusal(l10n.t("The sandbox takes no graph with errors. Mend them first."));
  }

  private connectionChanged(): void {
    this.checkAgain();
    if (this.data.isAwaited) this.apart("datasets to build on", () => this.data.showDatasets());
  }

  private place(): Place {
    const { connectionId, team, project, name } = this.target;
    const connection = this.parts.connections.get(connectionId);
    if (connection === undefined) throw new Refusal(l10n.t("This connection is no longer there."));
    const ref = projectOf({ ...this.target, team, project });
    return {
      connection,
      project: { id: ref.project, team: ref.team, name: name ?? undefined, periodicity: undefined },
    };
  }

  /** In the picture, where a node or an edge stands there; else in the text. */
  private async goTo(offset: number): Promise<void> {
    const document = await this.document();
    if (await (await this.graphs()).goTo(document, offset)) return;
    const at = document.positionAt(offset);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, selection: new Range(at, at) });
  }

  private isOurs({ uri }: TextDocument): boolean {
    return uri.toString() === this.uri.toString();
  }

  private projectName(): string {
    return this.target.name ?? l10n.t("project {0}", showId(projectOf(this.target).project));
  }

  private fileName(): string {
    return this.uri.path.slice(this.uri.path.lastIndexOf("/") + 1);
  }

  private apart(what: string, work: () => Thenable<unknown> | Promise<unknown>): void {
    void unattended(this.parts.log, what, async () => work());
  }
}

const changedMeanwhile = (): Refusal => new Refusal(l10n.t("The graph has changed meanwhile. Look at it, then build."));
