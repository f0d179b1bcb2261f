import { env, type LogOutputChannel, Uri, type Webview } from "vscode";
import { Owner } from "./disposables";
import { webviewHtml } from "./webviewHtml";

export interface LoadedPage<From> {
  /** dist/webview of the extension, where the page's script and style are. */
  readonly pages: Uri;
  readonly name: "buildPage" | "dataPreview" | "graphEditor" | "results";
  readonly title: string;
  readonly log: LogOutputChannel;
  readonly isMessage: (message: unknown) => message is From;
  readonly obey: (message: From) => unknown;
}

/** The page in a panel: loads it, checks what it says, and speaks to it from when it has said that it is ready. */
export class WebviewPage<From extends { readonly type: string }, To> extends Owner {
  private isReady = false;

  constructor(
    private readonly webview: Webview,
    { pages, name, title, log, isMessage, obey }: LoadedPage<From>,
  ) {
    super();
    this.own(
      webview.onDidReceiveMessage((message: unknown) => {
        if (!isMessage(message)) return log.warn(`${name}: a message that is not known was ignored`);
        this.isReady ||= message.type === "ready";
        obey(message);
      }),
    );
    const file = (ending: string): string => webview.asWebviewUri(Uri.joinPath(pages, `${name}.${ending}`)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [pages] };
    webview.html = webviewHtml({
      cspSource: webview.cspSource,
      scriptUri: file("js"),
      styleUri: file("css"),
      language: env.language,
      title,
    });
  }

  /** Nothing is queued for a page that is not there yet, or no longer: it asks with "ready" when it is. */
  post(message: To): void {
    if (this.isReady) this.send(message);
  }

  /** Also to a page that is still being loaded: VS Code mostly keeps it for it, but does not promise to. */
  send(message: To): void {
    if (!this.isDisposed) void this.webview.postMessage(message);
  }

  get hasBegun(): boolean {
    return this.isReady;
  }
}
