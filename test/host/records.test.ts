import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import { type Parts } from "../../src/parts";
import { extensionParts } from "../support/extensionParts";
import { type ObjectNode } from "../../src/ui/explorer/nodes";
import { demoObjects } from "../support/demoObjects";
import { until } from "../support/until";

describe("the record of an object", function () {
  this.timeout(180_000);
  let parts: Parts;
  let model: ObjectNode;
  let uploads: readonly ObjectNode[];

  before(async () => {
    parts = await extensionParts();
    await vscode.commands.executeCommand("alviss.sandbox.loadDemo");
    const models = await until(
      () => demoObjects(parts, "model"),
      (all) => all.some(({ record }) => record.phase === "done"),
      120_000,
    );
    assert.ok(models[0]);
    [model] = models as [ObjectNode];
    uploads = await demoObjects(parts, "upload");
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await parts.sandbox.stop();
  });

  const url = () => model.connection.server.apiUrl;
  const token = async (): Promise<string> => (await parts.sandbox.token(model.connection.server)) ?? "";
  const fetched = async (path: string): Promise<string> => {
    const answer = await fetch(`${url()}${path}`, { headers: { Authorization: `Bearer ${await token()}` } });
    return answer.text();
  };
  const pathOf = (node: ObjectNode): string => {
    const collection = node.kind === "upload" ? "datauploads" : "models";
    return `/projects/${node.project.team}/${node.project.id}/${collection}/${node.record.id}`;
  };

  it("is copied as a call that a shell can run, one a line, without the token", async () => {
    await vscode.commands.executeCommand("alviss.copyRequest", uploads[0], uploads.slice(0, 2));
    const copied = await vscode.env.clipboard.readText();
    const lines = copied.split("\n");
    assert.equal(lines.length, 2);
    assert.ok(!copied.includes(await token()));
    assert.match(copied, /"Authorization: Bearer \$ALVISS_TOKEN"/);
    for (const [index, line] of lines.entries()) {
      const env = { ...process.env, ALVISS_TOKEN: await token() };
      const answer = execFileSync("sh", ["-c", `${line} --silent`], { env, encoding: "utf8" });
      const upload = uploads[index];
      assert.ok(upload);
      assert.equal(answer, await fetched(pathOf(upload)));
    }
  });

  it("is copied as a path below the address of the API", async () => {
    await vscode.commands.executeCommand("alviss.copyApiPath", model, [model]);
    assert.equal(await vscode.env.clipboard.readText(), pathOf(model));
  });

  it("opens as the characters of the server, with a line for each value", async () => {
    await vscode.commands.executeCommand("alviss.openRecord", model);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, "alviss-record");
    assert.equal(document.languageId, "json");
    assert.equal(document.uri.path, "/Model 1.json");
    const text = document.getText();
    assert.equal(text.replaceAll(/\n\s*/g, "").replaceAll('": ', '":'), await fetched(pathOf(model)));
    assert.ok(text.split("\n").length > 20);
  });

  it("is compared with another of its kind in the diff editor", async () => {
    await vscode.commands.executeCommand("alviss.record.compare", uploads[0], uploads.slice(0, 2));
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.deepEqual([input.original.path, input.modified.path], ["/Upload 104.json", "/Upload 103.json"]);
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, "Upload 104 ↔ Upload 103");
  });

  it("says why two records of different kinds are not compared, and opens nothing", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.commands.executeCommand("alviss.record.compare", model, [model, uploads[0]]);
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab, undefined);
  });

  it("is exported as the steps that made it, in a new Python document without the token", async () => {
    await vscode.commands.executeCommand("alviss.export.python", model);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, "python");
    const text = document.getText();
    assert.match(text, /^"""Makes Model 1 of project Nordic Coffee \(demo\) again\.$/m);
    assert.match(text, /^ {4}model_1 = build_model\(dataset_1, /m);
    assert.ok(text.includes(`os.environ.get("ALVISS_API", "${url()}")`));
    assert.ok(!text.includes(await token()));
  });

  it("is read again by a document whose window was reloaded", async () => {
    const query = JSON.stringify(["sandbox", model.project.team, model.project.id, "model", model.record.id]);
    const uri = vscode.Uri.from({ scheme: "alviss-record", path: "/Model 1.json", query });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(), /"IId": 1,/);
    const wrong = vscode.Uri.from({ scheme: "alviss-record", path: "/x.json", query: "[]" });
    assert.match((await vscode.workspace.openTextDocument(wrong)).getText(), /^\/\/ This address names no record/);
  });
});
