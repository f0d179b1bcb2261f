import { type Density } from "../data/diagnostics";
import { type ResultsStrings } from "../strings";

/** What a parameter does and its unit: those that are known in the reader's language, others in the server's words. */
export function parameterWords({ role, unit }: Pick<Density, "role" | "unit">, strings: ResultsStrings) {
  const roles: Readonly<Record<string, string>> = {
    effect: strings.roleEffect,
    coefficient: strings.roleCoefficient,
    slope: strings.roleSlope,
    "half saturation": strings.roleHalfSaturation,
    rate: strings.roleRate,
    retention: strings.roleRetention,
    delay: strings.roleDelay,
    "delayed share": strings.roleDelayedShare,
    scale: strings.roleScale,
    shape: strings.roleShape,
    pooling: strings.rolePooling,
    level: strings.roleLevel,
    persistence: strings.rolePersistence,
    drift: strings.roleDrift,
    noise: strings.roleNoise,
    parameter: strings.roleParameter,
  };
  const units: Readonly<Record<string, string>> = {
    "mean sales": strings.unitMeanSales,
    "share of mean sales": strings.unitShareOfMeanSales,
    periods: strings.unitPeriods,
    "kept per period": strings.unitKept,
    "of the activity": strings.unitOfActivity,
  };
  return { role: roles[role] ?? role, unit: units[unit] ?? unit };
}
