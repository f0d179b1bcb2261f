import { l10n } from "vscode";
import { type KnownConnection } from "../../account/connections";
import { Refusal } from "../../kit/explain";
import { connectionFor } from "../ask/connection";
import { type Given } from "../ask/object";
import { placeFor, refOf } from "../ask/place";
import { openWebPage } from "../ask/webPage";
import { type Tools } from "../tools";

/**
 * The web app's page of a project, where its address was pasted, else the app itself: how the app addresses anything
 * else is not published.
 */
export async function openInBrowser(tools: Tools, node?: Given): Promise<void> {
  const place = await placeFor(tools, node);
  const known = place?.connection;
  if (!tools.connections.all().some(hasWebApp)) throw noWebApp(tools);
  const connection =
    known?.server.webUrl === undefined
      ? await connectionFor(tools, undefined, l10n.t("Open in Browser"), hasWebApp)
      : known;
  if (connection === undefined) return;
  const project = place?.connection.id === connection.id ? refOf(place) : undefined;
  const address = (project && tools.chosen.webAddress(connection.id, project)) ?? connection.server.webUrl;
  if (address === undefined || !URL.canParse(address))
    throw new Refusal(l10n.t("The address of the web app is not known."), [
      { title: l10n.t("Open Settings"), command: "alviss.openSettings" },
    ]);
  await openWebPage(address, () => l10n.t("Open the address yourself: {0}", address));
}

const hasWebApp = ({ server }: KnownConnection): boolean => server.webUrl !== undefined;

function noWebApp({ connections }: Tools): Refusal {
  const server = connections.all().find(({ kind }) => kind === "cloud")?.server;
  if (server === undefined)
    return new Refusal(l10n.t("The sandbox has no web app. Sign in to Alviss AI to open it in the browser."), [
      { title: l10n.t("Sign In..."), command: "alviss.signIn" },
    ]);
  return new Refusal(l10n.t("The settings name no web app of {0}.", server.name), [
    { title: l10n.t("Open Settings"), command: "alviss.openSettings" },
  ]);
}
