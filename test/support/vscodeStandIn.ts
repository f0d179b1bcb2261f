// Lets plain Node load parts of the interface that only make words, icons and rows of VS Code's classes.
import { register } from "node:module";

/** Messages that were shown: kind, text and buttons. */
export const shown: string[][] = [];
Object.assign(globalThis, { shownMessages: shown });

const standIn = `
const filled = (text, values) => text.replace(/\\{(\\d+)\\}/g, (_whole, at) => String(values[at]));
export const l10n = { t: (text, ...values) => filled(text, values) };
export class ThemeColor { constructor(id) { this.id = id; } }
export class ThemeIcon { constructor(id, color) { Object.assign(this, { id, color }); } }
export class TreeItem { constructor(label) { this.label = label; } }
export const TreeItemCollapsibleState = { None: 0 };
export class EventEmitter {
  listeners = new Set();
  event = (listener) => { this.listeners.add(listener); return { dispose: () => this.listeners.delete(listener) }; };
  fire(value) { for (const listener of [...this.listeners]) listener(value); }
  dispose() { this.listeners.clear(); }
}
export const window = {
  showErrorMessage: (text, ...buttons) => { shownMessages.push(["error", text, ...buttons]); return Promise.resolve(); },
  showInformationMessage: (text, ...buttons) => { shownMessages.push(["information", text, ...buttons]); return Promise.resolve(); },
};
export const commands = { executeCommand: () => Promise.resolve() };
export const env = {};
export const ConfigurationTarget = { Global: 1 };
export const workspace = { getConfiguration: () => ({ get: () => undefined, inspect: () => undefined }) };
`;
const url = `data:text/javascript,${encodeURIComponent(standIn)}`;
const hooks = `export const resolve = (name, context, next) =>
  name === "vscode" ? { url: ${JSON.stringify(url)}, format: "module", shortCircuit: true } : next(name, context);`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
