import { type Memento, type Uri } from "vscode";
import { type GraphMemory, isGraphMemory } from "../../../webview/shared/graphMessages";

const key = "alviss.graphViews";
/** Files whose pictures are kept as they were left; the longest unused one goes first. */
const mostKept = 50;

type Entry = readonly [name: string, memory: unknown];

/** How each graph was last looked at: a matter of this workspace, never of the graph's text. */
export class GraphMemories {
  /** Read once: right after a change VS Code may answer with what stood there before it. */
  private entries: readonly Entry[] | undefined;

  constructor(private readonly storage: Memento) {}

  of(uri: Uri): GraphMemory | null {
    const kept = this.all().find(([name]) => name === uri.toString())?.[1];
    return isGraphMemory(kept) ? kept : null;
  }

  async keep(uri: Uri, memory: GraphMemory): Promise<void> {
    const name = uri.toString();
    const others = this.all().filter(([other]) => other !== name);
    this.entries = [...others, [name, memory] as const].slice(-mostKept);
    await this.storage.update(key, this.entries);
  }

  private all(): readonly Entry[] {
    return (this.entries ??= read(this.storage.get<unknown>(key)));
  }
}

/** What an older version has stored counts as nothing. */
function read(stored: unknown): readonly Entry[] {
  const isEntry = (one: unknown): one is Entry => Array.isArray(one) && one.length === 2 && typeof one[0] === "string";
  return Array.isArray(stored) ? stored.filter(isEntry) : [];
}
