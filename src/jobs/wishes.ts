import * as l10n from "@vscode/l10n";
import { randomUUID } from "node:crypto";
import { open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import * as z from "zod/mini";
import { AlvissError, type ErrorFacts, factsOf } from "../platform/errors";
import { type Log } from "../platform/log";
import { type Answer } from "./run";

/** What a window that does not lead wants done with the runs. */
export type Wish =
  | { readonly wish: "stop" | "cancel"; readonly runId: string }
  | { readonly wish: "callOff"; readonly batchId: string }
  | { readonly wish: "answer"; readonly runId: string; readonly answer: Answer }
  | { readonly wish: "resume"; readonly connectionId?: string | undefined };

const form = z.union([
  z.object({ wish: z.enum(["stop", "cancel"]), runId: z.string() }),
  z.object({ wish: z.literal("callOff"), batchId: z.string() }),
  z.object({
    wish: z.literal("answer"),
    runId: z.string(),
    answer: z.union([
      z.object({ answer: z.literal("exists"), id: z.optional(z.string().check(z.minLength(1))) }),
      z.object({ answer: z.enum(["repeat", "giveUp"]) }),
    ]),
  }),
  z.object({ wish: z.literal("resume"), connectionId: z.optional(z.string()) }),
]);

/** Milliseconds. */
const patience = 20_000;
const patienceWhenTaken = 120_000;
const lookEvery = 100;
/** A wish whose window died is not granted later, when nobody expects it any more. */
const oldAfter = 30_000;

type Reply = { readonly ok: true; readonly value: boolean } | { readonly ok: false; readonly facts: ErrorFacts };

/** Carries wishes to the window that leads, and its answers back: small files in the ledger's folder. */
export class Wishes {
  private readonly ended = new AbortController();

  constructor(
    private readonly directory: string,
    private readonly log: Log,
  ) {}

  /** Resolves with what the leader answers; rejects with what went wrong there, or when nobody takes the wish. */
  async send(wish: Wish): Promise<boolean> {
    const id = randomUUID();
    await this.write(`${id}.wish`, wish);
    let limit = Date.now() + patience;
    let isTaken = false;
    for (;;) {
      const reply = await this.replyTo(id);
      if (reply?.ok === true) return reply.value;
      if (reply?.ok === false) throw new AlvissError(reply.facts);
      if (Date.now() > limit) {
        // Whoever removes the file decides: taken back here, or taken there.
        if (isTaken || (await this.claim(`${id}.wish`))) break;
        isTaken = true;
        limit = Date.now() + patienceWhenTaken;
      }
      await delay(lookEvery, undefined, { signal: this.ended.signal });
    }
    throw new AlvissError({
      kind: "timedOut",
      unsent: !isTaken,
      serverWords: l10n.t("The window that carries out the jobs does not answer."),
      remedy: l10n.t("Try again in a little while."),
    });
  }

  /** Grants what other windows want, each wish once. */
  async grant(grant: (wish: Wish) => Promise<boolean>): Promise<void> {
    const names = await readdir(this.directory);
    for (const name of names.filter((one) => one.endsWith(".reply")))
      if (await this.isOld(name)) await this.claim(name);
    for (const name of names.filter((one) => one.endsWith(".wish"))) {
      const text = await readFile(join(this.directory, name), "utf8").catch(() => undefined);
      const isOld = await this.isOld(name);
      if (text === undefined || !(await this.claim(name)) || isOld) continue;
      // Not waited for: a call to a server must not keep other wishes from being heard.
      void this.answer(name.replace(/\.wish$/, ""), text, grant);
    }
  }

  dispose(): void {
    this.ended.abort();
  }

  private async answer(id: string, text: string, grant: (wish: Wish) => Promise<boolean>): Promise<void> {
    let reply: Reply;
    try {
      reply = { ok: true, value: await grant(form.parse(JSON.parse(text)) as Wish) };
    } catch (error) {
      this.log.warn(`A wish of another window was not granted: ${String(error)}`);
      const facts =
        error instanceof AlvissError ? factsOf(error) : { kind: "invalid" as const, serverWords: String(error) };
      reply = { ok: false, facts };
    }
    await this.write(`${id}.reply`, reply).catch((error: unknown) => this.log.warn(String(error)));
  }

  private async replyTo(id: string): Promise<Reply | undefined> {
    const name = `${id}.reply`;
    const text = await readFile(join(this.directory, name), "utf8").catch(() => undefined);
    if (text === undefined) return undefined;
    await this.claim(name);
    return JSON.parse(text) as Reply;
  }

  private async write(name: string, content: Wish | Reply): Promise<void> {
    const target = join(this.directory, name);
    const file = await open(`${target}.part`, "w", 0o600);
    try {
      await file.writeFile(JSON.stringify(content));
    } finally {
      await file.close();
    }
    await rename(`${target}.part`, target);
  }

  /** Removes a file; false when somebody else did. */
  private claim(name: string): Promise<boolean> {
    return rm(join(this.directory, name)).then(
      () => true,
      () => false,
    );
  }

  private async isOld(name: string): Promise<boolean> {
    const { mtimeMs } = await stat(join(this.directory, name)).catch(() => ({ mtimeMs: Date.now() }));
    return Date.now() - mtimeMs > oldAfter;
  }
}
