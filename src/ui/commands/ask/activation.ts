import { l10n, window } from "vscode";
import { type Id, showId } from "../../../platform/ids";
import { type Place } from "../../explorer/nodes";
import { type Tools } from "../tools";
import { askPick } from "./inputs";
import { refOf } from "./place";
import { type AskStep } from "./steps";
import { waitFor } from "./waiting";

/** What a project has one active object of. */
export type Activatable = "dataset" | "attributionSet";

export interface ActivateWords {
  readonly placeholder: string;
  readonly yes: string;
  readonly no: string;
}

/**
 * Whether what is made becomes the active one of the project, with what that would replace; on a shared server, not
 * unless somebody says so.
 */
export function activateStep<S extends { readonly place?: Place; readonly activate?: boolean }>(
  tools: Tools,
  kind: Activatable,
  words: ActivateWords,
): AskStep<S> {
  return async (state, at) => {
    const { place } = state;
    if (place === undefined) return { passed: state };
    const usual = place.connection.kind === "sandbox";
    const answer = await askPick(at, {
      placeholder: words.placeholder,
      choices: async (signal) => {
        const active = await activeId(tools, place, kind, signal);
        const effect = active === undefined ? undefined : l10n.t("replaces {0}", nameOf(kind, active));
        return [
          { label: words.yes, description: effect, value: true },
          { label: words.no, value: false },
        ];
      },
      active: (value) => value === usual,
    });
    return answer === undefined || typeof answer === "symbol" ? answer : { next: { ...state, activate: answer.value } };
  };
}

/** That an object may become the active one, and what it takes the place of. */
export interface MayActivate {
  /** Undefined where nothing was active, or the object itself. */
  readonly replaced: string | undefined;
}

/**
 * On a shared server, replacing the active object is confirmed; in the sandbox it concerns nobody else. Without an id
 * the object is still to be made. Undefined: somebody would rather not.
 */
export async function mayActivate<K extends Activatable>(
  tools: Tools,
  place: Place,
  kind: K,
  id?: Id<K>,
): Promise<MayActivate | undefined> {
  const active = await waitFor(l10n.t("Reading what is active"), (signal) => activeId(tools, place, kind, signal));
  const replaced = active === undefined || active === id ? undefined : nameOf(kind, active);
  if (place.connection.kind === "sandbox") return { replaced };
  const activate = l10n.t("Activate");
  const detail = [
    replaced === undefined ? undefined : l10n.t("It replaces {0}.", replaced),
    l10n.t("This affects all project users of {0}.", place.connection.server.name),
  ];
  const answer = await window.showWarningMessage(
    l10n.t("Activate {0}?", nameOf(kind, id)),
    { modal: true, detail: detail.filter(Boolean).join(" ") },
    activate,
  );
  return answer === activate ? { replaced } : undefined;
}

export async function activeId(
  tools: Tools,
  place: Place,
  kind: Activatable,
  signal: AbortSignal,
): Promise<Id<Activatable> | undefined> {
  const client = await tools.clients.of(place.connection.id);
  const project = refOf(place);
  const active =
    kind === "dataset"
      ? await client.readActiveDataset(project, { signal })
      : await client.readActiveAttributionSet(project, { signal });
  return active?.id;
}

export function nameOf(kind: Activatable, id: Id<Activatable> | undefined): string {
  if (kind === "dataset") return id === undefined ? l10n.t("the new dataset") : l10n.t("dataset #{0}", showId(id));
  return id === undefined ? l10n.t("the new attribution set") : l10n.t("attribution set #{0}", showId(id));
}
