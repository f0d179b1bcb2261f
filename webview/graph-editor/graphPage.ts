import { findEdge } from "../../src/graphs/applyEdit";
import { type GraphEdit } from "../../src/graphs/graphEdits";
import { type EdgeView, type GraphView, type NodeView } from "../../src/graphs/graphView";
import { edgeRef } from "../../src/graphs/problem";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import {
  type FromGraphEditor,
  type GraphMemory,
  type SentChange,
  type ShownProblem,
  type ToGraphEditor,
} from "../shared/graphMessages";
import { showBroken } from "./banner";
import { Diagram } from "./diagram";
import { Differences } from "./differences";
import { GraphCommands } from "./graphCommands";
import { GraphState } from "./graphState";
import { GraphTables } from "./graphTables";
import { inField, replaceForm } from "./focus";
import { inspectorForm } from "./inspector";
import { problemCount, problemList } from "./problemList";
import { itemsCalled, nextFound } from "./search";
import { isTooMuch, makeScene, nodeKey, nodesBehind, type Scene, type SceneItem } from "./scene";
import { Toolbar, type ToolbarActions } from "./toolbar";

export interface PageHost {
  readonly send: (message: FromGraphEditor) => void;
  readonly remember: (memory: GraphMemory) => void;
}

type Start = Extract<ToGraphEditor, { readonly type: "start" }>;

/** The whole page: tools above, the picture or the tables in the middle, the form at the right, problems below. */
export class GraphPage {
  private readonly state = new GraphState();
  private readonly commands: GraphCommands;
  private readonly differences: Differences;
  private readonly toolbar: Toolbar;
  private readonly diagram: Diagram;
  private readonly tables = new GraphTables();
  private readonly inspector: HTMLElement;
  private readonly banner = element("div", { class: "banner error", role: "alert", hidden: "" });
  private readonly said = element("p", { class: "said", role: "status" });
  private readonly below = element("div", { class: "below" });
  private readonly middle = element("main");
  private problems: readonly ShownProblem[] = [];
  private selected: ReadonlySet<string>;
  private selectedEdge: EdgeView | undefined;
  private opened: ReadonlySet<string>;
  private found: readonly string[] = [];
  private mode: GraphMemory["mode"] | undefined;
  private scene: Scene | undefined;
  /** Ids to select once the text has them. */
  private awaited: ReadonlySet<string> = new Set();

  constructor(
    root: HTMLElement,
    private readonly start: Start,
    private readonly memory: GraphMemory | undefined,
    private readonly host: PageHost,
  ) {
    const { strings } = start;
    this.mode = memory?.mode;
    this.selected = new Set(memory?.selected);
    this.opened = new Set(memory?.opened);
    this.differences = new Differences(strings);
    this.commands = new GraphCommands({
      strings,
      graph: () => (this.editable ? this.state.view : undefined),
      shown: () => this.state.view,
      nodes: () => this.chosen(),
      edge: () => this.selectedEdge,
      send: (edit, ids) => this.send(edit, ids),
      say: (text) => this.say(text),
    });
    const actions: ToolbarActions = {
      onAdd: () => this.commands.add(),
      onConnect: () => this.commands.connect(),
      onFit: () => this.diagram.fit(),
      onZoom: (factor) => this.diagram.viewport.zoom(factor),
      onFind: (text) => this.find(text),
      onNextFound: () => this.nextFound(),
      onMode: (mode) => this.show({ mode }),
      onOpenAll: () => this.show({ opened: new Set(this.scene?.groups) }),
      onFoldAll: () => this.show({ opened: new Set() }),
      onText: () => this.openText(),
      onCopy: () => this.host.send({ type: "editCopy" }),
    };
    this.toolbar = new Toolbar(strings, actions, this.differences.button);
    this.diagram = new Diagram(strings, {
      onSelect: (key, add) => this.select(key, add),
      onSelectEdge: (edge) => this.selectEdge(edge),
      onOpen: () => this.focusForm(),
      onFold: (item) => this.fold(item),
      onConnect: (from, to) => this.commands.connectItems(from, to),
      onMove: () => this.remember(),
    });
    this.inspector = element("aside", { class: "inspector", "aria-label": strings.inspector });
    root.replaceChildren(
      this.toolbar.element,
      this.banner,
      element("div", { class: "middle" }, this.middle, this.inspector),
      this.below,
      this.said,
    );
  }

