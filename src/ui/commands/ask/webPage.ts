import { env, l10n, Uri, window } from "vscode";
import { isLoopback } from "../../../platform/connections";

/** Opens an address in the user's browser. One on this machine may be on another machine than the browser. */
export async function openWebPage(address: string, byHand: (port: string) => string): Promise<void> {
  const inner = Uri.parse(address);
  const outer = isLoopback(address) ? await env.asExternalUri(inner) : inner;
  if (outer !== inner && !isForwarded(inner, outer)) await offerAddress(address, byHand(portOf(inner)));
  // False also where somebody would rather not, which is no failure.
  else await env.openExternal(outer);
}

/**
 * The sandbox's pages answer only under a name of this machine, so that no web page can reach them under another, and
 * only at their own path. A forwarded port keeps both; a proxy of a VS Code in the browser does not.
 */
const isForwarded = (inner: Uri, outer: Uri): boolean =>
  /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(outer.authority) && outer.path === inner.path;

const portOf = ({ authority }: Uri): string => authority.replace(/^.*:/, "");

async function offerAddress(address: string, sentence: string): Promise<void> {
  const copy = l10n.t("Copy Address");
  if ((await window.showInformationMessage(sentence, copy)) === copy) await env.clipboard.writeText(address);
}
