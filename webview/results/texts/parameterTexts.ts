import * as l10n from "@vscode/l10n";

/** What parameters do in their model, and the units that they are read in. */
export function parameterTexts() {
  return {
    roleEffect: l10n.t("effect"),
    roleCoefficient: l10n.t("coefficient"),
    roleSlope: l10n.t("slope"),
    roleHalfSaturation: l10n.t("half saturation"),
    roleRate: l10n.t("rate"),
    roleRetention: l10n.t("retention"),
    roleDelay: l10n.t("delay"),
    roleDelayedShare: l10n.t("delayed share"),
    roleScale: l10n.t("scale"),
    roleShape: l10n.t("shape"),
    rolePooling: l10n.t("pooling"),
    roleLevel: l10n.t("level"),
    rolePersistence: l10n.t("persistence"),
    roleDrift: l10n.t("drift"),
    roleNoise: l10n.t("noise"),
    roleParameter: l10n.t("parameter"),
    unitMeanSales: l10n.t("mean sales"),
    unitShareOfMeanSales: l10n.t("share of mean sales"),
    unitPeriods: l10n.t("periods"),
    unitKept: l10n.t("kept per period"),
    unitOfActivity: l10n.t("of the activity"),
  };
}
