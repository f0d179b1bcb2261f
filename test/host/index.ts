// The entry that VS Code's extension host loads: runs every test file beside it with mocha and writes the counts down.
import Mocha from "mocha";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Wanted {
  readonly names?: readonly string[];
  readonly grep?: string;
}

export async function run(): Promise<void> {
  const { names = [], grep } = JSON.parse(process.env["ALVISS_TEST_WANTED"] ?? "{}") as Wanted;
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", timeout: 30_000, color: false, ...(grep ? { grep } : {}) });
  for (const file of readdirSync(import.meta.dirname))
    if (file.endsWith(".test.js") && (names.length === 0 || names.some((name) => file.includes(name))))
      mocha.addFile(join(import.meta.dirname, file));
  await mocha.loadFilesAsync();
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run((failures) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      const results = process.env["ALVISS_TEST_RESULTS"];
      if (results) writeFileSync(results, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
      resolve(failures);
    });
  });
  if (failed > 0) throw new Error(`${failed} host tests failed.`);
}
