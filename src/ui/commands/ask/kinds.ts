import { l10n, ThemeIcon } from "vscode";
import { type Kind, showId, type ObjectRef } from "../../../platform/ids";
import { type Choice } from "./inputs";

/** What one object of a kind is called, with its id. */
export function objectName({ kind, id }: ObjectRef): string {
  const shown = showId(id);
  const names: Record<Kind, string> = {
    upload: l10n.t("Upload {0}", shown),
    dataset: l10n.t("Dataset {0}", shown),
    model: l10n.t("Model {0}", shown),
    attribution: l10n.t("Attribution {0}", shown),
    attributionSet: l10n.t("Attribution Set {0}", shown),
  };
  return names[kind];
}

export function kindChoices(): Choice<Kind>[] {
  return [
    { label: l10n.t("Upload"), icon: new ThemeIcon("cloud-upload"), value: "upload" },
    { label: l10n.t("Dataset"), icon: new ThemeIcon("database"), value: "dataset" },
    { label: l10n.t("Model"), icon: new ThemeIcon("graph"), value: "model" },
    { label: l10n.t("Attribution"), icon: new ThemeIcon("pie-chart"), value: "attribution" },
    { label: l10n.t("Attribution Set"), icon: new ThemeIcon("layers"), value: "attributionSet" },
  ];
}
