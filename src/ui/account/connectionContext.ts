import { type Disposable } from "vscode";
import { setContextKey } from "../kit/contextKeys";
import { type Connections } from "./connections";

/** Tells package.json whether anything is connected; before that is known, no welcome text is shown. */
export function showConnectionContext(connections: Connections): Disposable {
  const tell = (): void => {
    const all = connections.all();
    setContextKey("alviss.hasConnection", all.length > 0);
    setContextKey(
      "alviss.hasAccount",
      all.some(({ kind }) => kind === "cloud"),
    );
  };
  tell();
  setContextKey("alviss.ready", true);
  return connections.onDidChange(tell);
}
