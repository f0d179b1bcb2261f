import { readFile } from "node:fs/promises";
import { SandboxCalls } from "./sandboxCalls";
import { type StartedSandbox } from "./startSandbox";

/** Two places of Sweden and one of Norway; `size`: its sales and spend as a share of the demo's. */
const places = [
  { place: { country_code: "SWE", region_code: "North", grouping: "Shops" }, size: 0.4 },
  { place: { country_code: "SWE", region_code: "South", grouping: "Cafes" }, size: 1 },
  { place: { country_code: "NOR", region_code: "all", grouping: "Shops" }, size: 0.7 },
] as const;
const half = { start_date: "2023-07-03", end_date: "2024-06-24" };

/**
 * Makes, in the sandbox's own project, an attribution for each of two places of Sweden and one of Norway, by product,
 * and an active set of them: sales as in the demo, each place of its own size.
 */
export async function addTwoCountries(sandbox: StartedSandbox): Promise<void> {
  const calls = new SandboxCalls(sandbox);
  const uploads: number[] = [];
  for (const [type, amounts] of [
    ["Sales", [5]],
    ["Media", [8]],
    ["Distribution", []],
    ["Events", []],
  ] as const) {
    const { body } = await calls.upload(type, await rowsOfPlaces(type, amounts));
    uploads.push(body.upload_id as number);
  }
  for (const id of uploads) await calls.until(`datauploads/${id}`, "complete");
  const dataset = await calls.post("datasets", { upload_ids: uploads, activate: true });
  await calls.until(`datasets/${String(dataset.body.IId)}`, "complete");
  const attributions: number[] = [];
  for (const { place } of places) {
    const query = new URLSearchParams({ ...place, products: "pooled" });
    const graph = (await calls.get(`datasets/1/suggested_graph?${query.toString()}`)).body;
    const dates = (await calls.post("datasets/1/dates?dataset_name=Sales", [place])).body as unknown as string[];
    const model = await calls.post("build/model", {
      model_param: { epochs: 300, learning_rate: 0.02, samples: 2 },
      model_detail: {
        ...{ dataset_id: 1, train_dates: dates.slice(0, 120), eval_dates: dates.slice(120) },
        modelling_combination: place,
      },
      graph_detail: { graph },
      sandbox: { sampler: "fast", seed: 3 },
    });
    await calls.until(`models/${String(model.body.IId)}`, "completed");
    const asked = { model_id: model.body.IId, dataset_id: 1, ...half, samples: 200 };
    const attribution = await calls.post("attributions", asked);
    await calls.until(`attributions/${String(attribution.body.IId)}`, "completed");
    attributions.push(attribution.body.IId as number);
  }
  const set = await calls.post("attributionset_align_dates", { attributionjob_ids: attributions, active: true });
  await calls.until(`attributionset/${String(set.body.IId)}`, "complete");
}

/** A demo file's rows once for each place; `amounts`: the columns that grow with its size. */
async function rowsOfPlaces(type: string, amounts: readonly number[]): Promise<string> {
  const file = await readFile(new URL(`../../media/demo/${type}.csv`, import.meta.url), "utf8");
  const [head = "", ...rows] = file.trim().split(/\r?\n/);
  const placed = places.flatMap(({ place, size }) =>
    rows.map((row) => {
      const cells = row.split(",").slice(3);
      const sized = cells.map((cell, at) => (amounts.includes(at + 3) ? (Number(cell) * size).toFixed(2) : cell));
      return [...Object.values(place), ...sized].join(",");
    }),
  );
  return [head, ...placed, ""].join("\n");
}