  setText(text: string): void {
    this.state.replace(text);
    this.read();
  }

  change(changes: readonly SentChange[], length: number): void {
    if (this.state.change(changes, length)) this.read();
    else this.host.send({ type: "ready" });
  }

  setOriginal(text: string): void {
    this.differences.setOriginal(text);
    this.draw();
  }

  setProblems(problems: readonly ShownProblem[]): void {
    this.problems = problems;
    this.draw();
  }

  refused(sentence: string): void {
    this.say(sentence);
    this.awaited = new Set();
    this.draw();
  }

  /** Keys that count wherever no field has the focus. */
  press(event: KeyboardEvent): void {
    if (event.altKey || inField(event)) return;
    const key = `${event.ctrlKey || event.metaKey ? "ctrl+" : ""}${event.key.toLowerCase()}`;
    const action = this.keys[key] ?? this.commands.keys[key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  copy(event: ClipboardEvent): void {
    if (!inField(event)) this.commands.copy(event);
  }

  paste(event: ClipboardEvent): void {
    if (!inField(event)) this.commands.paste(event);
  }

  private readonly keys: Readonly<Record<string, () => void>> = {
    f2: () => this.focusForm("id"),
    "0": () => this.diagram.fit(),
    "+": () => this.diagram.viewport.zoom(1.25),
    "-": () => this.diagram.viewport.zoom(0.8),
    "/": () => this.toolbar.find.focus(),
    escape: () => this.show({ selected: new Set(), edge: undefined }),
    "ctrl+a": () => this.show({ selected: new Set(this.scene?.items.map(({ key }) => key)), edge: undefined }),
    "ctrl+f": () => this.toolbar.find.focus(),
  };

  private get editable(): boolean {
    return !this.start.readOnly && this.state.broken === undefined;
  }

  /** After a change of the text: what is gone is no longer selected, what was waited for is. */
  private read(): void {
    const { view } = this.state;
    const first = this.scene === undefined;
    if (view) {
      this.scene = makeScene(view, this.opened);
      this.mode ??= isTooMuch(this.scene) ? "table" : "diagram";
      const arrived = view.nodes.filter(({ id }) => id !== undefined && this.awaited.has(id));
      if (arrived.length > 0) {
        this.selected = new Set(arrived.map((node) => nodeKey(view, node)));
        this.selectedEdge = undefined;
        this.awaited = new Set();
      }
      this.selectedEdge &&= findEdge(view, edgeRef(this.selectedEdge));
    }
    this.draw();
    if (!first || !view) return;
    if (this.memory?.view) this.diagram.viewport.set(this.memory.view);
    else this.diagram.fit();
  }

  private show(change: {
    readonly mode?: GraphMemory["mode"];
    readonly selected?: ReadonlySet<string>;
    readonly edge?: EdgeView | undefined;
    readonly opened?: ReadonlySet<string>;
  }): void {
    const [{ view }, wasHidden] = [this.state, this.mode === "table"];
    if (change.mode) this.mode = change.mode;
    if (change.selected) {
      this.selected = change.selected;
      this.selectedEdge = change.edge;
    }
    if (change.opened && view) {
      this.opened = change.opened;
      this.scene = makeScene(view, this.opened);
    }
    this.draw();
    if (change.opened || (change.mode === "diagram" && wasHidden)) this.diagram.fit();
  }

  private draw(): void {
    const { view } = this.state;
    const { strings } = this.start;
    const problems = this.state.broken ? [] : this.problems;
    showBroken(this.banner, this.state, strings, () => this.openText());
    if (!view || !this.scene) return;
    this.differences.show(view);
    const mode = this.mode ?? "diagram";
    const { element: shown } = mode === "diagram" ? this.diagram : this.tables;
    if (this.middle.firstChild !== shown) this.middle.replaceChildren(shown);
    this.middle.classList.toggle("stale", this.state.broken !== undefined);
    const { selected, selectedEdge, scene, differences } = this;
    const { changed } = differences;
    if (mode === "diagram")
      this.diagram.show({ graph: view, scene, selected, selectedEdge, problems, changed, found: new Set(this.found) });
    else
      this.tables.show({
        graph: view,
        problems,
        selected,
        selectedEdge,
        readOnly: !this.editable,
        strings,
        send: (edit) => this.send(edit),
        onSelect: (key, add) => this.select(key, add),
        onSelectEdge: (edge) => this.selectEdge(edge),
      });
    this.toolbar.show({
      mode,
      hasGroups: scene.groups.length > 0,
      readOnly: this.start.readOnly,
      copyable: this.start.copyable,
      problems: problemCount(problems, strings),
    });
    this.drawForm(view, problems);
    this.below.replaceChildren(
      differences.list,
      problemList({
        problems,
        strings,
        readOnly: !this.editable,
        send: (edit) => this.send(edit),
        onGo: (problem) => this.goTo(problem),
      }),
    );
    this.remember();
  }

  private drawForm(view: GraphView, problems: readonly ShownProblem[]): void {
    const form = inspectorForm({
      graph: view,
      nodes: this.chosen(),
      edge: this.selectedEdge,
      problems,
      strings: this.start.strings,
      readOnly: !this.editable,
      send: (edit) => this.send(edit),
      onSelectEdge: (edge) => this.selectEdge(edge),
    });
    replaceForm(this.inspector, form);
  }

  private select(key: string, add: boolean): void {
    const selected = new Set(add ? this.selected : []);
    if (add && selected.has(key)) selected.delete(key);
    else selected.add(key);
    this.show({ selected, edge: undefined });
  }

  private selectEdge(edge: EdgeView): void {
    this.show({ selected: new Set(), edge });
  }

  private chosen(): readonly NodeView[] {
    const { view } = this.state;
    return view && this.scene ? nodesBehind(view, this.scene, this.selected) : [];
  }

  /** `ids`: nodes that the edit makes, to be selected when they are there. */
  private send(edit: GraphEdit, ids: readonly string[] = []): void {
    if (!this.editable) return;
    this.say("");
    this.awaited = new Set(edit.kind === "renameNode" ? [edit.id] : ids);
    this.host.send({ type: "edit", edit });
  }

  private fold(item: SceneItem): void {
    const opened = new Set(this.opened);
    if (!opened.delete(item.label)) opened.add(item.label);
    this.show({ opened });
    this.diagram.focus(item.key);
  }

  private find(text: string): void {
    const { view } = this.state;
    const { strings } = this.start;
    this.found = view && this.scene ? itemsCalled(text, view, this.scene) : [];
    this.say(text.trim() !== "" && this.found.length === 0 ? strings.notFound : "");
    this.draw();
    if (this.found[0] !== undefined) this.diagram.reveal(this.found[0]);
  }

  private nextFound(): void {
    const next = nextFound(this.found, this.selected, this.scene);
    if (next === undefined) return;
    this.select(next.key, false);
    this.diagram.reveal(next.key);
    this.say(fill(this.start.strings.found, next.place, this.found.length, next.label));
  }

  private goTo({ node, edge }: ShownProblem): void {
    const { view } = this.state;
    const [wrongNode, wrongEdge] = [view?.nodes[node ?? -1], view?.edges[edge ?? -1]];
    if (view && wrongNode) {
      const item = this.scene?.itemOf.get(wrongNode.index);
      this.select(item?.key ?? nodeKey(view, wrongNode), false);
      if (item && this.mode === "diagram") this.diagram.focus(item.key);
    } else if (wrongEdge) this.selectEdge(wrongEdge);
  }

  private focusForm(field?: string): void {
    const row = field === undefined ? "" : `[data-field="${field}"] `;
    this.inspector.querySelector<HTMLElement>(`${row}vscode-text-field, ${row}vscode-dropdown`)?.focus();
  }

  private openText(): void {
    const [node] = this.chosen();
    const place = this.selectedEdge ?? node;
    const offset = this.state.brokenAt ?? place?.json.start ?? 0;
    this.host.send({ type: "openText", offset });
  }

  private say(text: string): void {
    this.said.textContent = text;
  }

  private remember(): void {
    const { mode, selected, opened } = this;
    const { view } = this.diagram.viewport;
    if (mode) this.host.remember({ v: 1, mode, selected: [...selected], opened: [...opened], view });
  }
}
