import { execFile, execFileSync } from "node:child_process";

/** Whether there is a Python that scripts of ours may expect. */
export function hasPython(): boolean {
  try {
    execFileSync("python3", ["-c", "import sys; assert sys.version_info >= (3, 9)"]);
    return true;
  } catch {
    return false;
  }
}

/** Runs a file with nothing but `env` around it and leaves nothing compiled behind; its exit code and all that was printed. */
export const runPython = (
  file: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<readonly [code: number, printed: string]> =>
  new Promise((resolve) => {
    const options = { env: { PATH: process.env["PATH"], ...env } };
    execFile("python3", ["-B", file, ...words], options, (error, stdout, stderr) =>
      resolve([typeof error?.code === "number" ? error.code : error === null ? 0 : -1, stdout + stderr]),
    );
  });
