import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { contextSamples } from "../support/contextSamples";

interface MenuEntry {
  readonly command?: string;
  readonly when?: string;
  readonly group?: string;
}

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
  readonly icon?: string;
}

const root = join(import.meta.dirname, "..", "..");
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), "utf8"));
const { contributes } = read("package.json") as {
  contributes: { commands: readonly Command[]; menus: Readonly<Record<string, readonly MenuEntry[]>> };
};
const nls = read("package.nls.json") as Readonly<Record<string, string>>;
const { commands, menus } = contributes;
const titleOf = ({ title }: Command): string => nls[title.slice(1, -1)] ?? "";

/** Words that a title keeps small, and names that are spelled as they are. */
const small = /^(a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|with|curl)$/;

/** The icon of each command that has one in the design; where a row has two states, that of its own. */
const icons: Readonly<Record<string, string>> = {
  "signIn replaceToken": "key",
  signOut: "sign-out",
  "openTokenPage openInBrowser": "link-external",
  testConnection: "plug",
  "project.add dataset.create": "add",
  "project.switch": "arrow-swap",
  "project.setCurrent": "pass",
  "project.pin": "pin",
  refresh: "refresh",
  filter: "filter",
  clearFilter: "filter-filled",
  "upload.file": "cloud-upload",
  "graph.suggest": "sparkle",
  "file.check": "checklist",
  "file.fix": "wand",
  "upload.retry sandbox.restart": "debug-restart",
  "dataset.extend": "diff-added",
  "dataset.activate attributionSet.activate": "star",
  "dataset.showDates": "calendar",
  "model.refit": "sync",
  "model.remodelHigh": "type-hierarchy",
  "model.remodelLow": "circuit-board",
  "attribution.create": "pie-chart",
  "attributionSet.align": "layers",
  "pipeline.run": "run-all",
  "results.open": "graph",
  "export.python": "file-code",
  "job.show job.openLog": "output",
  "job.stopTracking": "debug-disconnect",
  "job.resume": "debug-continue",
  "job.cancel sandbox.stop": "debug-stop",
  "job.clearFinished": "clear-all",
  "sandbox.start": "play",
  "sandbox.loadDemo": "beaker",
  "demo.copyFiles": "folder-opened",
  "sandbox.reset": "trash",
  openApiDocs: "book",
};

/** Run by the click of a row that says so. */
const rows: Readonly<Record<string, string>> = {
  "alviss.loadMore": "Load more (",
  "alviss.project.showHidden": "All projects here are hidden.",
};

/** What VS Code itself sets, as far as our conditions ask for it. */
const ofVscode =
  /^(view|viewItem|explorerResourceIsFolder|resourceExtname|resourceScheme|resourceLangId|resourceFilename|isWorkspaceTrusted|isInDiffEditor|activeEditor|activeCustomEditorId|editorLangId|listMultiSelection|resource)$/;

describe("every command of package.json", () => {
  it("has a category, and a title in title case without a full stop", () => {
    for (const command of commands) {
      assert.equal(command.category, "Alviss", command.command);
      const title = titleOf(command);
      assert.match(title, /^[A-Z][^.]*(\.\.\.)?$/, command.command);
      for (const word of title
        .replace("...", "")
        .split(/[\s-]+/)
        .slice(1))
        assert.ok(small.test(word) || /^[A-Z]/.test(word), `${command.command}: "${word}" in "${title}"`);
    }
  });

  it("has the icon that it is known by", () => {
    const known = new Map(commands.map(({ command, icon }) => [command, icon]));
    for (const [ids, icon] of Object.entries(icons))
      for (const id of ids.split(" ")) assert.equal(known.get(`alviss.${id}`), `$(${icon})`, id);
  });

  it("has an icon where it stands in a row or in a title", () => {
    const shown = [...(menus["view/item/context"] ?? []), ...(menus["view/title"] ?? [])].filter(({ group }) =>
      /^(inline|navigation)/.test(group ?? ""),
    );
    for (const { command: id } of shown) assert.ok(commands.find(({ command }) => command === id)?.icon, id);
  });

  it("can be reached: by the palette, a menu, or the click of a row", () => {
    const hidden = new Set(
      (menus["commandPalette"] ?? []).filter(({ when }) => when === "false").map(({ command }) => command),
    );
    const inMenus = new Set(
      Object.entries(menus).flatMap(([menu, entries]) =>
        menu === "commandPalette" ? [] : entries.map(({ command }) => command),
      ),
    );
    for (const { command } of commands)
      assert.ok(!hidden.has(command) || inMenus.has(command) || command in rows, command);
  });

  it("is run by a test in a real VS Code: by its id, its title or the row that one clicks", () => {
    const tests = ["host", "workbench"].flatMap((world) => {
      const folder = join(root, "test", world);
      return readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
    });
    const gestures = readFileSync(join(root, "test", "support", "workbench.ts"), "utf8");
    const untested = commands.filter((command) => {
      const id = command.command;
      const ways = [`"${id}"`, `"${titleOf(command)}"`, `"Alviss: ${titleOf(command)}"`, rows[id] ?? `"${id}"`];
      return ![...tests, gestures].some((text) => ways.some((way) => text.includes(way)));
    });
    assert.deepEqual(
      untested.map(({ command }) => command),
      [],
    );
  });
});

describe("every condition of a menu", () => {
  const entries = Object.values(menus).flat();

  it("asks for no context that nobody sets", () => {
    const declared = readFileSync(join(root, "src", "ui", "kit", "contextKeys.ts"), "utf8");
    for (const { when = "", command } of entries) {
      const words = when
        .replaceAll(/=~ \/(\\.|[^/\\])+\/i?/g, "")
        .replaceAll(/(==|!=) [^\s)]+/g, "")
        .match(/[A-Za-z][\w.]*/g);
      for (const word of words ?? []) {
        if (["true", "false", "in", "not"].includes(word) || ofVscode.test(word) || /^config\.alviss\./.test(word))
          continue;
        assert.ok(declared.includes(`"${word}"`), `${command}: nobody sets "${word}"`);
      }
    }
  });

  it("fits at least one kind of row, and names none that does not exist", () => {
    const samples = Object.values(contextSamples);
    const kinds = new Set(samples.map((value) => value.split(";")[0]));
    for (const { when = "", command } of menus["view/item/context"] ?? []) {
      const pattern = /viewItem =~ \/(.+)\/$/.exec(when)?.[1];
      assert.ok(pattern, `${command}: no pattern`);
      const fitting = samples.filter((value) => new RegExp(pattern).test(value));
      assert.ok(fitting.length > 0, `${command}: ${pattern} fits no row`);
      const named = /^\^alviss\\\.\(?([\w|]+)\)?/.exec(pattern)?.[1]?.split("|") ?? [];
      for (const kind of named) {
        assert.ok(kinds.has(`alviss.${kind}`), `${command}: there are no rows of ${kind}`);
        // Where an object stands is a flag that any kind of object may have.
        const placed = samples.flatMap((value) => [value, `${value};part`, `${value};known`]);
        const fits = placed.some(
          (value) => value.split(";")[0] === `alviss.${kind}` && new RegExp(pattern).test(value),
        );
        assert.ok(fits, `${command}: never for ${kind}`);
      }
    }
  });
});
