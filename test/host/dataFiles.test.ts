import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { type Parts } from "../../src/parts";
import { extensionParts } from "../support/extensionParts";
import { until } from "../support/until";

const SALES = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";
const weeks = ["2024-01-08", "2024-01-15", "2024-01-22"];
const rows = weeks.map((week) => `SWE,all,all,${week},Health,292,362.97`);
const good = [SALES, ...rows, ""].join("\n");

describe("a data file in an editor", function () {
  this.timeout(60_000);
  let folder: string;
  let parts: Parts;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "alviss-files-"));
    parts = await extensionParts();
  });

  afterEach(async () => {
    for (const key of [
      "check.enabled",
      "check.onType",
      "check.onOpen",
      "check.severity",
      "check.periodicity",
      "check.files",
    ])
      await vscode.workspace.getConfiguration("alviss").update(key, undefined, true);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const uriOf = (name: string) => vscode.Uri.file(join(folder, name));
  async function open(name: string, text: string | Uint8Array): Promise<vscode.TextDocument> {
    writeFileSync(join(folder, name), text);
    const document = await vscode.workspace.openTextDocument(uriOf(name));
    await vscode.window.showTextDocument(document);
    return document;
  }
  const marks = (uri: vscode.Uri) =>
    vscode.languages.getDiagnostics(uri).map(({ code, range, severity }) => {
      const { start, end } = range;
      return `${typeof code === "string" ? code : ""} ${start.line}:${start.character}-${end.line}:${end.character} ${vscode.DiagnosticSeverity[severity]}`;
    });
  const marked = (uri: vscode.Uri, wanted: readonly string[]) =>
    until(
      () => marks(uri),
      (found) => JSON.stringify(found) === JSON.stringify(wanted),
    );
  const lenses = async (uri: vscode.Uri): Promise<string[]> =>
    (await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri)).map(
      ({ command }) => command?.title ?? "",
    );
  const hasLens = (uri: vscode.Uri, part: string) =>
    until(
      () => lenses(uri),
      (titles) => titles.some((title) => title.includes(part)),
    );
  const edit = async (document: vscode.TextDocument, range: vscode.Range, text: string) => {
    const change = new vscode.WorkspaceEdit();
    change.replace(document.uri, range, text);
    await vscode.workspace.applyEdit(change);
  };

  it("is marked at the cell when it is opened, with the rule", async () => {
    const bad = good
      .replace("2024-01-15,Health,292", 'okt 2024,Hälsa & 日本,"3,14"')
      .replace("SWE,all,all,2024-01-22", "Sweden,all,all,2024-01-22");
    const { uri } = await open("Marked.csv", bad);
    await marked(uri, ["date 2:12-2:20 Error", "decimalComma 2:32-2:38 Error", "country 3:0-3:6 Error"]);
    const [first] = vscode.languages.getDiagnostics(uri);
    assert.equal(first?.source, "Alviss");
    assert.match(first.message, /^"okt 2024" is not a date\. Write year, month and day as YYYY-MM-DD/);
  });

  it("is checked anew while somebody types, also once its header is broken", async () => {
    const document = await open("Typed.csv", good);
    await hasLens(document.uri, "no findings");
    await edit(document, new vscode.Range(1, 30, 1, 33), "many");
    await marked(document.uri, ["number 1:30-1:34 Error"]);
    await edit(document, new vscode.Range(1, 30, 1, 34), "7");
    await marked(document.uri, []);
    await edit(document, new vscode.Range(0, 0, 0, 7), "Land");
    await until(
      () => marks(document.uri),
      (found) => found.some((mark) => mark.startsWith("missingColumn")),
    );
    assert.equal(readFileSync(document.uri.fsPath, "utf8"), good);
  });

  it("says above the first line what it is and holds", async () => {
    const { uri } = await open("Lens.csv", good);
    await hasLens(uri, "no findings");
    assert.deepEqual(await lenses(uri), [
      "Sales, long layout",
      "3 rows, 1 combination, 2024-01-08 to 2024-01-22, by week",
      "no findings",
      "Preview",
      "Upload...",
    ]);
  });

  it("shows the line of the other row with the same key", async () => {
    const { uri } = await open("Twice.csv", `${good}${rows[0]}`);
    await marked(uri, ["duplicateRow 4:0-4:40 Error"]);
    const [related] = vscode.languages.getDiagnostics(uri)[0]?.relatedInformation ?? [];
    assert.equal(related?.location.range.start.line, 1);
  });

  it("is left alone where it is no file of the platform", async () => {
    const other = await open("Other.csv", "DATE,revenue,tv\n2015-11-23,1,x\n");
    const { uri } = await open("Good.csv", good);
    await hasLens(uri, "no findings");
    assert.deepEqual([marks(other.uri), await lenses(other.uri)], [[], []]);
  });

  it("is offered to be split where it is a table of another tool, and is marked only when that is asked for", async () => {
    const robyn = "DATE,revenue,tv_S,facebook_I\n2023-11-20,100,10,500\n2023-11-27,110,12,600\n";
    const { uri } = await open("Robyn.csv", robyn);
    await hasLens(uri, "Split into Alviss Files...");
    assert.deepEqual([marks(uri), await lenses(uri)], [[], ["Split into Alviss Files..."]]);
    await vscode.commands.executeCommand("alviss.file.check", uri);
    assert.deepEqual(marks(uri), ["otherTool 0:0-0:28 Error"]);
    assert.deepEqual((await actionsAt(uri, 0, 0)).map(({ title }) => title).slice(0, 1), [
      "Split into Alviss Files...",
    ]);
    const desk = await parts.dataFiles.desk();
    const table = await desk.exportOf(uri);
    const [units] = table?.columns.filter(({ role }) => role === "money") ?? [];
    assert.ok(table && units);
    const media = table.columns.filter(({ medium }) => medium !== undefined);
    const choices = { country: "SWE", product: "x", units, price: 1, media, events: [], indicators: [] };
    const files = await desk.split(uri, { columns: table.columns, choices }, {});
    assert.ok(!("line" in files));
    assert.deepEqual(
      files.map(({ type, bytes }) => [type, new TextDecoder().decode(bytes).split("\n").length - 2]),
      [
        ["Sales", 2],
        ["Media", 4],
      ],
    );
  });

  it("says which of several numbers it means when it is told, for all of the file", async () => {
    const { uri } = await open("Open.csv", good.replace("292", '"1,234"').replace("292", "-").replace("292", "5 %"));
    await until(
      () => marks(uri),
      (found) => found.filter((mark) => /^(number|decimalComma)/.test(mark)).length === 3,
    );
    const document = await vscode.workspace.openTextDocument(uri);
    const titles = async (line: number) => (await actionsAt(uri, line, 31)).map(({ title }) => title);
    assert.deepEqual((await titles(1)).slice(0, 2), [
      "Read 1,234 as 1.234, and all numbers of the file alike",
      "Read 1,234 as 1234, and all numbers of the file alike",
    ]);
    assert.deepEqual((await titles(2)).slice(0, 2), ["Read all dashes as 0", "Read all dashes as no value"]);
    assert.deepEqual((await titles(3)).slice(0, 2), [
      "Read 5 % as 0.05, and all numbers of the file alike",
      "Read 5 % as 5, and all numbers of the file alike",
    ]);
    await run((await actionsAt(uri, 1, 31))[1]);
    assert.match(document.getText(), /Health,1234,/);
    await until(
      () => marks(uri),
      (found) => found.filter((mark) => /^(number|decimalComma)/.test(mark)).length === 2,
    );
    await run((await actionsAt(uri, 2, 31))[0]);
    assert.match(document.getText(), /Health,0,/);
  });

  it("offers to read a count with a period as thousands, and nothing for one that is no whole number", async () => {
    const visits = "Country,Region,Date,Channel,Visits\n";
    const { uri } = await open("Visits.csv", `${visits}SWE,all,2024-01-08,Web,1.234\nSWE,all,2024-01-15,Web,12.5\n`);
    await until(
      () => marks(uri),
      (found) => found.filter((mark) => mark.startsWith("wholeNumber")).length === 2,
    );
    const titles = async (line: number) => (await actionsAt(uri, line, 24)).map(({ title }) => title);
    assert.ok((await titles(1)).includes("Read 1.234 as 1234, and all numbers of the file alike"));
    assert.deepEqual(
      (await titles(2)).filter((title) => title.startsWith("Read")),
      [],
    );
  });

  it("follows the settings", async () => {
    const settings = vscode.workspace.getConfiguration("alviss");
    const more = ["2024-01-29", "2024-02-05"].map((week) => `SWE,all,all,${week},Health,1,2`);
    const document = await open("Settings.csv", `${good.replace("2024-01-15", "2024-01-16")}${more.join("\n")}`);
    await marked(document.uri, ["periodStart 2:12-2:22 Error"]);
    await settings.update("check.severity", { periodStart: "warning" }, true);
    await marked(document.uri, ["periodStart 2:12-2:22 Warning"]);
    await settings.update("check.severity", { periodStart: "off" }, true);
    await marked(document.uri, []);
    await settings.update("check.periodicity", "Month", true);
    await settings.update("check.severity", undefined, true);
    await until(
      () => marks(document.uri),
      (found) => found.filter((mark) => mark.startsWith("periodStart")).length === 5,
    );
    await settings.update("check.files", ["**/nothing.csv"], true);
    await marked(document.uri, []);
    await settings.update("check.files", undefined, true);
    await until(
      () => marks(document.uri),
      (found) => found.length > 0,
    );
    await settings.update("check.enabled", false, true);
    await marked(document.uri, []);
    await edit(document, new vscode.Range(0, 0, 0, 1), "C");
    await settings.update("check.enabled", true, true);
    await settings.update("check.periodicity", undefined, true);
    await marked(document.uri, ["periodStart 2:12-2:22 Error"]);
    await settings.update("check.onType", false, true);
    await edit(document, new vscode.Range(2, 12, 2, 22), "2024-01-15");
    await marked(document.uri, []);
    await document.save();
    await hasLens(document.uri, "no findings");
  });

  it("says that its letters were lost, or that it is saved in another encoding", async () => {
    const latin = await open("Latin.csv", Buffer.from(good.replaceAll("Health", "Hälsa"), "latin1"));
    await until(
      () => marks(latin.uri),
      (found) => found.length === 3 && found[0] === "encoding 1:23-1:28 Error",
    );
    const utf16 = await open("Utf16.csv", Buffer.from(`\ufeff${good}`, "utf16le"));
    await marked(utf16.uri, ["encoding 0:0-0:0 Error"]);
  });

  const actionsAt = (uri: vscode.Uri, line: number, character: number) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      new vscode.Range(line, character, line, character),
    );
  async function run(action: vscode.CodeAction | undefined): Promise<void> {
    assert.ok(action);
    if (action.edit) await vscode.workspace.applyEdit(action.edit);
    if (action.command)
      await vscode.commands.executeCommand(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
  }

  it("is put right by quick fixes: one cell, all alike, and dates with two readings", async () => {
    const bad = good.replaceAll("SWE", "Sweden").replace("362.97", '"362,97"');
    const document = await open("Fixes.csv", bad);
    await marked(document.uri, [
      ...["country 1:0-1:6 Error", "decimalComma 1:37-1:45 Error", "country 2:0-2:6 Error", "country 3:0-3:6 Error"],
    ]);
    const titles = (await actionsAt(document.uri, 1, 40)).map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 3), [
      "Change to 362.97",
      "Write all numbers with a period, without marks between thousands",
      "Fix the whole file, into a copy beside it...",
    ]);
    await run((await actionsAt(document.uri, 1, 40))[0]);
    const all = (await actionsAt(document.uri, 1, 1)).find(({ title }) => title === "Write all countries as ISO codes");
    await run(all);
    assert.equal(document.getText(), good);
    await vscode.commands.executeCommand("undo");
    assert.match(document.getText(), /Sweden/);

    const american = await open(
      "Dates.csv",
      good.replace("2024-01-08", "01/07/2024").replace("2024-01-15", "01/14/2024"),
    );
    await until(
      () => marks(american.uri),
      (found) => found.filter((mark) => mark.startsWith("date")).length === 2,
    );
    const wanted = "Read 01/07/2024 as 2024-01-07, and all dates of the file alike";
    await run((await actionsAt(american.uri, 1, 14)).find(({ title }) => title === wanted));
    assert.match(american.getText(), /2024-01-07[^]*2024-01-14/);
  });

  it("is put right whole in a copy beside it, which takes no other file's place", async () => {
    const german = good.replaceAll(",", ";").replaceAll("362.97", "362,97");
    const { uri } = await open("German.csv", german);
    const commas = [1, 2, 3].map((line) => `decimalComma ${line}:34-${line}:40 Error`);
    await marked(uri, ["separator 0:0-0:59 Error", ...commas]);
    for (const copy of ["German.fixed.csv", "German.fixed-2.csv"]) {
      await vscode.commands.executeCommand("alviss.file.fix", uri);
      assert.equal(readFileSync(join(folder, copy), "utf8"), good);
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(input instanceof vscode.TabInputTextDiff);
      assert.deepEqual([input.original.fsPath, input.modified.fsPath], [uri.fsPath, join(folder, copy)]);
    }
    assert.equal(readFileSync(uri.fsPath, "utf8"), german);
    writeFileSync(join(folder, "Fine.csv"), good);
    await vscode.commands.executeCommand("alviss.file.fix", uriOf("Fine.csv"));
    assert.ok(!existsSync(join(folder, "Fine.fixed.csv")));
  });

  it("sorts its rows as a source action", async () => {
    const document = await open("Sort.csv", [SALES, ...[...rows].reverse(), ""].join("\n"));
    await hasLens(document.uri, "no findings");
    const sort = (await actionsAt(document.uri, 0, 0)).find(({ title }) => title.startsWith("Sort rows"));
    await run(sort);
    assert.equal(document.getText(), good);
  });

  it("explains the columns of its header, and offers names and values", async () => {
    const document = await open("Hover.csv", good);
    await hasLens(document.uri, "no findings");
    const end = document.lineAt(0).text.length;
    await edit(document, new vscode.Range(0, end - "PricePerUnit".length, 0, end), "");
    await until(
      () => marks(document.uri),
      (found) => found.length > 0,
    );
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      new vscode.Position(0, 43),
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((c) => (typeof c === "string" ? c : c.value)))
      .join("\n");
    assert.match(text, /\*\*UnitsSold\*\*: What was sold.*\n.*Required in a Sales file.*\n.*Unit: units.*\n.*`292`/);
    const offered = async (line: number, character: number) => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        new vscode.Position(line, character),
      );
      return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    };
    const names = await offered(0, document.lineAt(0).text.length);
    assert.ok(names.includes("PricePerUnit") && names.includes("ProfitPerUnit"), names.join());
    assert.ok(!names.includes("Date"), names.join());
    assert.ok((await offered(1, 25)).includes("Health"));
  });

  it("keeps the type that the user gave it", async () => {
    const { uri } = await open("Given.csv", "Country,Region,Date,Score\nSWE,all,2024-01-08,x\n");
    const desk = await parts.dataFiles.desk();
    await desk.chooseType(uri, "Brand");
    await hasLens(uri, "Brand, long layout");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    await hasLens(uri, "Brand, long layout");
    await desk.chooseType(uri, undefined);
    assert.equal(desk.typeOf(uri), undefined);
  });

  it("is checked whole on command, however large and of whatever kind, and nothing is changed", async () => {
    const wide = ["Country,SWE", "Region,all", "Indicator,CCI", "2024-01-08,x"].join("\n");
    writeFileSync(join(folder, "Wide.csv"), wide);
    writeFileSync(join(folder, "Bomb.xlsx"), "PK\u0003\u0004 no archive");
    const before = readdirSync(folder).sort();
    await vscode.commands.executeCommand("alviss.file.check", uriOf("Wide.csv"), [
      uriOf("Wide.csv"),
      uriOf("Bomb.xlsx"),
    ]);
    assert.deepEqual(marks(uriOf("Wide.csv")), ["number 3:11-3:12 Error"]);
    assert.deepEqual(marks(uriOf("Bomb.xlsx")), ["workbook 0:0-0:0 Error"]);
    assert.deepEqual(readdirSync(folder).sort(), before);
    assert.equal(readFileSync(join(folder, "Wide.csv"), "utf8"), wide);
  });

  it("is written in the other layout beside itself, and opened", async () => {
    writeFileSync(join(folder, "Layout.csv"), good);
    await vscode.commands.executeCommand("alviss.file.convertLayout", uriOf("Layout.csv"));
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, join(folder, "Layout.wide.csv"));
    await hasLens(uriOf("Layout.wide.csv"), "Sales, wide layout");
    await vscode.commands.executeCommand("alviss.file.convertLayout", uriOf("Layout.wide.csv"));
    assert.equal(readFileSync(join(folder, "Layout.wide.long.csv"), "utf8"), good);
    assert.equal(readFileSync(join(folder, "Layout.csv"), "utf8"), good);
  });

  it("is shown as what is in it, in an editor of its own, for texts and workbooks", async () => {
    for (const name of ["Good.csv", "Bomb.xlsx"]) {
      writeFileSync(join(folder, name), name === "Good.csv" ? good : "PK\u0003\u0004 no archive");
      await vscode.commands.executeCommand("alviss.file.preview", uriOf(name));
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(input instanceof vscode.TabInputCustom);
      assert.deepEqual([input.viewType, input.uri.fsPath], ["alviss.dataPreview", join(folder, name)]);
    }
  });

  it("is recognised once its first lines make a file of the platform of it", async () => {
    const other = good.replace("Country", "Land");
    const document = await open("Later.csv", other);
    await edit(document, new vscode.Range(3, 0, 3, 3), "swe");
    await edit(document, new vscode.Range(0, 0, 0, 4), "Country");
    await marked(document.uri, ["country 3:0-3:3 Error"]);
  });

  it("begins from a template, as a new text that is checked and not yet saved", async () => {
    const running = vscode.commands.executeCommand("alviss.file.newTemplate", vscode.Uri.file(folder));
    let ended = false;
    const end = () => (ended = true);
    running.then(end, end);
    const accept = "workbench.action.acceptSelectedQuickOpenItem";
    await until(
      async () => {
        await vscode.commands.executeCommand(accept);
        return ended;
      },
      (whether) => whether,
    );
    await running;
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, "untitled");
    assert.match(document.getText(), /^Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit,ProfitPerUnit\n/);
    await hasLens(document.uri, "no findings");
    assert.ok(!existsSync(document.uri.fsPath));
  });
});
