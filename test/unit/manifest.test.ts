import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getL10nJson } from "@vscode/l10n-dev";
import { commandIds } from "../../src/ui/commands/commandIds";
import { fitsSetting, type SettingKey } from "../../src/ui/kit/settingTypes";
import { contextSamples } from "../support/contextSamples";

interface MenuEntry {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

interface SettingSchema {
  readonly scope?: string;
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon?: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly when?: string; readonly contents: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly configuration: readonly { readonly properties: Readonly<Record<string, SettingSchema>> }[];
  };
}

const root = join(import.meta.dirname, "..", "..");
const text = readFileSync(join(root, "package.json"), "utf8");
const manifest = JSON.parse(text) as Manifest;
const nls = JSON.parse(readFileSync(join(root, "package.nls.json"), "utf8")) as Readonly<Record<string, string>>;
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => /^(ui[\\/]|extension)/.test(file) && file.endsWith(".ts"))
  .map((file) => readFileSync(join(root, "src", file), "utf8"));
const source = (file: string): string => readFileSync(join(root, "src", file), "utf8");

const { contributes } = manifest;
const menuEntries = Object.values(contributes.menus).flat();
const settings = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
const inMenu = (menu: string): readonly MenuEntry[] => contributes.menus[menu] ?? [];
const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();

const pattern = /viewItem =~ \/(.+)\/$/;
const patternOf = ({ when }: MenuEntry): RegExp => new RegExp(pattern.exec(when ?? "")?.[1] ?? "(?!)");

/** The commands whose menu entries fit a context value, in the order of their groups. */
function offered(view: string, contextValue: string, inline: boolean): string[] {
  return inMenu("view/item/context")
    .filter((entry) => entry.when?.startsWith(`view == ${view} `) && patternOf(entry).test(contextValue))
    .filter(({ group }) => (group?.startsWith("inline") ?? false) === inline)
    .sort((one, other) => (one.group ?? "").localeCompare(other.group ?? ""))
    .map(({ command }) => command.replace("alviss.", ""));
}

