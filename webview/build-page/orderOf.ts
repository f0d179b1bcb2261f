import { type BuildForm, type BuildOrder } from "../shared/buildMessages";
import { wantedData } from "./dataSection";
import { evaluationDates, splitOf, trainDates } from "./dateSplit";

/** What would be sent beside the graph; undefined while a part of it is not chosen. */
export function orderOf(form: BuildForm, dates: readonly string[], isSandbox: boolean): BuildOrder | undefined {
  const { epochs, learningRate, samples, activate, sampler, seed } = form;
  const split = splitOf(dates, form);
  const data = wantedData(form);
  if (data === undefined || split === undefined) return undefined;
  return {
    ...{ ...data, epochs, learningRate, samples, activate },
    train: trainDates(dates, split),
    evaluation: evaluationDates(dates, split),
    sandbox: isSandbox ? { sampler, seed } : null,
  };
}
