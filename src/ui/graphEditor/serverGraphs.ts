import { Disposable, EventEmitter, FilePermission, FileSystemError, FileType, l10n, type Uri, workspace } from "vscode";
import { type AlvissClient } from "../../platform/client";
import { type GraphAddress, graphUri, readGraphAddress } from "./graphUri";

interface Clients {
  of(connectionId: string): Promise<AlvissClient>;
}

/** Graphs are never changed once a server has them, so the last ones read are kept. */
const mostKept = 20;

/** The graphs of servers as files that can only be read, each the very characters that the server sent. */
export class ServerGraphs implements Disposable {
  private readonly changes = new EventEmitter<[]>();
  private readonly read = new Map<string, Promise<string>>();
  private readonly registered = workspace.registerFileSystemProvider(
    graphUri.scheme,
    {
      onDidChangeFile: this.changes.event,
      watch: () => new Disposable(() => undefined),
      stat: async (uri) => {
        const { length } = await this.bytes(uri);
        return { type: FileType.File, ctime: 0, mtime: 0, size: length, permissions: FilePermission.Readonly };
      },
      readFile: (uri) => this.bytes(uri),
      readDirectory: () => [],
      createDirectory: refuse,
      writeFile: refuse,
      delete: refuse,
      rename: refuse,
    },
    { isReadonly: true },
  );

  constructor(private readonly clients: Clients) {}

  /** The text of a graph; throws what the server answers. */
  text(address: GraphAddress): Promise<string> {
    const key = graphUri(address).toString();
    const known = this.read.get(key);
    if (known !== undefined) return known;
    const reading = this.fetch(address);
    this.read.set(key, reading);
    for (const oldest of [...this.read.keys()].slice(0, -mostKept)) this.read.delete(oldest);
    reading.catch(() => this.read.delete(key));
    return reading;
  }

  /** Whether a model has a graph at a level; throws what the server answers. */
  async has({ connectionId, project, model, level }: GraphAddress): Promise<boolean> {
    const { graphId, graphInstanceId } = await (await this.clients.of(connectionId)).readModel(project, model);
    return (level === "high" ? graphId : graphInstanceId) !== undefined;
  }

  dispose(): void {
    this.registered.dispose();
    this.changes.dispose();
  }

  private async bytes(uri: Uri): Promise<Uint8Array> {
    const address = readGraphAddress(uri);
    if (address === undefined) throw FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(await this.text(address));
  }

  private async fetch({ connectionId, project, model, level }: GraphAddress): Promise<string> {
    const client = await this.clients.of(connectionId);
    const { graphId, graphInstanceId } = await client.readModel(project, model);
    if (level === "high" && graphId !== undefined) return client.readGraph(project, graphId);
    if (level === "low" && graphInstanceId !== undefined)
      return client.readGraphInstance(project.team, graphInstanceId);
    throw FileSystemError.FileNotFound(l10n.t("This model has no such graph."));
  }
}

function refuse(uri: Uri): never {
  throw FileSystemError.NoPermissions(uri);
}
