import { type GraphEdit } from "../../src/graphs/graphEdits";
import { type EdgeView, type NodeView } from "../../src/graphs/graphView";
import { type GraphLevel } from "../../src/graphs/sandboxSchema";
import { element } from "../shared/dom";
import { inField } from "../shared/inField";
import {
  type ComparedGraph,
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
import { FormPane } from "./formPane";
import { problemCount, ProblemList } from "./problemList";
import { pressKey } from "./pageKeys";
import { PictureState } from "./pictureState";
import { mostInPicture, nodesBehind, type SceneItem } from "./scene";
import { Selection } from "./selection";
import { SentEdits } from "./sentEdits";
import { markPicture } from "../shared/speedMarks";
import { Toolbar, type ToolbarActions } from "./toolbar";
import { Ways } from "./ways";

export interface PageHost {
  readonly send: (message: FromGraphEditor) => void;
  readonly remember: (memory: GraphMemory, moves: boolean) => void;
}

type Start = Extract<ToGraphEditor, { readonly type: "start" }>;

/** The whole page: tools above, the picture or the tables in the middle, the form at the right, problems below. */
export class GraphPage {
  private readonly state = new GraphState();
  private readonly picture: PictureState;
  readonly ways: Ways;
  private readonly commands: GraphCommands;
  readonly differences: Differences;
  private readonly toolbar: Toolbar;
  private readonly diagram: Diagram;
  private readonly tables: GraphTables;
  private readonly form: FormPane;
  private readonly banner = element("div", { class: "banner error", role: "alert", hidden: "" });
  private readonly said = element("p", { class: "said", role: "status" });
  private readonly problemList: ProblemList;
  private readonly middle = element("main");
  private problems: readonly ShownProblem[] = [];
  private readonly selection: Selection;
  private readonly edits: SentEdits;
  private mode: GraphMemory["mode"] | undefined;
  private level: GraphLevel | undefined;
  /** What the picture shall do when its next scene is there. */
  private then: (() => void) | undefined;
  private isDragging = false;

  constructor(
    root: HTMLElement,
    private readonly start: Start,
    memory: GraphMemory | undefined,
    private readonly host: PageHost,
  ) {
    const { strings } = start;
    this.mode = memory?.mode;
    this.selection = new Selection(new Set(memory?.selected));
    this.edits = new SentEdits({
      ...{ strings, selection: this.selection, view: () => this.state.view, locked: () => this.locked },
      ...{ post: (edit) => host.send({ type: "edit", edit }), say: (text) => this.say(text) },
    });
    this.picture = new PictureState(memory, () => this.arrived());
    this.then = () => (memory?.view ? this.diagram.viewport.set(memory.view) : this.diagram.fit());
    this.differences = new Differences(strings, host.send, () => this.reshape(() => this.draw()));
    this.commands = new GraphCommands({
      strings,
      graph: () => this.edits.askForGraph(),
      shown: () => this.state.view,
      nodes: () => this.chosen,
      edges: () => this.selection.edges,
      selectEdge: (edge) => {
        this.selectEdge(edge);
        this.ways.reveal(edge);
      },
      send: (edit, ids) => this.edits.send(edit, ids),
      say: (text) => this.say(text),
    });
    const actions: ToolbarActions = {
      onAdd: () => this.commands.add(),
      onConnect: () => this.commands.connect(),
      onFit: () => this.diagram.fit(),
      onZoom: (factor) => this.diagram.viewport.zoom(factor),
      onFind: (text) => this.ways.finder.find(text),
      onNextFound: () => this.ways.finder.next(),
      onMode: (mode) => this.setMode(mode),
      onOtherLevel: () => this.host.send({ type: "openOtherLevel" }),
      onOpenAll: () => this.reshape(() => this.picture.open(this.picture.groups)),
      onFoldAll: () => this.reshape(() => this.picture.open([])),
      onLook: () => this.look(),
      onStraighten: () => this.reshape(() => this.picture.straighten()),
      onText: () => this.openText(),
      onCopy: () => this.host.send({ type: "editCopy" }),
    };
    this.toolbar = new Toolbar(strings, actions, this.differences.button);
    this.diagram = new Diagram(strings, {
      onSelect: (key, add) => this.select(key, add),
      onSelectMany: (keys) => this.selectAll([...this.selection.nodes, ...keys]),
      onSelectEdge: (edge, add) => this.selectEdge(edge, add),
      onOpen: () => this.form.focus(),
      onFold: (item) => this.fold(item),
      onConnect: (from, to) => this.commands.connectItems(from, to),
      onShift: ({ key }, by, last) => {
        this.isDragging = !last;
        this.picture.move(this.selection.nodes.has(key) ? this.selection.nodes : [key], by);
      },
      onMove: () => this.remember(true),
    });
    this.tables = new GraphTables(strings, memory, () => this.remember(true));
    this.ways = new Ways({
      strings,
      ...{ picture: this.picture, diagram: this.diagram, tables: this.tables },
      ...{ view: () => this.state.view, mode: () => this.mode },
      selected: () => this.selection.nodes,
      ...{ select: (key) => this.select(key, false), selectEdge: (edge) => this.selectEdge(edge) },
      later: (go) => {
        const first = this.then;
        this.then = () => (first?.(), go());
      },
      reshape: (change, then) => this.reshape(change, then),
      say: (text) => this.say(text),
      ...{ openText: () => this.openText(), draw: () => this.draw() },
    });
    this.form = new FormPane(strings, memory, () => this.remember(true));
    this.problemList = new ProblemList(strings);
    const below = element("section", { class: "below", "aria-label": strings.problems });
    below.append(this.differences.note, this.differences.panel, this.problemList.element);
    root.replaceChildren(
      element("header", {}, element("h1", { class: "only-heard" }, strings.title), this.toolbar.element),
      this.banner,
      element("div", { class: "middle" }, this.middle, this.form.element),
      below,
      this.said,
    );
  }

  setText(text: string): void {
    if (this.state.replace(text)) this.read();
  }

  change(changes: readonly SentChange[], length: number): void {
    return this.state.change(changes, length) ? this.read() : this.host.send({ type: "ready" });
  }

  compare(graph: ComparedGraph): void {
    this.differences.setCompared(graph);
    this.draw();
  }

  /** At which level the graph is, where its model has one at the other level too. */
  setLevel(level: GraphLevel): void {
    this.level = level;
    this.draw();
  }

  setProblems(problems: readonly ShownProblem[]): void {
    if (JSON.stringify(problems) === JSON.stringify(this.problems)) return;
    this.problems = problems;
    this.draw();
  }

  refused(sentence: string): void {
    this.edits.refused(sentence);
    this.tables.refused(sentence);
    this.draw();
  }

  /** Keys that count wherever no field has the focus; letters and what deletes, only where no other part has it. */
  press(event: KeyboardEvent): void {
    const ofPicture = this.mode === "diagram" ? [this.diagram.viewport.keys] : [];
    pressKey(event, this.middle, [this.keys, ...ofPicture, this.commands.keys]);
  }

  clipboard(what: "copy" | "cut" | "paste", event: ClipboardEvent): void {
    if (!inField(event)) this.commands[what](event);
  }

  private readonly keys: Readonly<Record<string, () => void>> = {
    f2: () => this.form.focus("id"),
    "0": () => this.diagram.fit(),
    "/": () => this.toolbar.find.focus(),
    f: () => this.look(),
    escape: () => this.selectAll([]),
    "ctrl+a": () => this.selectAll(this.ways.ends),
    "ctrl+f": () => this.toolbar.find.focus(),
  };

  /** The selected nodes: in the picture only those that can be seen to be, for nothing is done to what a group hides. */
  private get chosen(): readonly NodeView[] {
    const { view } = this.state;
    const keys = this.mode === "table" ? this.selection.nodes : this.picture.shown(this.selection.nodes);
    return view ? nodesBehind(view, keys) : [];
  }

  /** Why nothing may be changed. */
  private get locked(): string | undefined {
    const { readOnly, strings } = this.start;
    return readOnly ? strings.onlyRead : this.state.broken === undefined ? undefined : strings.mendFirst;
  }

  private read(): void {
    const { view } = this.state;
    if (view) {
      this.edits.arrived();
      this.selection.settle(view);
      this.picture.show(view);
    }
    // Until a large graph is laid out, the form and the tables go ahead with the new text.
    if (!view || this.picture.scene?.graph !== view) this.draw();
  }

  /** There is another scene. */
  private arrived(): void {
    if (this.isDragging) return this.drawPicture();
    if (this.diagram.isEmpty) this.then ??= () => this.diagram.fit();
    this.draw();
  }

  private setMode(mode: GraphMemory["mode"]): void {
    const wasHidden = this.mode === "table";
    this.mode = mode;
    if (mode === "diagram" && wasHidden) this.then = () => this.diagram.fit();
    this.draw();
  }

  /** A change of what is in the picture, after which all of it is shown. */
  private reshape(change: () => void, then = (): void => this.diagram.fit()): void {
    this.then = then;
    change();
  }

  /** Only what is selected, what it depends on and what depends on it; all again when that is shown already. */
  private look(): void {
    const { strings } = this.start;
    if (!this.picture.isPart && this.selection.nodes.size === 0) return this.say(strings.lookAtSelected);
    const keys = this.picture.isPart ? [] : this.selection.nodes;
    this.reshape(() => this.picture.look(keys));
    this.say(this.picture.isPart ? strings.looking : "");
  }

  private draw(): void {
    const { view } = this.state;
    const { strings } = this.start;
    const problems = this.state.broken ? [] : this.problems;
    showBroken(this.banner, this.state, this.start, {
      onText: () => this.openText(),
      onStart: () => this.host.send({ type: "startGraph" }),
    });
    // Without a graph there is nothing that its tools could do.
    this.toolbar.element.hidden = view === undefined;
    if (!view) return;
    this.differences.show(view);
    const mode = (this.mode ??= this.picture.size > mostInPicture ? "table" : "diagram");
    const { element: shown } = mode === "diagram" ? this.diagram : this.tables;
    if (this.middle.firstChild !== shown) this.middle.replaceChildren(shown);
    this.middle.classList.toggle("stale", this.state.broken !== undefined);
    const common = {
      ...{ graph: view, problems, strings, readOnly: this.locked !== undefined },
      send: (edit: GraphEdit) => this.edits.send(edit),
      onLocked: () => void this.edits.askForGraph(),
      onSelectEdge: (edge: EdgeView, add = false) => this.selectEdge(edge, add),
    };
    const selection = { nodes: this.chosen, edges: this.selection.edges };
    // What asks for its own measures comes before the picture, which would have to be laid out for it.
    this.form.show({ ...common, ...selection });
    this.toolbar.show({
      mode,
      level: this.level,
      hasGroups: this.picture.groups.length > 0,
      isPart: this.picture.isPart,
      isMoved: this.picture.isMoved,
      readOnly: this.start.readOnly,
      copyable: this.start.copyable,
      problems: problemCount(problems, strings),
    });
    this.problemList.show({ ...common, onGo: (problem) => this.ways.goTo(problem) });
    if (mode === "diagram") this.drawPicture();
    else this.tables.show({ ...common, ...selection, onSelect: (key, add) => this.select(key, add) });
    this.remember();
    if (mode === "table" || this.picture.scene) markPicture();
  }

  private drawPicture(): void {
    const { scene } = this.picture;
    if (!scene) return;
    const { nodes: selected, edges: selectedEdges } = this.selection;
    const problems = this.state.broken ? [] : this.problems;
    const { changed, changedEdges, removed } = this.differences;
    const { found } = this.ways.finder;
    const shown = { scene, selected, selectedEdges, problems, changed, changedEdges, removed, found };
    this.diagram.show(shown, this.isDragging, this.then);
    this.then = undefined;
  }

  private select(key: string, add: boolean): void {
    this.selection.select(key, add);
    this.draw();
  }

  private selectAll(keys: readonly string[]): void {
    this.selection.selectAll(keys);
    this.draw();
  }

  private selectEdge(edge: EdgeView, add = false): void {
    this.selection.selectEdge(edge, add);
    this.draw();
  }

  private fold({ key, label }: SceneItem): void {
    this.reshape(
      () => this.picture.turn(label),
      () => {
        this.diagram.fit();
        this.diagram.focus(key);
      },
    );
  }

  private openText(): void {
    const place = this.selection.edges[0] ?? this.chosen[0];
    const offset = this.state.brokenAt ?? place?.json.start ?? 0;
    this.host.send({ type: "openText", offset });
  }

  private say(text: string): void {
    this.said.textContent = text;
  }

  private remember(moves = false): void {
    const { mode } = this;
    const { view } = this.diagram.viewport;
    const selected = [...this.selection.nodes];
    const kept = { selected, ...this.picture.kept, view, ...this.form.kept, ...this.tables.kept };
    if (mode) this.host.remember({ v: 3, mode, ...kept }, moves);
  }
}
