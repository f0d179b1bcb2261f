import { type Page } from "playwright-core";
import { until } from "./until";

/**
 * What VS Code in a browser keeps in the browser's database. It writes there every five seconds and not when the
 * window goes: who reloads at once loses what was opened or chosen just before.
 */
export async function whenStored(page: Page, what: RegExp): Promise<void> {
  await until(
    () => page.evaluate(storedTexts),
    (texts) => texts.some((text) => what.test(text)),
    60_000,
  );
}

/** Changes what is kept, behind the window's back. */
export async function replaceStored(page: Page, from: string, to: string): Promise<void> {
  await page.evaluate(replaceTexts, { from, to });
}

/** Runs in the page. */
async function storedTexts(): Promise<string[]> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error("The storage cannot be read."));
    });
  const texts: string[] = [];
  for (const { name = "" } of await indexedDB.databases()) {
    if (!name.startsWith("vscode-web-state-db")) continue;
    const database = await done(indexedDB.open(name));
    const values: unknown[] = await done(database.transaction("ItemTable").objectStore("ItemTable").getAll());
    texts.push(...values.filter((value) => typeof value === "string"));
    database.close();
  }
  return texts;
}

/** Runs in the page. */
async function replaceTexts({ from, to }: { from: string; to: string }): Promise<void> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error("The storage cannot be read."));
    });
  for (const { name = "" } of await indexedDB.databases()) {
    if (!name.startsWith("vscode-web-state-db")) continue;
    const database = await done(indexedDB.open(name));
    const store = database.transaction("ItemTable", "readwrite").objectStore("ItemTable");
    for (const key of await done(store.getAllKeys())) {
      const value: unknown = await done(store.get(key));
      if (typeof value === "string" && value.includes(from)) await done(store.put(value.replaceAll(from, to), key));
    }
    database.close();
  }
}
