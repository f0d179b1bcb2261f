import { l10n, type LogOutputChannel, type Memento, window } from "vscode";
import { press } from "../kit/commandWrapper";
import { Owner } from "../kit/disposables";
import { type Button } from "../kit/explain";
import { setting } from "../kit/settings";
import { unattended } from "../kit/unattended";
import { type Connections, type KnownConnection } from "./connections";
import { tokenEnd } from "./tokenEnd";

/** Days before the end at which somebody is told, the last one with a warning. */
const moments = [14, 3] as const;
const lastMoment = 3;
const lookEvery = 3_600_000;
const toldKey = "alviss.tokenEndTold";

/** Of which date it was told, and at which of the moments last; undefined: at none yet. */
interface Told {
  readonly date: string;
  readonly at: number | undefined;
}

export interface TokenRemindersParts {
  readonly connections: Pick<Connections, "all" | "onDidChange" | "dayChanged">;
  /** Shared by all windows. */
  readonly memory: Memento;
  readonly log: Pick<LogOutputChannel, "error">;
  readonly now?: () => number;
}

/** Tells in time that a token ends, as its user noted: once at each moment, in the window that somebody looks at. */
export class TokenReminders extends Owner {
  private readonly now: () => number;
  private looking: Promise<void> = Promise.resolve();
  private day: string;

  constructor(private readonly parts: TokenRemindersParts) {
    super();
    this.now = parts.now ?? Date.now;
    this.day = this.today();
    const look = (): void => void unattended(parts.log, "ends of tokens", () => this.look());
    this.own(parts.connections.onDidChange(look));
    this.own(window.onDidChangeWindowState(({ focused }) => focused && look()));
    const looks = setInterval(look, lookEvery);
    looks.unref();
    this.own({ dispose: () => clearInterval(looks) });
    look();
  }

  /** Resolves when everything is told that is to be told now; nobody waits for an answer. */
  look(): Promise<void> {
    this.looking = this.looking.catch(() => undefined).then(() => this.lookNow());
    return this.looking;
  }

  private async lookNow(): Promise<void> {
    if (this.day !== this.today()) {
      this.day = this.today();
      this.parts.connections.dayChanged();
    }
    if (!window.state.focused) return;
    for (const connection of this.parts.connections.all()) await this.remind(connection);
  }

  private async remind(connection: KnownConnection): Promise<void> {
    const end = tokenEnd(connection.tokenEnd?.date, this.now());
    if (end === undefined) return;
    const due = moments.findLast((moment) => end.daysLeft <= moment);
    const before = this.told()[connection.id];
    // Who has just noted the date knows it.
    const isNew = before?.date !== end.date;
    if (!isNew && (due === undefined || due >= (before.at ?? Infinity))) return;
    await this.parts.memory.update(toldKey, { ...this.told(), [connection.id]: { date: end.date, at: due } });
    // What is over is told by the server, if it is true.
    if (!isNew && end.daysLeft >= 0 && setting("notifications.level") !== "none")
      void this.tell(connection, end, due === lastMoment);
  }

  private async tell(
    connection: KnownConnection,
    { date, daysLeft }: { readonly date: string; readonly daysLeft: number },
    isLast: boolean,
  ): Promise<void> {
    const name = [connection.server.name, connection.account].filter(Boolean).join(", ");
    const sentence =
      daysLeft === 0
        ? l10n.t("{0}: the access token ends today, as you noted. Another one can take its place.", name)
        : daysLeft === 1
          ? l10n.t("{0}: the access token ends tomorrow, as you noted. Another one can take its place.", name)
          : l10n.t(
              "{0}: the access token ends in {1} days, on {2}, as you noted. Another one can take its place.",
              name,
              daysLeft,
              date,
            );
    const node = { kind: "connection", connection, state: "ready" };
    const buttons: Button[] = [
      { title: l10n.t("Replace Token"), command: "alviss.replaceToken", arguments: [node] },
      { title: l10n.t("Open Access Token Page"), command: "alviss.openTokenPage", arguments: [node] },
    ];
    const show = isLast ? window.showWarningMessage : window.showInformationMessage;
    const chosen = await show(sentence, ...buttons);
    if (chosen !== undefined) await press(chosen);
  }

  private told(): Readonly<Record<string, Told>> {
    return this.parts.memory.get<Readonly<Record<string, Told>>>(toldKey, {});
  }

  private today(): string {
    return new Date(this.now()).toDateString();
  }
}
