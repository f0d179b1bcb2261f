import { l10n, Uri, window, workspace } from "vscode";
import { hasEnded, type Run } from "../../../jobs/run";
import { type ObjectRef, type ProjectRef } from "../../../platform/ids";
import { type Plan } from "../../../workflows/plans";
import { Refusal } from "../../kit/explain";
import { objectsFor, type PlacedObject } from "../ask/anyObject";
import { objectName } from "../ask/kinds";
import { type Given } from "../ask/object";
import { placeFor, refOf } from "../ask/place";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";

/** The steps that made an object, or that a job took, as a program in a new editor. */
export async function exportPython(tools: Tools, node?: Given): Promise<void> {
  const title = l10n.t("Export Steps as Python Script");
  const [object] = (await madeByJob(tools, node)) ?? (await objectsFor(tools, title, node));
  if (object === undefined) return;
  const content = await waitFor(l10n.t("Reading how it was made"), (signal) => scriptFor(tools, object, signal));
  await window.showTextDocument(await workspace.openTextDocument({ language: "python", content }));
}

async function madeByJob(tools: Tools, node: Given): Promise<readonly PlacedObject[] | undefined> {
  if (node?.kind !== "job") return undefined;
  const place = await placeFor(tools, node);
  const ref = node.run.steps.findLast(({ object }) => object !== undefined)?.object;
  if (ref === undefined) throw new Refusal(l10n.t("This job has not made anything yet."));
  // Without its connection, another project could be the one that commands are for.
  if (place?.connection.id !== node.run.connectionId) throw new Refusal(l10n.t("This connection is no longer there."));
  return [{ place, ref }];
}

async function scriptFor(tools: Tools, { place, ref }: PlacedObject, signal: AbortSignal): Promise<string> {
  const [{ recipeFor }, { pythonScript }] = await Promise.all([
    import("../../../workflows/recipe"),
    import("../../../workflows/pythonScript"),
  ]);
  const client = await tools.clients.of(place.connection.id);
  const project = refOf(place);
  const runs = (await tools.jobs.load()).filter(
    (run) => run.connectionId === place.connection.id && isIn(run, project),
  );
  const parts = await recipeFor(ref, { client, project, signal, planOf: (one) => planThatMade(runs, one) });
  const name = objectName(ref);
  if (parts.length === 0)
    throw new Refusal(l10n.t("How it was made is known neither to the server nor here: {0}.", name));
  const file = Uri.joinPath(tools.extensionUri, "media", "python", "steps.py");
  const steps = new TextDecoder().decode(await workspace.fs.readFile(file));
  const words = l10n.t("Makes {0} of project {1} again.", name, place.project.name ?? project.project);
  return pythonScript({ title: words, apiUrl: client.server.apiUrl, project, parts, steps });
}

const isIn = (run: Run, { team, project }: ProjectRef): boolean => run.team === team && run.project === project;

/** Of the runs that ended well the one with a step that made the object, not one that only changed it or waited. */
function planThatMade(runs: readonly Run[], { kind, id }: ObjectRef): Plan | undefined {
  const makes = new Set(["upload", "createDataset", "build", "refit", "attribute", "align"]);
  return runs.find(
    (run) =>
      hasEnded(run) &&
      run.steps.some((step) => makes.has(step.kind) && step.object?.kind === kind && step.object.id === id),
  )?.plan;
}