describe("package.json and the code", () => {
  it("have the same commands", () => {
    assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), sorted(commandIds));
  });

  it("name only contributed commands in menus and welcome texts", () => {
    const known = new Set<string>(commandIds);
    const linked = contributes.viewsWelcome.flatMap(({ contents }) =>
      [...(nls[contents.slice(1, -1)] ?? "").matchAll(/\(command:([\w.]+)\)/g)].map((match) => match[1] ?? ""),
    );
    assert.deepEqual(
      [...menuEntries.map(({ command }) => command), ...linked].filter((id) => !known.has(id)),
      [],
    );
  });

  it("have the same views", () => {
    const created = sources.flatMap((code) =>
      [...code.matchAll(/createTreeView<\w+>\(\s*"([\w.]+)"/g)].map((match) => match[1] ?? ""),
    );
    const declared = Object.values(contributes.views).flat();
    assert.deepEqual(sorted(declared.map(({ id }) => id)), sorted(created));
    assert.deepEqual(
      Object.keys(contributes.views),
      contributes.viewsContainers.activitybar.map(({ id }) => id),
    );
    assert.ok(declared.every(({ icon }) => icon !== undefined));
  });

  it("have the same texts to translate", () => {
    assert.deepEqual(
      sorted([...text.matchAll(/"%([\w.+-]+)%"/g)].map((match) => match[1] ?? "")),
      sorted(Object.keys(nls)),
    );
  });

  it("have the same settings", () => {
    const typed = [...source("ui/kit/settingTypes.ts").matchAll(/readonly "([\w.]+)":/g)].map(
      (match) => `alviss.${match[1]}`,
    );
    const inWhen = [...text.matchAll(/config\.(alviss\.[\w.]+)/g)].map((match) => match[1] ?? "");
    assert.deepEqual(sorted([...typed, ...inWhen]), sorted(settings));
    for (const key of typed) {
      const name = key.replace("alviss.", "");
      assert.ok(
        sources.some(
          (code) =>
            code.includes(`setting("${name}")`) || code.includes(`"${name}" |`) || code.includes(`Step("${name}")`),
        ),
        `${key} is read nowhere`,
      );
    }
  });

  it("agree on what a setting may hold", () => {
    const bad: Readonly<Record<string, readonly unknown[]>> = {
      "model.trainShare": [0, 1, "0.5", Number.NaN],
      "model.refit": [null, {}, { epochs: 0, learning_rate: 0.1, samples: 1 }],
      "api.uploadTypes": ["Sales", ["Sales", 1]],
      "attribution.samples": [0, 1.5, "many"],
      "notifications.level": ["loud"],
      "sandbox.engine": ["stan"],
    };
    for (const { properties } of contributes.configuration) {
      for (const [id, { default: usual, type }] of Object.entries(properties)) {
        const key = id.replace("alviss.", "") as SettingKey;
        if (id === "alviss.explorer.menu") continue; // read by package.json alone
        assert.ok(fitsSetting(key, usual), `${id}: its default does not fit`);
        assert.equal(fitsSetting(key, null), [type].flat().includes("null"), id);
        for (const value of [...(bad[key] ?? []), undefined])
          assert.ok(!fitsSetting(key, value), `${id}: ${JSON.stringify(value)} fits`);
      }
    }
    const share = contributes.configuration.flatMap(({ properties }) => properties["alviss.model.trainShare"] ?? []);
    assert.deepEqual([share[0]?.exclusiveMinimum, share[0]?.exclusiveMaximum], [0, 1]);
  });

  it("have the same context keys", () => {
    const declared = /type ContextKey = ([^;]+);/.exec(source("ui/kit/contextKeys.ts"))?.[1] ?? "";
    const views = new Set(Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id)));
    const whens = [...menuEntries, ...contributes.viewsWelcome].map(({ when }) => (when ?? "").replace(/\/.*\//, ""));
    const used = whens.flatMap((when) => [...when.matchAll(/(?<!config\.)\balviss\.\w+/g)].map(([key]) => key));
    assert.deepEqual(
      sorted(used.filter((key) => !views.has(key))),
      sorted([...declared.matchAll(/"([\w.]+)"/g)].map((match) => match[1] ?? "")),
    );
  });

  it("have the same texts of the interface, in the bundle that translators get", async function () {
    this.timeout(60_000);
    const bundle: unknown = JSON.parse(readFileSync(join(root, "l10n", "bundle.l10n.json"), "utf8"));
    const found = await getL10nJson(sources.map((contents) => ({ extension: ".ts" as const, contents })));
    assert.deepEqual(bundle, found, "run: npx vscode-l10n-dev export -o l10n src");
  });

  it("restore the webviews that a window had open", () => {
    const types = sources.flatMap((code) =>
      [...code.matchAll(/ViewType = "([\w.]+)"/g)].map((match) => `onWebviewPanel:${match[1]}`),
    );
    assert.deepEqual(sorted(manifest.activationEvents), sorted([...types, "onStartupFinished"]));
  });
});

