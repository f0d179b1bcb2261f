import {
  commands,
  env,
  type LogOutputChannel,
  Range,
  RelativePattern,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import {
  type FromPreview,
  isFromPreview,
  type PreviewView,
  type ToPreview,
  type WantedLook,
} from "../../../../webview/shared/previewMessages";
import { Owner } from "../../kit/disposables";
import { explain } from "../../kit/explain";
import { unattended } from "../../kit/unattended";
import { WebviewPage } from "../../kit/webviewPage";
import { rangeOf } from "../editor/fileDiagnostics";
import { nameOf } from "../fileSource";
import { type CallOptions } from "../worker/fileWorker";
import { type PlacedFinding, type PreviewReport, type PreviewTask } from "../worker/workerMessages";
import { previewData } from "./previewData";
import { previewTexts } from "./previewTexts";

/** What of a file is looked at. */
type Look = Pick<PreviewTask, "combination" | "dates">;

export interface PreviewPanelParts {
  /** dist/webview of the extension. */
  readonly pages: Uri;
  readonly log: LogOutputChannel;
  readonly read: (uri: Uri, look: Look, options: CallOptions) => Promise<PreviewReport>;
}

/** Milliseconds without a further change before a file is read again. */
const pause = 300;

const lookOf = ({ combination, dates }: WantedLook): Look => ({
  combination: combination ?? undefined,
  dates: dates ?? undefined,
});

/** The page of one data file: reads it, and again whenever it changes in its editor or on disk. */
export class PreviewPanel extends Owner {
  private readonly page: WebviewPage<FromPreview, ToPreview>;
  private view: PreviewView = { kind: "reading", fraction: 0 };
  private look: Look = {};
  private findings: readonly PlacedFinding[] = [];
  private reading: AbortController | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    panel: WebviewPanel,
    private readonly uri: Uri,
    private readonly parts: PreviewPanelParts,
  ) {
    super();
    const key = uri.toString();
    const changed = (one: Uri): void => {
      if (one.toString() === key) this.readSoon();
    };
    this.own(panel.onDidDispose(() => this.dispose()));
    this.own(workspace.onDidChangeTextDocument(({ document }) => changed(document.uri)));
    // Its folder: a name may hold what means something else in a pattern.
    const watcher = this.own(workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, ".."), "*")));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) this.own(event(changed));
    const { pages, log } = parts;
    this.page = this.own(
      new WebviewPage(panel.webview, {
        ...{ pages, name: "dataPreview", title: nameOf(uri), log, isMessage: isFromPreview },
        obey: (message) => unattended(log, "preview", () => this.obey(message)),
      }),
    );
  }

  override dispose(): void {
    clearTimeout(this.timer);
    this.reading?.abort();
    super.dispose();
  }

  private readSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.read(), pause);
  }

  private read(): void {
    this.reading?.abort();
    const reading = new AbortController();
    this.reading = reading;
    if (this.view.kind === "reading") this.page.post({ type: "view", view: this.view });
    else this.page.post({ type: "busy" });
    void this.lookAt(reading.signal).then((view) => {
      if (reading.signal.aborted) return;
      this.view = view;
      this.page.post({ type: "view", view });
    });
  }

  private async lookAt(signal: AbortSignal): Promise<PreviewView> {
    const onProgress = (fraction: number): void => {
      if (this.view.kind !== "reading" || signal.aborted) return;
      this.view = { kind: "reading", fraction };
      this.page.post({ type: "view", view: this.view });
    };
    try {
      const report = await this.parts.read(this.uri, this.look, { signal, onProgress });
      if (!signal.aborted) this.findings = report.findings;
      return { kind: "data", data: previewData(report) };
    } catch (error) {
      const isThere = await Promise.resolve(workspace.fs.stat(this.uri)).then(
        () => true,
        () => false,
      );
      if (!isThere) return { kind: "deleted" };
      return { kind: "unreadable", sentence: explain(error)?.sentence ?? "" };
    }
  }

  private async obey(message: FromPreview): Promise<void> {
    switch (message.type) {
      case "ready":
        this.look = lookOf(message);
        return this.start();
      case "look":
        this.look = lookOf(message);
        return this.read();
      case "openText":
        return this.openText(message.finding);
      case "copyCsv":
        await env.clipboard.writeText(message.csv);
        return this.page.post({ type: "copied", rows: message.rows });
      case "fix":
        await commands.executeCommand("alviss.file.fix", this.uri);
        return;
      case "upload":
        await commands.executeCommand("alviss.upload.file", this.uri);
        return;
      case "retry":
        return this.read();
    }
  }

  private start(): void {
    const folder = workspace.asRelativePath(this.uri).split("/").slice(0, -1).join("/");
    const isText = /\.csv$/i.test(this.uri.path);
    const about = { name: nameOf(this.uri), folder, isText };
    this.page.post({ type: "start", strings: previewTexts(), locale: env.language, ...about });
    this.read();
  }

  private async openText(index: number | null): Promise<void> {
    const span = index === null ? undefined : this.findings[index]?.span;
    const selection = span === undefined ? new Range(0, 0, 0, 0) : rangeOf(span);
    await window.showTextDocument(this.uri, { viewColumn: ViewColumn.Beside, selection });
  }
}
