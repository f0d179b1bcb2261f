import { createHash } from "node:crypto";
import { Uri, workspace } from "vscode";
import { Owner } from "../kit/disposables";
import { type GraphAddress } from "./graphUri";
import { readSource, sourceText } from "./graphSource";

/** What a file of the user's own was copied from. */
interface KeptOriginal {
  /** The graph as it was received; undefined for a graph that began as a new one. */
  readonly text: string | undefined;
  readonly source: GraphAddress | undefined;
}

/** The originals of drafts that were saved among the user's own files: those hold the graph and nothing else. */
export class KeptOriginals extends Owner {
  constructor(private readonly folder: Uri) {
    super();
    this.own(
      workspace.onDidRenameFiles(async ({ files }) => {
        for (const { oldUri, newUri } of files) {
          const kept = await this.of(oldUri);
          if (kept !== undefined) await this.keep(newUri, kept);
        }
      }),
    );
  }

  async keep(uri: Uri, { text, source }: KeptOriginal): Promise<void> {
    const kept = { file: uri.toString(), source: source && sourceText(source), text };
    await workspace.fs.writeFile(this.fileOf(uri), new TextEncoder().encode(JSON.stringify(kept)));
  }

  async of(uri: Uri): Promise<KeptOriginal | undefined> {
    try {
      const bytes = await workspace.fs.readFile(this.fileOf(uri));
      const kept = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>;
      return {
        text: typeof kept["text"] === "string" ? kept["text"] : undefined,
        source: typeof kept["source"] === "string" ? readSource(kept["source"]) : undefined,
      };
    } catch {
      return undefined;
    }
  }

  private fileOf(uri: Uri): Uri {
    const name = createHash("sha256").update(uri.toString()).digest("hex");
    return Uri.joinPath(this.folder, `${name}.json`);
  }
}
