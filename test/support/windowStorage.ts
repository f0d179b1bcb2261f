import { type Page } from "playwright-core";
import { until } from "./until";

/**
 * What VS Code in a browser keeps in the browser's database. It writes there every five seconds and not when the
 * window goes: who reloads at once loses what was opened or chosen just before.
 */
export async function whenStored(page: Page, what: RegExp): Promise<void> {
  const isStored = async () => (await page.evaluate(storedTexts, undefined)).some((text) => what.test(text));
  await until(isStored, (stored) => stored, 60_000);
}

/** Changes what is kept, behind the window's back. */
export async function replaceStored(page: Page, from: string, to: string): Promise<void> {
  await page.evaluate(storedTexts, { from, to });
}

/** Runs in the page; `change`: what is written in the place of what. */
async function storedTexts(change: { readonly from: string; readonly to: string } | undefined): Promise<string[]> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error("The storage cannot be read."));
    });
  const texts: string[] = [];
  for (const { name = "" } of await indexedDB.databases()) {
    if (!name.startsWith("vscode-web-state-db")) continue;
    const database = await done(indexedDB.open(name));
    const store = database.transaction("ItemTable", change ? "readwrite" : "readonly").objectStore("ItemTable");
    for (const key of await done(store.getAllKeys())) {
      const value: unknown = await done(store.get(key));
      if (typeof value !== "string") continue;
      texts.push(value);
      if (change && value.includes(change.from)) await done(store.put(value.replaceAll(change.from, change.to), key));
    }
    database.close();
  }
  return texts;
}
