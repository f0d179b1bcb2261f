import { type ContributionDraws } from "../engine/contract";
import { readAttribution, saveAttributionResult } from "../store/attributionRecords";
import { attributionInput } from "./attributionInput";
import { keepContributions } from "./contributionFile";
import { type Job, JobFailed, sentences } from "./jobTypes";

const ENOUGH_SAMPLES = 100;
/** Share of the progress when the data are read. */
const PREPARED = 0.1;

/** Splits the expected sales of a period among the drivers, once for each of some posterior draws. */
export const attributionJob: Job = async (place, { key, signal, report }) => {
  const attribution = readAttribution(place.db, key);
  if (!attribution) throw new JobFailed("The attribution's record is gone.");
  report(0, "reading");
  const { request, notes } = await attributionInput(place, attribution, signal);
  report(PREPARED, "attributing");
  const contributions = await place.machinery.attributeSales(request, {
    workerUrl: place.engineWorker,
    workers: place.workers,
    signal,
    onProgress: ({ fraction }) => report(PREPARED + (1 - PREPARED) * fraction, "attributing"),
  });
  const stored = await keepContributions(
    place.folder.fits,
    `attribution-${key.projectId}-${key.iid}.f64`,
    contributions,
  );
  return {
    message: sentences([...notes, ...samplesNotes(attribution.samples, contributions)]),
    save: () => saveAttributionResult(place.db, key, stored),
  };
};

function samplesNotes(asked: number, { drawCount }: ContributionDraws): (string | null)[] {
  return [
    drawCount < asked ? `The model has ${drawCount} draws, so ${drawCount} samples were used, not ${asked}.` : null,
    drawCount < ENOUGH_SAMPLES
      ? `With ${drawCount} samples a 90 % interval is nearly the whole range of the samples: use 200 for a steady one.`
      : null,
  ];
}