describe("the menus", () => {
  it("have no pattern that fits no node", () => {
    const values = Object.values(contextSamples);
    const idle = inMenu("view/item/context").filter((entry) => !values.some((value) => patternOf(entry).test(value)));
    assert.deepEqual(idle, []);
  });

  it("show at most two icons in a row and three in a title", () => {
    for (const [name, value] of Object.entries(contextSamples)) {
      for (const view of ["alviss.projects", "alviss.jobs"])
        assert.ok(offered(view, value, true).length <= 2, `${name}: ${offered(view, value, true).join()}`);
    }
    for (const view of ["alviss.projects", "alviss.jobs"]) {
      const icons = inMenu("view/title").filter(
        ({ when, group }) => when?.includes(`view == ${view}`) && group?.startsWith("navigation"),
      );
      assert.ok(icons.length >= 1 && icons.length <= 3);
    }
  });

  it("offer the next steps of the main job where a user looks for them", () => {
    const steps: Readonly<Record<string, string>> = {
      "upload done": "dataset.create",
      "dataset done in the sandbox": "graph.suggest",
      "dataset done, not active": "dataset.activate",
      "model done": "attribution.create",
      "attribution done in the sandbox": "results.open",
      "attribution done on a server without results": "attributionSet.align",
      "attribution set done, not active": "attributionSet.activate",
      "project that is not current": "project.setCurrent",
      "project under a refused token": "project.remove",
    };
    for (const [name, command] of Object.entries(steps)) {
      const value = contextSamples[name as keyof typeof contextSamples];
      assert.ok(offered("alviss.projects", value, false).includes(command), `${name} (${value}) lacks ${command}`);
    }
    assert.deepEqual(offered("alviss.jobs", contextSamples["job that made an upload"], true), [
      "dataset.create",
      "job.openLog",
    ]);
    assert.deepEqual(offered("alviss.jobs", contextSamples["job that made a model"], true), [
      "attribution.create",
      "job.openLog",
    ]);
  });

  it("offer nothing that cannot work", () => {
    const nothing: Readonly<Record<string, readonly string[]>> = {
      "model at work": ["model.refit", "attribution.create"],
      "dataset done on a server without extras": ["graph.suggest"],
      "attribution done on a server without results": ["results.open"],
      "active dataset": ["dataset.activate"],
      "model under a refused token": ["model.refit", "attribution.create", "model.remodelHigh"],
      "project under a refused token": ["upload.file"],
      "folder of uploads under a refused token": ["upload.file"],
      "folder of datasets under a refused token": ["dataset.create"],
      "attribution set done, not active": ["attributionSet.align", "results.open"],
      "sandbox that is stopped": ["sandbox.stop", "sandbox.restart", "signOut"],
      "cloud connection": ["sandbox.start", "sandbox.loadDemo"],
    };
    for (const [name, commands] of Object.entries(nothing)) {
      const value = contextSamples[name as keyof typeof contextSamples];
      const all = [...offered("alviss.projects", value, true), ...offered("alviss.projects", value, false)];
      assert.deepEqual(
        all.filter((command) => commands.includes(command)),
        [],
        `${name} (${value})`,
      );
    }
    const onCloud = contextSamples["job at work in the cloud"];
    assert.deepEqual(offered("alviss.jobs", onCloud, true), ["job.stopTracking", "job.openLog"]);
    assert.deepEqual(offered("alviss.jobs", contextSamples["job at work in the sandbox"], true), [
      "job.cancel",
      "job.openLog",
    ]);
  });

  it("let a job's row activate what it made, once, and stop tracking only what goes on without us", () => {
    const allOf = (name: keyof typeof contextSamples): string[] =>
      [true, false].flatMap((inline) => offered("alviss.jobs", contextSamples[name], inline));
    const both = ["dataset.activate", "attributionSet.activate"];
    const activating = (name: keyof typeof contextSamples): string[] => [
      ...new Set(allOf(name).filter((command) => both.includes(command))),
    ];
    assert.deepEqual(activating("job that made a dataset that is not active"), ["dataset.activate"]);
    assert.deepEqual(activating("job that made a dataset"), []);
    assert.deepEqual(activating("job that made an attribution set"), ["attributionSet.activate"]);
    assert.deepEqual(activating("job that activated an attribution set"), []);
    assert.ok(allOf("job that is paused").includes("job.stopTracking"));
    for (const name of ["job that sends its call", "job whose call may have been lost"] as const)
      assert.ok(!allOf(name).includes("job.stopTracking"), name);
  });

  it("put one entry into the Explorer, for data files only and without a key that activation sets", () => {
    const [entry, ...others] = inMenu("explorer/context");
    assert.equal(others.length, 0);
    assert.equal(entry?.group, "2_alviss@1");
    assert.match(entry.when ?? "", /^!explorerResourceIsFolder && resourceExtname =~ /);
    const extension = /=~ \/(.+)\/i/.exec(entry.when ?? "")?.[1] ?? "";
    for (const name of [".csv", ".CSV", ".xlsx"]) assert.match(name, new RegExp(extension, "i"));
    for (const name of [".txt", ".csv.bak", ".json"]) assert.doesNotMatch(name, new RegExp(extension, "i"));
  });

  it("leave addresses to the user's own settings", () => {
    for (const { properties } of contributes.configuration)
      for (const [key, { scope }] of Object.entries(properties))
        if (/Url$|Folder$|maxWorkers$/.test(key)) assert.ok(scope === "application" || scope === "machine", key);
  });
});
