import { l10n, type QuickPick, type QuickPickItem, window } from "vscode";
import { type FolderNode } from "../../explorer/nodes";
import { type ProjectTree } from "../../explorer/projectTree";
import { folderFor } from "../ask/folder";
import { type Given } from "../ask/object";
import { type Tools } from "../tools";

/** So long nothing more is typed before the tree follows. */
const pause = 150;

interface Item extends QuickPickItem {
  /** Undefined: what is typed. */
  readonly state: string | undefined;
}

/** Filters a folder while somebody types; closing the box by Escape leaves everything as it was. */
export async function filterFolder(tools: Tools, node?: Given): Promise<void> {
  const title = l10n.t("Filter");
  const folder = await folderFor(tools, title, node);
  if (folder === undefined) return;
  const tree = await tools.explorer.open();
  const before = tree.filterOf(folder);
  const box = window.createQuickPick<Item>();
  const follow = new Follow(tree, folder, box);
  try {
    box.title = l10n.t("Filter {0}", tree.nameOf(folder));
    box.placeholder = l10n.t("Part of a name, id, file or date");
    box.value = before ?? "";
    follow.show();
    box.onDidChangeValue(() => follow.typed());
    const taken = new Promise<string | undefined>((resolve) => {
      box.onDidAccept(() => resolve(withState(box.value, box.activeItems[0]?.state)));
      box.onDidHide(() => resolve(before));
    });
    box.show();
    const words = await taken;
    box.hide();
    await follow.end(words);
  } finally {
    box.dispose();
  }
}

const withState = (words: string, state: string | undefined): string =>
  state === undefined || words.includes(state) ? words : `${words} ${state}`.trim();

/** One filtering at a time, and after it the latest words. */
class Follow {
  private timer: NodeJS.Timeout | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly tree: ProjectTree,
    private readonly folder: FolderNode,
    private readonly box: QuickPick<Item>,
  ) {}

  typed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.filter(this.box.value), pause);
    this.show();
  }

  async end(words: string | undefined): Promise<void> {
    clearTimeout(this.timer);
    await this.last.catch(() => undefined);
    await this.tree.filter(this.folder, words);
  }

  show(): void {
    const { box } = this;
    const states: readonly (readonly [string, string])[] = [
      ["is:active", l10n.t("Active")],
      ["is:working", l10n.t("At work")],
      ["is:failed", l10n.t("Failed")],
      ["is:done", l10n.t("Done")],
    ];
    box.items = [
      { label: this.words(), description: this.found(), alwaysShow: true, state: undefined },
      ...states.map(([label, description]) => ({ label, description, alwaysShow: true, state: label })),
    ];
  }

  private words(): string {
    const words = this.box.value.trim();
    return words === "" ? l10n.t("Show all") : l10n.t('Show what fits "{0}"', words);
  }

  private found(): string {
    const { count, fitting, more } = this.folder;
    if (count === undefined || fitting === undefined) return "";
    return l10n.t("{0} of {1}", fitting.toLocaleString(), `${count.toLocaleString()}${more ? "+" : ""}`);
  }

  private async filter(words: string): Promise<void> {
    this.box.busy = true;
    const work = this.last.catch(() => undefined).then(() => this.tree.filter(this.folder, words));
    this.last = work;
    await work.catch(() => undefined); // the folder itself says what went wrong
    if (this.last !== work) return;
    this.box.busy = false;
    this.show();
  }
}
