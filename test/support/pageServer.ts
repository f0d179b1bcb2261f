// A built page of a webview in a browser: under its own content security policy, with the host's part played by the test.
import { build, type Plugin } from "esbuild";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { join } from "node:path";
import { webviewHtml } from "../../src/ui/kit/webviewHtml";
import { workerText } from "../../workerText.js";

const root = join(import.meta.dirname, "..", "..");
const themeSheet = readFileSync(join(root, "test/fixtures/themes/themes.css"), "utf8");

export const themes = ["vscode-dark", "vscode-light", "vscode-high-contrast", "vscode-high-contrast-light"] as const;
export type Theme = (typeof themes)[number];

/** What a file that makes texts exports, in English: l10n.t without a translation fills the places of the text itself. */
export async function englishTexts<Made>(file: string): Promise<Made> {
  const vscode: Plugin = {
    name: "vscode",
    setup: (context) => {
      context.onResolve({ filter: /^vscode$/ }, () => ({ path: "vscode", namespace: "vscode" }));
      const contents =
        "export const l10n = { t: (text, ...values) => text.replace(/\\{(\\d+)\\}/g, (place, at) => values[at] ?? place) };";
      context.onLoad({ filter: /.*/, namespace: "vscode" }, () => ({ contents }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: [join(root, file)],
    bundle: true,
    format: "esm",
    write: false,
    plugins: [vscode],
    // As in esbuild.js: what is imported for its type alone is not bundled.
    tsconfigRaw: { compilerOptions: { target: "ES2023", verbatimModuleSyntax: false } },
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return (await import(`data:text/javascript;base64,${code}`)) as Made;
}

export class PageServer {
  private constructor(
    private readonly server: Server,
    /** The page's bundle. */
    readonly script: string,
    /** The files that the bundle was made of. */
    readonly modules: readonly string[],
  ) {}

  /** `script` and `style`: the entries of a page, by their paths in the repository. */
  static async start(entries: {
    readonly script: string;
    readonly style: string;
    readonly title: string;
  }): Promise<PageServer> {
    const shared = { bundle: true, minify: true, write: false, absWorkingDir: root, target: "chrome128" } as const;
    const [page, sheet] = await Promise.all([
      build({
        ...shared,
        entryPoints: [entries.script],
        platform: "browser",
        format: "iife",
        metafile: true,
        plugins: [workerText],
      }),
      build({ ...shared, entryPoints: [entries.style] }),
    ]);
    const script = page.outputFiles[0]?.text ?? "";
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const html = webviewHtml({
      cspSource: url,
      scriptUri: `${url}/page.js`,
      styleUri: `${url}/page.css`,
      language: "en",
      title: entries.title,
    });
    const files: Readonly<Record<string, readonly [string, string]>> = {
      "/": ["text/html", html],
      "/themes.css": ["text/css", themeSheet],
      "/page.js": ["text/javascript", script],
      "/page.css": ["text/css", sheet.outputFiles[0]?.text ?? ""],
    };
    server.on("request", (request, response) => {
      const [type, text] = files[request.url ?? ""] ?? ["text/plain", ""];
      response.writeHead(200, { "content-type": type }).end(text);
    });
    return new PageServer(server, script, Object.keys(page.metafile.inputs));
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
