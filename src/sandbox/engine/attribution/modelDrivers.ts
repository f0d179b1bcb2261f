import type { DriverKind } from "../contract";
import type { CompiledModel, ModelTerm } from "../program/compiledModel";

/** A row of the decomposition. */
export interface ModelDriver {
  readonly name: string;
  readonly kind: DriverKind;
  readonly zeroSum: boolean;
  /** For media: the vehicle whose spend it has. */
  readonly vehicle: string;
  /** Absent for a trend that only drifts, and for a base that the graph does not have. */
  readonly term?: ModelTerm;
}

/** The model's terms as drivers with unique names, base first, with a trend wherever the baseline drifts. */
export function modelDrivers(model: CompiledModel): ModelDriver[] {
  const drivers: ModelDriver[] = model.terms.map((term) => ({ ...pick(term), term }));
  if (!drivers.some(({ kind }) => kind === "base"))
    drivers.push({ name: "Base", kind: "base", zeroSum: false, vehicle: "" });
  if (model.drift !== undefined && !drivers.some(({ kind }) => kind === "trend")) {
    drivers.push({ name: "Trend", kind: "trend", zeroSum: true, vehicle: "" });
  }
  const base = drivers.filter(({ kind }) => kind === "base");
  const ordered = [...base, ...drivers.filter((driver) => !base.includes(driver))];
  const taken = new Set<string>();
  return ordered.map((driver) => {
    const name = [
      driver.name,
      `${driver.name} (${driver.kind})`,
      `${driver.name} (${driver.term?.node ?? driver.kind})`,
    ].find((name) => !taken.has(name));
    taken.add(name ?? driver.name);
    return { ...driver, name: name ?? driver.name };
  });
}

function pick({ name, kind, zeroSum, vehicle }: ModelTerm): Omit<ModelDriver, "term"> {
  return { name, kind, zeroSum, vehicle: vehicle ?? "" };
}
