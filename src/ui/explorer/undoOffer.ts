import { l10n, StatusBarAlignment, window } from "vscode";
import { Owner } from "../kit/disposables";
import { setContextKey } from "../kit/contextKeys";

const lasts = 10_000;

/** Takes back what was last removed from a list: offered in the status bar for a few seconds, and in the palette. */
export class UndoOffer extends Owner {
  private readonly item = this.own(window.createStatusBarItem("alviss.undo", StatusBarAlignment.Left, 39));
  private work: (() => Promise<void>) | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor() {
    super();
    this.own({ dispose: () => clearTimeout(this.timer) });
    this.item.name = l10n.t("Alviss: Undo");
    this.item.command = "alviss.undoRemove";
  }

  offer(words: string, work: () => Promise<void>): void {
    this.work = work;
    this.item.text = `$(discard) ${l10n.t("{0}. Undo", words)}`;
    this.item.tooltip = l10n.t("Undo");
    this.item.accessibilityInformation = { label: l10n.t("{0}. Undo", words), role: "button" };
    this.item.show();
    setContextKey("alviss.canUndoRemove", true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.close(), lasts);
  }

  /** Takes it back; false where there is nothing to take back. */
  async take(): Promise<boolean> {
    const { work } = this;
    this.close();
    await work?.();
    return work !== undefined;
  }

  private close(): void {
    this.work = undefined;
    clearTimeout(this.timer);
    this.item.hide();
    setContextKey("alviss.canUndoRemove", false);
  }
}
