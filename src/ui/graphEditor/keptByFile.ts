import { type Memento, type Uri } from "vscode";

/** Files of which something is kept; the longest unused one goes first. */
const mostKept = 50;

type Entry = readonly [name: string, value: unknown];

/** Something of each file: a matter of this workspace, never of the file's text. */
export class KeptByFile<Value> {
  /** Read once: right after a change VS Code may answer with what stood there before it. */
  private entries: readonly Entry[] | undefined;

  constructor(
    private readonly storage: Memento,
    private readonly key: string,
    /** What an older version has stored may be something else; undefined where it says nothing to this one. */
    private readonly read: (stored: unknown) => Value | undefined,
  ) {}

  of(uri: Uri): Value | undefined {
    return this.read(this.all().find(([name]) => name === uri.toString())?.[1]);
  }

  async keep(uri: Uri, value: Value): Promise<void> {
    const name = uri.toString();
    const others = this.all().filter(([other]) => other !== name);
    this.entries = [...others, [name, value] as const].slice(-mostKept);
    await this.storage.update(this.key, this.entries);
  }

  async forget(uri: Uri): Promise<void> {
    const others = this.all().filter(([other]) => other !== uri.toString());
    if (others.length === this.all().length) return;
    this.entries = others;
    await this.storage.update(this.key, this.entries);
  }

  private all(): readonly Entry[] {
    return (this.entries ??= entriesIn(this.storage.get<unknown>(this.key)));
  }
}

function entriesIn(stored: unknown): readonly Entry[] {
  const isEntry = (one: unknown): one is Entry => Array.isArray(one) && one.length === 2 && typeof one[0] === "string";
  return Array.isArray(stored) ? stored.filter(isEntry) : [];
}
