import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RULE_IDS } from "../../src/dataFiles/rules";
import { commandIds } from "../../src/ui/commands/commandIds";
import { fitsSetting, type SettingKey, workspaceSettings } from "../../src/ui/kit/settingTypes";
import { contextSamples } from "../support/contextSamples";

interface MenuEntry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

interface SettingSchema {
  readonly scope?: string;
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly propertyNames?: { readonly enum: readonly string[] };
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

interface WalkthroughStep {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon?: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly when?: string; readonly contents: string }[];
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly WalkthroughStep[] }[];
    readonly languageModelTools?: readonly { readonly name: string; readonly when?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly submenus: readonly { readonly id: string }[];
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
const steps = contributes.walkthroughs.flatMap((one) => one.steps);

/** Every condition, without the regular expressions in it. */
const everyWhen = (): string[] =>
  [...menuEntries, ...contributes.viewsWelcome, ...(contributes.languageModelTools ?? [])].map(({ when }) =>
    (when ?? "").replace(/\/.*\/i?/, ""),
  );
const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();

const pattern = /viewItem =~ \/(.+)\/$/;
const patternOf = ({ when }: MenuEntry): RegExp => new RegExp(pattern.exec(when ?? "")?.[1] ?? "(?!)");

/** The commands whose menu entries fit a context value, in the order of their groups. */
function offered(view: string, contextValue: string, inline: boolean): string[] {
  return inMenu("view/item/context")
    .filter((entry) => entry.when?.startsWith(`view == ${view} `) && patternOf(entry).test(contextValue))
    .filter(({ group }) => (group?.startsWith("inline") ?? false) === inline)
    .sort((one, other) => (one.group ?? "").localeCompare(other.group ?? ""))
    .map(({ command }) => (command ?? "").replace("alviss.", ""));
}

describe("package.json and the code", () => {
  it("have the same commands", () => {
    assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), sorted(commandIds));
  });

  it("name only contributed commands in menus, welcome texts and the walkthrough", () => {
    const known = new Set<string>(commandIds);
    const texts = [...contributes.viewsWelcome.map(({ contents }) => contents), ...steps.map((one) => one.description)];
    const linked = texts.flatMap((key) =>
      [...(nls[key.slice(1, -1)] ?? "").matchAll(/\(command:([\w.]+)\)/g)].map((match) => match[1] ?? ""),
    );
    const awaited = steps.flatMap(({ completionEvents }) => completionEvents);
    const run = awaited.flatMap((event) => (event.startsWith("onCommand:") ? [event.slice(10)] : []));
    assert.deepEqual(
      [...menuEntries.flatMap(({ command }) => command ?? []), ...linked, ...run].filter((id) => !known.has(id)),
      [],
    );
    const submenus = contributes.submenus.map(({ id }) => id);
    assert.deepEqual(sorted(menuEntries.flatMap(({ submenu }) => submenu ?? [])), sorted(submenus));
    assert.ok(submenus.every((id) => inMenu(id).length > 0));
  });

  it("have a walkthrough of six short steps, each with one button, a picture and its description", () => {
    assert.equal(steps.length, 6);
    for (const { id, description, media, completionEvents } of steps) {
      const words = nls[description.slice(1, -1)] ?? "";
      assert.ok(words.split(/\s+/).length <= 60, id);
      assert.equal([...words.matchAll(/\(command:/g)].length, 1, id);
      assert.match(readFileSync(join(root, media.svg), "utf8"), /var\(--vscode-/, id);
      assert.ok((nls[media.altText.slice(1, -1)] ?? "").length > 20, id);
      assert.ok(completionEvents.length > 0, id);
    }
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
    const types = /interface SettingTypes \{([^}]+)/.exec(source("ui/kit/settingTypes.ts"))?.[1] ?? "";
    const typed = [...types.matchAll(/readonly "?([\w.]+)"?:/g)].map((match) => `alviss.${match[1]}`);
    const inWhen = [...text.matchAll(/config\.(alviss\.[\w.]+)/g)].map((match) => match[1] ?? "");
    assert.deepEqual(sorted([...typed, ...inWhen]), sorted(settings));
    for (const key of typed) {
      const name = key.replace("alviss.", "");
      assert.ok(
        sources.some(
          (code) =>
            code.includes(`setting("${name}"`) ||
            code.includes(`"${name}" |`) ||
            code.includes(`Step(tools, "${name}")`),
        ),
        `${key} is read nowhere`,
      );
    }
  });

  it("agree on which settings a workspace may make", () => {
    const ofWorkspace = contributes.configuration.flatMap(({ properties }) =>
      Object.entries(properties).flatMap(([id, { scope }]) =>
        scope === "resource" ? [id.slice("alviss.".length)] : [],
      ),
    );
    assert.deepEqual(sorted(workspaceSettings), sorted(ofWorkspace));
  });

  it("agree on what a setting may hold", () => {
    const bad: Readonly<Record<string, readonly unknown[]>> = {
      "model.trainShare": [0, 1, "0.5", Number.NaN],
      "model.refit": [null, {}, { epochs: 0, learning_rate: 0.1, samples: 1 }],
      "api.uploadTypes": ["Sales", ["Sales", 1]],
      "attribution.samples": [0, 1.5, "many"],
      "notifications.level": ["loud"],
      "sandbox.engine": ["stan"],
      "check.files": [[""], "**/*.csv"],
      "check.periodicity": ["week"],
      "check.severity": [["off"], { gap: "loud" }, "off"],
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
    const declared = /type ContextKey =([^;]+);/.exec(source("ui/kit/contextKeys.ts"))?.[1] ?? "";
    const views = new Set(Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id)));
    const used = everyWhen().flatMap((when) =>
      [...when.matchAll(/(?<!config\.|[!=]= )\balviss\.\w+/g)].map(([key]) => key),
    );
    const awaited = steps.flatMap(({ completionEvents }) => completionEvents);
    const contexts = awaited.flatMap((event) => (event.startsWith("onContext:") ? [event.slice(10)] : []));
    assert.deepEqual(
      sorted([...used.filter((key) => !views.has(key)), ...contexts]),
      sorted([...declared.matchAll(/"([\w.]+)"/g)].map((match) => match[1] ?? "")),
    );
  });

  it("restore the webviews that a window had open", () => {
    const types = sources.flatMap((code) =>
      [...code.matchAll(/[vV]iewType(?: =|:) "([\w.]+)"/g)].map((match) => `onWebviewPanel:${match[1]}`),
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
      "model at work": "results.open",
      "attribution done on a server without results": "attributionSet.align",
      "attribution set done, not active": "attributionSet.activate",
      "project that is not current": "project.setCurrent",
      "project under a refused token": "project.remove",
      "folder of models of a server without lists": "addById",
      "folder of uploads of a server without lists": "findNeighbours",
      "folder of models with a filter": "clearFilter",
      "team with hidden projects": "project.showHidden",
      "pinned project": "project.unpin",
      "model known by its id": "forget",
      "dataset of a model": "reveal",
      "graph of a model": "graph.open",
      "folder of drafts": "graph.new",
      "draft under a refused token": "graph.deleteDraft",
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
      "model at work": ["model.refit", "attribution.create", "graph.open"],
      "model done without graphs": ["graph.open", "graph.compare", "results.open"],
      "dataset done on a server without extras": ["graph.suggest"],
      "attribution done on a server without results": ["results.open"],
      "active dataset": ["dataset.activate"],
      "model under a refused token": ["model.refit", "attribution.create", "model.remodelHigh"],
      "project under a refused token": ["upload.file"],
      "folder of uploads under a refused token": ["upload.file"],
      "folder of datasets under a refused token": ["dataset.create"],
      "attribution set done, not active": ["attributionSet.align"],
      "attribution set done in the cloud": ["results.open"],

      "sandbox that is stopped": ["sandbox.stop", "sandbox.restart", "signOut"],
      "cloud connection": ["sandbox.start", "sandbox.loadDemo"],
      "folder of uploads": ["addById", "findNeighbours", "clearFilter"],
      "model done": ["forget", "reveal"],
      "dataset of a model": ["forget"],
      "fact of an object": ["open", "copyId"],
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
    assert.ok(allOf("job whose call may have been lost").includes("job.answer"));
  });

  it("put one entry and one submenu into the Explorer, for data files, folders and graphs only and without a key that activation sets", () => {
    const entries = inMenu("explorer/context");
    assert.deepEqual(
      entries.map(({ command, submenu, group }) => [command ?? submenu, group]),
      [
        ["alviss.upload.file", "2_alviss@1"],
        ["alviss.fileMenu", "2_alviss@2"],
        ["alviss.folderMenu", "2_alviss@1"],
        ["alviss.model.build", "2_alviss@1"],
      ],
    );
    assert.equal(entries[2]?.when, "explorerResourceIsFolder && config.alviss.explorer.menu");
    for (const { when = "" } of entries.slice(0, 2)) {
      assert.match(when, /^!explorerResourceIsFolder && resourceExtname =~ .* && config.alviss.explorer.menu$/);
      const extension = /=~ \/(.+)\/i/.exec(when)?.[1] ?? "";
      for (const name of [".csv", ".CSV", ".xlsx"]) assert.match(name, new RegExp(extension, "i"));
      for (const name of [".txt", ".csv.bak", ".json"]) assert.doesNotMatch(name, new RegExp(extension, "i"));
    }
  });

  it("let the severity of every rule be chosen, and of nothing else", () => {
    const severity = contributes.configuration.flatMap(({ properties }) => properties["alviss.check.severity"] ?? []);
    assert.deepEqual(sorted(severity[0]?.propertyNames?.enum ?? []), sorted(RULE_IDS));
  });

  it("leave addresses to the user's own settings", () => {
    for (const { properties } of contributes.configuration)
      for (const [key, { scope }] of Object.entries(properties))
        if (/Url$|Folder$|maxWorkers$|Timeout$|connections$/.test(key))
          assert.ok(scope === "application" || scope === "machine", key);
  });
});
