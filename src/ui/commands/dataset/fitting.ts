import { l10n, window } from "vscode";
import { type FileContents, misfits } from "../../../dataFiles/acrossFiles";
import { type DatasetId, showId, type UploadId } from "../../../platform/ids";
import { type DatasetRecord } from "../../../platform/records";
import { type Place } from "../../explorer/nodes";
import { refOf } from "../ask/place";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";
import { contentsOf } from "../upload/fileContents";

/** So many sentences stand in the question. */
const mostQuoted = 5;

/**
 * Asks where what goes into a dataset may not fit together, as far as it is known: from the check before an upload, and
 * from what the server says of the datasets that are extended. True: make it.
 */
export async function fitsTogether(
  tools: Tools,
  place: Place,
  uploads: readonly UploadId[],
  extend: readonly DatasetId[],
): Promise<boolean> {
  const files = await contentsOf(tools, place, uploads);
  const sentences = await misfitsWith(tools, place, files, extend);
  return sentences.length === 0 || askAbout(sentences, l10n.t("Do Not Create"), l10n.t("Create Anyway"));
}

/** Why files do not fit together, or not to the datasets that they are to extend. */
export async function misfitsWith(
  tools: Tools,
  place: Place,
  files: readonly FileContents[],
  extend: readonly DatasetId[],
): Promise<readonly string[]> {
  if (files.length === 0) return [];
  if (extend.length === 0) return misfits(files);
  const records = await waitFor(l10n.t("Reading what is extended"), async (signal) => {
    const client = await tools.clients.of(place.connection.id);
    return Promise.all(extend.map((id) => client.read(refOf(place), { kind: "dataset", id }, { signal })));
  });
  return misfits([...records.flatMap(contentsOfDataset), ...files], true);
}

/** Enter presses the first button, which must not be the one that goes on. */
export async function askAbout(sentences: readonly string[], leave: string, goOn: string): Promise<boolean> {
  const detail = sentences.slice(0, mostQuoted).join("\n");
  const question = l10n.t("These files may not fit together in one dataset.");
  return (await window.showWarningMessage(question, { modal: true, detail }, leave, goOn)) === goOn;
}

/** A dataset has places and dates of sales; nothing where the server does not tell them. */
function contentsOfDataset({ id, combinations = [] }: DatasetRecord): FileContents[] {
  const spans = combinations.flatMap(({ country, region, grouping, first, last, periods = 0 }) =>
    first === undefined || last === undefined
      ? []
      : [{ country_code: country, region_code: region, grouping, first, last, periods }],
  );
  if (spans.length === 0) return [];
  const dates = spans.flatMap(({ first, last }) => [first, last]).sort();
  const [first = null, last = null] = [dates[0], dates.at(-1)];
  const name = l10n.t("dataset #{0}", showId(id));
  return [
    { name, summary: { type: "Sales", rows: 1, combinations: spans, first, last, periodicity: null }, words: {} },
  ];
}
