import { l10n } from "vscode";
import { type ObjectRef, type UploadId } from "../../../platform/ids";
import { type UploadRecord } from "../../../platform/records";
import { type Place } from "../../explorer/nodes";
import { Refusal } from "../../kit/explain";
import { askMany } from "../ask/inputs";
import { finished, type Given } from "../ask/object";
import { type AskStep } from "../ask/steps";
import { type Tools } from "../tools";

/** The uploads among the selected nodes, and those that selected jobs made. */
export function givenUploads(node: Given, nodes: readonly Given[] = [node]): UploadId[] {
  return nodes.flatMap((one) => {
    if (one === undefined) return [];
    if (one.kind === "upload") return one.record.phase === "done" ? [one.record.id] : [];
    const made = one.kind === "job" ? one.run.outcome?.object : undefined;
    if (made?.kind !== "upload") return [];
    const { id } = made as ObjectRef<"upload">;
    return [id];
  });
}

/** Which uploads; the one at hand is marked, and the newest of each other type. */
export function uploadsStep<S extends { readonly place?: Place; readonly uploads?: readonly UploadId[] }>(
  tools: Tools,
  marked: readonly UploadId[],
): AskStep<S> {
  return async (state, at) => {
    if (state.uploads !== undefined || state.place === undefined) return { passed: state };
    const { place } = state;
    const answer = await askMany(at, {
      placeholder: l10n.t("Which uploads go into it?"),
      choices: async () => {
        const choices = await finished(tools, place, "upload", none());
        if (choices.length === 0) throw new Refusal(none());
        const proposed = newestOfEachType(
          choices.map(({ value }) => value.record),
          marked,
        );
        return choices.map((choice) => ({ ...choice, picked: proposed.has(choice.value.record.id) }));
      },
    });
    if (answer === undefined || typeof answer === "symbol") return answer;
    return { next: { ...state, uploads: answer.map((target) => target.record.id) } };
  };
}

const none = (): string => l10n.t("There is no finished upload in this project. Upload a CSV file first.");

function newestOfEachType(uploads: readonly UploadRecord[], marked: readonly UploadId[]): Set<UploadId> {
  const proposed = new Map<string, UploadId>();
  for (const { id, datasetName = id } of uploads) if (marked.includes(id)) proposed.set(datasetName, id);
  for (const { id, datasetName = id } of uploads) if (!proposed.has(datasetName)) proposed.set(datasetName, id);
  return new Set(proposed.values());
}
