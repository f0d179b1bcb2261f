import { l10n } from "vscode";
import { type DatasetId, showId } from "../../../platform/ids";
import { type Place } from "../../explorer/nodes";
import { activeId } from "../ask/activation";
import { askPick, type Choice } from "../ask/inputs";
import { type AskStep } from "../ask/steps";
import { type Tools } from "../tools";

/** What becomes of the uploads once all of them are there; undefined: nothing. */
export interface AfterUploads {
  readonly extendIds: readonly DatasetId[];
  readonly activate: boolean;
  /** Of the job that makes the dataset; undefined: the usual one. */
  readonly label?: string;
}

/** Asked once in front, where several files are sent: a single one has the offer in its job's row. */
export function nextStep<S extends { readonly place?: Place; readonly next?: AfterUploads | "nothing" }>(
  tools: Tools,
): AskStep<S> {
  return async (state, at) => {
    const { place } = state;
    if (place === undefined) return { passed: state };
    const answer = await askPick<AfterUploads | "nothing">(at, {
      placeholder: l10n.t("What next, once all files are there?"),
      choices: async (signal) => [
        { label: l10n.t("Nothing More"), value: "nothing" },
        { label: l10n.t("Create a Dataset of All"), value: { extendIds: [], activate: false } },
        {
          label: l10n.t("Create a Dataset of All and Activate It"),
          value: { extendIds: [], activate: true },
        },
        ...extending((await activeId(tools, place, "dataset", signal)) as DatasetId | undefined),
      ],
    });
    return answer === undefined || typeof answer === "symbol" ? answer : { next: { ...state, next: answer.value } };
  };
}

/** Asked where files were dropped on a dataset, also where it is one file. */
export function extendStep<S extends { readonly place?: Place; readonly next?: AfterUploads | "nothing" }>(
  dataset: DatasetId,
): AskStep<S> {
  return async (state, at) => {
    const extend = { extendIds: [dataset], label: l10n.t("Extend dataset #{0}", showId(dataset)) };
    const answer = await askPick<AfterUploads | "nothing">(at, {
      placeholder: l10n.t("What next, once all files are there?"),
      choices: [
        { label: l10n.t("Extend Dataset #{0}", showId(dataset)), value: { ...extend, activate: false } },
        {
          label: l10n.t("Extend Dataset #{0} and Activate the New One", showId(dataset)),
          value: { ...extend, activate: true },
        },
        { label: l10n.t("Nothing More"), value: "nothing" },
      ],
    });
    return answer === undefined || typeof answer === "symbol" ? answer : { next: { ...state, next: answer.value } };
  };
}

function extending(active: DatasetId | undefined): Choice<AfterUploads>[] {
  if (active === undefined) return [];
  return [
    { label: l10n.t("Extend the Active Dataset"), value: { extendIds: [active], activate: false } },
    {
      label: l10n.t("Extend the Active Dataset and Activate the New One"),
      value: { extendIds: [active], activate: true },
    },
  ];
}
