import { type Memento, type Uri } from "vscode";
import { type GraphMemory, isGraphMemory } from "../../../webview/shared/graphMessages";

const key = "alviss.graphViews";
/** Files whose pictures are kept as they were left; the longest unused one goes first. */
const mostKept = 50;

/** How each graph was last looked at: a matter of this workspace, never of the graph's text. */
export class GraphMemories {
  constructor(private readonly storage: Memento) {}

  of(uri: Uri): GraphMemory | null {
    const kept = this.all().find(([name]) => name === uri.toString())?.[1];
    return isGraphMemory(kept) ? kept : null;
  }

  async keep(uri: Uri, memory: GraphMemory): Promise<void> {
    const name = uri.toString();
    const others = this.all().filter(([other]) => other !== name);
    await this.storage.update(key, [...others, [name, memory]].slice(-mostKept));
  }

  /** What an older version has stored counts as nothing. */
  private all(): readonly (readonly [string, unknown])[] {
    const stored = this.storage.get<unknown>(key);
    const isEntry = (one: unknown): one is readonly [string, unknown] =>
      Array.isArray(one) && one.length === 2 && typeof one[0] === "string";
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  }
}
