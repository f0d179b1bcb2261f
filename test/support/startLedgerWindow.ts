import { build } from "esbuild";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LedgerWindowOrder } from "./ledgerWindow";

export interface LedgerWindow {
  readonly process: ChildProcess;
  /** Whether it leads when it is open. */
  readonly leads: Promise<boolean>;
  /** Sends a signal and waits for the end. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

export interface LedgerWindows {
  open(order: LedgerWindowOrder): LedgerWindow;
  /** Kills what is left. */
  close(): Promise<void>;
}

/** Bundled once, because loading from sources takes longer than what is tested. */
export async function ledgerWindows(): Promise<LedgerWindows> {
  const folder = await mkdtemp(join(tmpdir(), "alviss-window-"));
  const script = join(folder, "window.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "ledgerWindow.ts")],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "esm",
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "error",
  });
  const open: LedgerWindow[] = [];
  return {
    open: (order) => {
      const child = spawn(process.execPath, [script, JSON.stringify(order)], { stdio: ["ignore", "pipe", "inherit"] });
      const leads = once(child.stdout, "data").then(([words]) => String(words).trim() === "leads");
      leads.catch(() => undefined);
      const window: LedgerWindow = {
        process: child,
        leads,
        end: async (signal) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const over = once(child, "exit");
          child.kill(signal);
          await over;
        },
      };
      open.push(window);
      return window;
    },
    close: async () => {
      await Promise.all(open.map((window) => window.end("SIGKILL")));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
