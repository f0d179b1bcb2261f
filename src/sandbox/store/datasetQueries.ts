import { type TypeName } from "../../dataFiles/fileTypes";
import { callDataWorker } from "./dataWorker";
import {
  type Combination,
  type CombinationSpan,
  type CombinationsOf,
  type DatesOf,
  type UploadSource,
} from "./datasetTypes";

export interface CombinationsRequest {
  readonly kind: "combinations";
  readonly sources: readonly UploadSource[];
}

export interface DatesRequest {
  readonly kind: "dates";
  readonly sources: readonly UploadSource[];
  readonly type: TypeName;
  readonly combinations: readonly Combination[];
}

export const combinationsOf: CombinationsOf = async (sources, host) => {
  const task: CombinationsRequest = { kind: "combinations", sources };
  return (await callDataWorker({ ...host, task })) as readonly CombinationSpan[];
};

export const datesOf: DatesOf = async (sources, type, combinations, host) => {
  const task: DatesRequest = { kind: "dates", sources, type, combinations };
  return (await callDataWorker({ ...host, task })) as readonly string[];
};
