// What tests of pages look at beside their own matter: pictures for people, and what axe-core finds.
import axeCore from "axe-core";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Page } from "playwright-core";

/** Into out/screenshots, for people to look at; only when asked for. */
export async function pictureOf(page: Page, name: string): Promise<void> {
  if (process.env["ALVISS_SCREENSHOTS"] === undefined) return;
  const folder = join(import.meta.dirname, "../../out/screenshots");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** What axe-core finds wrong with the page as it is, one line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
    };
    const { violations: found } = await axe.run();
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll("\n", " ")}`),
    );
  });
}
