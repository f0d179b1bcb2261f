// Lets plain Node load parts of the interface that only make words, icons and rows of VS Code's classes.
import { readFileSync } from "node:fs";
import { register } from "node:module";

const kept = globalThis as {
  shownMessages?: string[][];
  cancelProgress?: () => void;
  registeredCommands?: Map<string, (...args: unknown[]) => Promise<unknown>>;
  contextKeys?: Map<string, unknown>;
};

/** Messages that were shown: kind, text and buttons. One list, however often this file is loaded. */
export const shown = (kept.shownMessages ??= []);

/** Presses Cancel in the notification of progress that was shown last. */
export const cancelProgress = (): void => kept.cancelProgress?.();

/** Commands that were registered, by id. */
export const registered = (kept.registeredCommands ??= new Map());

/** Context keys that were told, by name. */
export const contextKeys = (kept.contextKeys ??= new Map());

/** Nobody has changed a setting. */
function settingDefaults(): Readonly<Record<string, unknown>> {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const { contributes } = JSON.parse(text) as {
    contributes: { configuration: readonly { properties: Readonly<Record<string, { default?: unknown }>> }[] };
  };
  const all = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
  return Object.fromEntries(all.map(([key, { default: usual }]) => [key, usual]));
}

const standIn = `
const filled = (text, values) => text.replace(/\\{(\\d+)\\}/g, (_whole, at) => String(values[at]));
export const l10n = { t: (text, ...values) => filled(text, values) };
export class FileDecoration {}
export class ThemeColor { constructor(id) { this.id = id; } }
export class ThemeIcon { constructor(id, color) { Object.assign(this, { id, color }); } }
export class TreeItem {
  constructor(label, collapsibleState) { Object.assign(this, { label, collapsibleState }); }
}
export const ProgressLocation = { Notification: 15 };
export const QuickInputButtons = { Back: {} };
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export class MarkdownString {
  value = "";
  appendMarkdown(text) { this.value += text; return this; }
}
export class EventEmitter {
  listeners = new Set();
  event = (listener) => { this.listeners.add(listener); return { dispose: () => this.listeners.delete(listener) }; };
  fire(value) { for (const listener of [...this.listeners]) listener(value); }
  dispose() { this.listeners.clear(); }
}
export const Uri = {
  from: (parts) => parts,
  parse: (text) => { const { host, pathname } = new URL(text); return { authority: host, path: pathname, toString: () => text }; },
};
export const window = {
  state: { focused: true },
  onDidChangeWindowState: () => ({ dispose: () => undefined }),
  withProgress: (_options, work) => {
    const cancelling = new EventEmitter();
    const token = { isCancellationRequested: false, onCancellationRequested: cancelling.event };
    globalThis.cancelProgress = () => { token.isCancellationRequested = true; cancelling.fire(); };
    return work({ report: () => undefined }, token);
  },
  showErrorMessage: (text, ...buttons) => { shownMessages.push(["error", text, ...buttons]); return Promise.resolve(); },
  showWarningMessage: (text, ...buttons) => { shownMessages.push(["warning", text, ...buttons]); return Promise.resolve(); },
  showInformationMessage: (text, ...buttons) => { shownMessages.push(["information", text, ...buttons]); return Promise.resolve(); },
};
export class Disposable {
  constructor(end) { this.dispose = end; }
  static from(...parts) { return new Disposable(() => { for (const part of parts) part.dispose(); }); }
}
export const commands = {
  executeCommand: (id, key, value) => {
    if (id === "setContext") contextKeys.set(key, value);
    return Promise.resolve();
  },
  registerCommand: (id, run) => {
    registeredCommands.set(id, run);
    return new Disposable(() => registeredCommands.delete(id));
  },
};
export const env = {};
export const ConfigurationTarget = { Global: 1 };
const defaults = ${JSON.stringify(settingDefaults())};
export const workspace = {
  getConfiguration: () => ({ get: () => undefined, inspect: (key) => ({ defaultValue: defaults["alviss." + key] }) }),
};
`;
const url = `data:text/javascript,${encodeURIComponent(standIn)}`;
const hooks = `export const resolve = (name, context, next) =>
  name === "vscode" ? { url: ${JSON.stringify(url)}, format: "module", shortCircuit: true } : next(name, context);`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
