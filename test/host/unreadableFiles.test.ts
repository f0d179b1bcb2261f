import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { type Parts } from "../../src/parts";
import { type FileDesk } from "../../src/ui/dataFiles/fileDesk";
import { extensionParts } from "../support/extensionParts";

const SALES = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";
const row = "SWE,all,all,2024-01-08,Health,292,362.97\n";

describe("a data file that cannot be read", function () {
  this.timeout(60_000);
  let folder: string;
  let parts: Parts;
  let desk: FileDesk;
  let runs: number;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "alviss-unreadable-"));
    parts = await extensionParts();
    desk = await parts.dataFiles.desk();
    writeFileSync(join(folder, "Good.csv"), `${SALES}\n${row}`);
    await desk.check(uriOf("Good.csv"));
    runs = parts.jobs.runs.length;
  });
  afterEach(() => assert.equal(parts.jobs.runs.length, runs, "something was sent"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const uriOf = (name: string) => vscode.Uri.file(join(folder, name));
  /** What is in the folder, to the last byte. */
  const contents = () =>
    readdirSync(folder)
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [
        name,
        createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex"),
      ]);

  /** All that can be done with a file says the same. */
  async function refused(uri: vscode.Uri, sentence: string): Promise<void> {
    const doings: Readonly<Record<string, () => Promise<unknown>>> = {
      look: () => desk.look([uri]),
      check: () => desk.check(uri),
      recognise: () => desk.recognise(uri),
      mended: () => desk.mended(uri, { kinds: ["dates"] }, {}),
      rewritten: () => desk.rewritten(uri, "otherLayout", {}),
      exportOf: () => desk.exportOf(uri),
    };
    for (const [name, doing] of Object.entries(doings))
      await assert.rejects(doing(), { name: "Refusal", message: sentence }, name);
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
  }

  it("says that nobody may read it", async function () {
    // The host does too much of its own for laying down the rights of root meanwhile.
    if (process.getuid?.() === 0) this.skip();
    const before = contents();
    const path = join(folder, "Good.csv");
    chmodSync(path, 0);
    await refused(uriOf("Good.csv"), "Good.csv cannot be read: you may not read it.");
    chmodSync(path, 0o600);
    assert.deepEqual(contents(), before);
    assert.equal((await desk.check(uriOf("Good.csv"))).summary.rows, 1);
  });

  it("says that it is a folder, in spite of its name", async () => {
    mkdirSync(join(folder, "x.csv"));
    await refused(uriOf("x.csv"), "x.csv cannot be read: it is a folder.");
    assert.deepEqual(readdirSync(join(folder, "x.csv")), []);
  });

  it("says that it is gone, in any file system", async () => {
    await refused(uriOf("Gone.csv"), "Gone.csv cannot be read: it is not there any more.");
    const elsewhere = vscode.workspace.registerFileSystemProvider("elsewhere", new NoFiles());
    try {
      const uri = vscode.Uri.parse("elsewhere:/Gone.csv");
      await refused(uri, "Gone.csv cannot be read: it is not there any more.");
      const locked = vscode.Uri.parse("elsewhere:/Locked.csv");
      await refused(locked, "Locked.csv cannot be read: you may not read it.");
    } finally {
      elsewhere.dispose();
    }
  });

  it("says that it is empty, and makes nothing of it", async () => {
    writeFileSync(join(folder, "Empty.csv"), "");
    const before = contents();
    const uri = uriOf("Empty.csv");
    const { summary, findings } = await desk.check(uri);
    assert.deepEqual(
      findings.map(({ rule, message }) => [rule, message]),
      [["emptyFile", "The file is empty. It needs a header and at least one row."]],
    );
    assert.equal(summary.rows, 0);
    assert.equal(vscode.languages.getDiagnostics(uri)[0]?.range.isEmpty, true);
    assert.deepEqual(await desk.look([uri]), [{ uri, name: "Empty.csv", size: 0, guess: undefined }]);
    await vscode.commands.executeCommand("alviss.file.fix", uri);
    assert.deepEqual(await desk.rewritten(uri, "otherLayout", {}), { unfit: "noType" });
    assert.equal(await desk.exportOf(uri), undefined);
    assert.deepEqual(contents(), before);
  });

  it("is read to its end where it goes while it is checked, and is not sent then", async () => {
    const path = join(folder, "Going.csv");
    writeFileSync(path, `${SALES}\n${row.repeat(400_000)}`);
    let gone = false;
    const onProgress = () => {
      if (!gone) unlinkSync(path);
      gone = true;
    };
    const { summary } = await desk.check(uriOf("Going.csv"), { onProgress });
    assert.deepEqual([gone, summary.rows], [true, 400_000]);
    assert.equal(await desk.stateOf(uriOf("Going.csv")), undefined);
    await assert.rejects(desk.look([uriOf("Going.csv")]), /Going\.csv cannot be read: it is not there any more\./);
  });
});

/** A file system in which nothing is there, and what is there may not be read. */
class NoFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  private fail(uri: vscode.Uri): never {
    throw uri.path.includes("Locked")
      ? vscode.FileSystemError.NoPermissions(uri)
      : vscode.FileSystemError.FileNotFound(uri);
  }
  stat = (uri: vscode.Uri) => this.fail(uri);
  readFile = (uri: vscode.Uri) => this.fail(uri);
  readDirectory = (uri: vscode.Uri) => this.fail(uri);
  createDirectory = (uri: vscode.Uri) => this.fail(uri);
  writeFile = (uri: vscode.Uri) => this.fail(uri);
  delete = (uri: vscode.Uri) => this.fail(uri);
  rename = (uri: vscode.Uri) => this.fail(uri);
  watch = () => new vscode.Disposable(() => undefined);
}
