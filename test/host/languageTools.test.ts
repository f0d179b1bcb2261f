import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { type Parts } from "../../src/parts";
import { extensionParts } from "../support/extensionParts";
import { readNames, writeNames } from "../../src/ui/languageTools/toolNames";
import { until } from "../support/until";

interface Listed {
  readonly objects: readonly { readonly id: string; readonly state: string; readonly active?: boolean }[];
  readonly nextOffset?: number;
}

describe("the language-model tools that read", function () {
  this.timeout(180_000);
  let parts: Parts;
  const demo = { team: 2, project: 2 };

  const invoke = async (name: string, input: object): Promise<unknown> => {
    const token = new vscode.CancellationTokenSource().token;
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
    const [part] = content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    assert.ok(part.value.length <= 15_000);
    const { token: secret } = JSON.parse((await parts.secrets.get("sandbox.session")) ?? "{}") as { token?: string };
    assert.ok(secret === undefined || !part.value.includes(secret));
    return JSON.parse(part.value);
  };

  before(async () => {
    parts = await extensionParts();
    await vscode.commands.executeCommand("alviss.sandbox.loadDemo");
    await until(
      () => invoke("alviss_list_objects", { kind: "attributionSet", ...demo }) as Promise<Listed>,
      ({ objects }) => objects.some(({ state }) => state === "done"),
      120_000,
    );
  });
  after(() => parts.sandbox.stop());

  it("are all there under the names of package.json, and those that write are not while that is off", async () => {
    const manifest = JSON.parse(readFileSync(join(rootOf(), "package.json"), "utf8")) as {
      contributes: { languageModelTools: readonly { name: string; when: string }[] };
    };
    const declared = manifest.contributes.languageModelTools;
    assert.deepEqual(
      declared.map(({ name }) => name),
      [...readNames, ...writeNames],
    );
    // The npm-served VS Code 1.100 lists no tools of extensions, and invokes them all the same.
    if (!vscode.version.startsWith("1.100."))
      await until(
        () => new Set(vscode.lm.tools.map(({ name }) => name)),
        (known) => readNames.every((name) => known.has(name)),
      );
    for (const { name, when } of declared)
      assert.equal(/tools\.allowWrites/.test(when), (writeNames as readonly string[]).includes(name), name);
  });

  it("list projects and objects, by pages", async () => {
    const { projects } = (await invoke("alviss_list_objects", { kind: "project" })) as {
      projects: readonly { project: string; name: string }[];
    };
    assert.ok(projects.some(({ project, name }) => project === "2" && name === "Nordic Coffee (demo)"));
    const first = (await invoke("alviss_list_objects", { kind: "upload", limit: 3, ...demo })) as Listed;
    assert.deepEqual([first.objects.map(({ id }) => id), first.nextOffset], [["104", "103", "102"], 3]);
    const rest = (await invoke("alviss_list_objects", { kind: "upload", offset: 3, ...demo })) as Listed;
    assert.deepEqual([rest.objects.map(({ id }) => id), rest.nextOffset], [["101"], undefined]);
  });

  it("read a record with its long lists shortened", async () => {
    const { record } = (await invoke("alviss_get_object", { kind: "model", id: "1", ...demo })) as {
      record: { TrainDates: unknown; Country: string };
    };
    assert.deepEqual(record.TrainDates, { count: 117, first: "2022-01-03", last: "2024-03-25" });
    assert.equal(record.Country, "SWE");
  });

  it("read results with units, interval and whose numbers they are", async () => {
    const found = (await invoke("alviss_get_results", { attribution: 1, ...demo })) as {
      label: string;
      units: string;
      interval: number;
      roi: readonly { channel: string; low: number; roi: number; high: number }[];
    };
    assert.match(found.label, /not Alviss's own/);
    assert.match(found.units, /units sold/);
    assert.equal(found.interval, 0.9);
    const tv = found.roi.find(({ channel }) => channel === "TV");
    assert.ok(tv && tv.low < tv.roi && tv.roi < tv.high);
  });

  it("tell of jobs, of file types, and of what is wrong with a file", async () => {
    assert.ok(Array.isArray(await invoke("alviss_get_job", {})));
    const { columns } = (await invoke("alviss_describe_data_format", { type: "Sales" })) as {
      columns: readonly { name: string }[];
    };
    assert.ok(columns.some(({ name }) => name === "UnitsSold"));
    const check = (await invoke("alviss_check_file", { file: "Sales.csv" })) as {
      summary: { type: string; rows: number };
    };
    assert.deepEqual([check.summary.type, check.summary.rows], ["Sales", 312]);
    const wrong = (await invoke("alviss_check_file", { file: "Sales.csv", type: "Media" })) as {
      findings: readonly { line: number; character: number; message: string }[];
    };
    assert.deepEqual([wrong.findings[0]?.line, wrong.findings[0]?.character], [1, 1], JSON.stringify(wrong.findings));
  });

  it("say what to do next where something is missing", async () => {
    for (const [name, input, words] of [
      ["alviss_get_object", { kind: "model", ...demo }, /Say "id": alviss_list_objects/],
      ["alviss_get_object", { kind: "model", id: 99, ...demo }, /The server does not have this/],
      ["alviss_list_objects", { kind: "upload", connection: "elsewhere" }, /Say "connection", one of: "sandbox"/],
      ["alviss_check_file", { file: "../../etc/passwd" }, /There is no file/],
      ["alviss_check_file", { file: "/etc/passwd" }, /There is no file/],
      ["alviss_get_job", { job: "none" }, /There is no such job/],
    ] as const)
      await assert.rejects(invoke(name, input), words, name);
  });

  it("refuse to write while that is off, without a question", async () => {
    await assert.rejects(
      invoke("alviss_create_dataset", { uploads: [101], ...demo }),
      /has not allowed tools|was not contributed|does not have an implementation|not found|Unknown tool/i,
    );
    const { objects } = (await invoke("alviss_list_objects", { kind: "dataset", ...demo })) as Listed;
    assert.deepEqual(
      objects.map(({ id }) => id),
      ["1"],
    );
  });
});

const rootOf = (): string => vscode.extensions.getExtension("alviss-vscode.alviss-vscode")?.extensionPath ?? "";
