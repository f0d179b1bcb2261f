import * as l10n from "@vscode/l10n";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { AlvissError, factsOf } from "./errors";
import { whyUnreadable } from "./fileTroubles";

/** A file to upload. */
export interface UploadSource {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  open(): Readable;
  /** Whether the file is still what it was when its size was taken; a file that is gone is not. */
  unchanged(): Promise<boolean>;
}

// Larger pieces than the default 64 kB mean fewer trips through the stream.
const pieceBytes = 262_144;

/** What tells that a file is still the one that was looked at. */
export interface FileState {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970, whole. */
  readonly modified: number;
}

/** A file on disk; throws Node's own error when it cannot be read. */
export async function fileSource(path: string): Promise<UploadSource & FileState> {
  const before = await stat(path);
  if (before.isDirectory()) throw Object.assign(new Error(path), { code: "EISDIR" });
  if (!before.isFile()) throw new Error(l10n.t("it is no file."));
  return {
    name: basename(path),
    size: before.size,
    modified: before.mtime.getTime(),
    open: () => createReadStream(path, { highWaterMark: pieceBytes }),
    unchanged: async () => {
      const after = await stat(path).catch(() => undefined);
      return after?.size === before.size && after.mtimeMs === before.mtimeMs;
    },
  };
}

/** Reads a source once and holds it to its promised size: with one byte too few a server would wait for ever. */
export class ExactReading {
  readonly bytes: Readable;
  private readonly inner: Readable;
  private spoiled: AlvissError | undefined;
  private whole: boolean;
  private held = false;
  /** Bytes that were read. */
  private seen = 0;
  private readonly ending = new AbortController();

  constructor(
    private readonly file: UploadSource,
    private readonly endpoint: string,
  ) {
    this.whole = file.size === 0;
    this.inner = file.open();
    // It may break before it is first read; reading then finds the error.
    this.inner.on("error", () => undefined);
    this.bytes = Readable.from(this.pieces(), { objectMode: false, highWaterMark: pieceBytes });
    // The request hears of it too; without a listener of its own a closed form would leave it unhandled.
    this.bytes.on("error", () => undefined);
  }

  /** Why an upload really failed. While bytes were missing, the server cannot have taken the file. */
  explain(error: unknown): unknown {
    if (this.spoiled !== undefined) return this.spoiled;
    if (!(error instanceof AlvissError) || this.whole || error.status !== undefined) return error;
    return new AlvissError(
      { ...factsOf(error), undone: true, remedy: l10n.t("Upload the file again.") },
      { cause: error },
    );
  }

  /** The server took the call for done: it cannot have been, while bytes were missing. */
  expectAllSent({ status, text }: { readonly status: number; readonly text: string }): void {
    if (this.seen >= this.file.size) return;
    throw new AlvissError({
      ...{ kind: "server", status, endpoint: this.endpoint },
      serverWords: l10n.t('The server answered before it had all of "{0}": {1}', this.file.name, text.slice(0, 200)),
      remedy: l10n.t("What it made may hold a part of the file: leave it out, and upload the file again."),
    });
  }

  /** Nothing more is read: the server refuses the file, and more of it would only break the line before it has said why. */
  hold(): void {
    this.held = true;
  }

  close(): void {
    this.ending.abort();
    this.bytes.destroy();
    this.inner.destroy();
  }

  private async *pieces(): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of this.inner as AsyncIterable<Uint8Array>) {
        this.seen += piece.byteLength;
        if (this.seen > this.file.size) break;
        yield piece;
        if (this.held && !this.ending.signal.aborted) await once(this.ending.signal, "abort");
      }
    } catch (error) {
      const why = whyUnreadable(error instanceof Error ? error : { message: String(error) });
      throw this.spoil(l10n.t('"{0}" cannot be read: {1}', this.file.name, why));
    }
    if (this.seen !== this.file.size)
      throw this.spoil(l10n.t('"{0}" changed while it was being sent.', this.file.name));
    this.whole = true;
  }

  private spoil(serverWords: string): AlvissError {
    const remedy = l10n.t("Wait until the file is written completely, then upload it again.");
    this.spoiled = new AlvissError({ kind: "invalid", endpoint: this.endpoint, serverWords, unsent: true, remedy });
    return this.spoiled;
  }
}
