import { type Disposable } from "vscode";
import { setContextKey } from "../kit/contextKeys";
import { type Connections } from "./connections";

/** Tells package.json whether anything is connected; before that is known, no welcome text is shown. */
export function showConnectionContext(connections: Connections): Disposable {
  const tell = (): void => {
    const all = connections.all();
    setContextKey("alviss.hasConnection", all.length > 0);
    // Of other servers the records say so, when they are read.
    if (all.some(({ kind }) => kind === "sandbox")) setContextKey("alviss.hasResults", true);
    setContextKey(
      "alviss.hasAccount",
      all.some(({ kind }) => kind === "cloud"),
    );
  };
  tell();
  setContextKey("alviss.ready", true);
  return connections.onDidChange(tell);
}
