import { button, setPressed, textField, type ValueControl } from "../shared/controls";
import { element } from "../shared/dom";
import { type GraphStrings } from "../shared/graphStrings";

export interface ToolbarActions {
  readonly onAdd: () => void;
  readonly onConnect: () => void;
  readonly onFit: () => void;
  readonly onZoom: (factor: number) => void;
  readonly onFind: (text: string) => void;
  readonly onNextFound: () => void;
  readonly onMode: (mode: "diagram" | "table") => void;
  readonly onOtherLevel: () => void;
  readonly onOpenAll: () => void;
  readonly onFoldAll: () => void;
  readonly onLook: () => void;
  readonly onStraighten: () => void;
  readonly onText: () => void;
  readonly onCopy: () => void;
}

export interface ToolbarState {
  readonly mode: "diagram" | "table";
  /** Of the graph, where its model has one at the other level too. */
  readonly level: "high" | "low" | undefined;
  readonly hasGroups: boolean;
  /** Only a part of the graph is shown. */
  readonly isPart: boolean;
  /** Cards were moved by hand. */
  readonly isMoved: boolean;
  readonly readOnly: boolean;
  readonly copyable: boolean;
  readonly problems: string;
}

export class Toolbar {
  readonly element: HTMLElement;
  readonly find: ValueControl;
  private readonly modes: Readonly<Record<"diagram" | "table", HTMLElement>>;
  private readonly levels: Readonly<Record<"high" | "low", HTMLElement>>;
  private readonly levelChoice: HTMLElement;
  private readonly onlyEditable: readonly HTMLElement[];
  private readonly onlyDiagram: readonly HTMLElement[];
  private readonly onlyGroups: readonly HTMLElement[];
  private readonly problems = element("span", { class: "problem-count", role: "status" });
  private level: ToolbarState["level"];
  private readonly look: HTMLElement;
  private readonly straighten: HTMLElement;
  private readonly locked: HTMLElement;
  private readonly copy: HTMLElement;

  constructor(strings: GraphStrings, actions: ToolbarActions, differences: HTMLElement) {
    const plain = (label: string, onPress: () => void): HTMLElement => button({ label, look: "secondary", onPress });
    const withKey = (label: string, key: string, onPress: () => void): HTMLElement => {
      const control = plain(label, onPress);
      control.append(element("kbd", { "aria-hidden": "true" }, key));
      return control;
    };
    this.find = textField({
      label: strings.find,
      value: "",
      placeholder: strings.find,
      onCommit: () => undefined,
      onInput: actions.onFind,
    });
    this.find.addEventListener("keydown", (event) => {
      if (event.key === "Enter") actions.onNextFound();
    });
    this.modes = {
      diagram: plain(strings.diagram, () => actions.onMode("diagram")),
      table: plain(strings.table, () => actions.onMode("table")),
    };
    const onLevel = (level: "high" | "low") => (): void => {
      if (this.level !== level) actions.onOtherLevel();
    };
    this.levels = {
      high: plain(strings.highLevel, onLevel("high")),
      low: plain(strings.lowLevel, onLevel("low")),
    };
    this.onlyEditable = [withKey(strings.add, "A", actions.onAdd), withKey(strings.connect, "C", actions.onConnect)];
    const zoomOut = plain("−", () => actions.onZoom(0.8));
    const zoomIn = plain("+", () => actions.onZoom(1.25));
    zoomOut.setAttribute("aria-label", strings.zoomOut);
    zoomIn.setAttribute("aria-label", strings.zoomIn);
    this.look = withKey(strings.look, "F", actions.onLook);
    this.straighten = plain(strings.straighten, actions.onStraighten);
    this.onlyDiagram = [plain(strings.fit, actions.onFit), zoomOut, zoomIn, this.look];
    this.onlyGroups = [plain(strings.openAll, actions.onOpenAll), plain(strings.foldAll, actions.onFoldAll)];
    this.locked = element("span", { class: "locked" }, strings.readOnly);
    this.copy = button({ label: strings.editCopy, look: "primary", onPress: actions.onCopy });
    const choice = (name: string, ...controls: readonly HTMLElement[]): HTMLElement =>
      element("span", { class: "segments", role: "group", "aria-label": name }, ...controls);
    this.levelChoice = choice(strings.level, this.levels.high, this.levels.low);
    this.element = element(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": strings.toolbar },
      ...this.onlyEditable,
      ...this.onlyDiagram,
      this.straighten,
      this.find,
      choice(strings.view, this.modes.diagram, this.modes.table),
      this.levelChoice,
      ...this.onlyGroups,
      // All at the end of a line, or of the next one.
      element(
        "span",
        { class: "toolbar-end" },
        this.locked,
        this.copy,
        differences,
        this.problems,
        plain(strings.openJson, actions.onText),
      ),
    );
  }

  show({ mode, level, hasGroups, isPart, isMoved, readOnly, copyable, problems }: ToolbarState): void {
    for (const [name, control] of Object.entries(this.modes)) setPressed(control, name === mode);
    for (const [name, control] of Object.entries(this.levels)) setPressed(control, name === level);
    this.level = level;
    this.levelChoice.hidden = level === undefined;
    for (const control of this.onlyEditable) control.hidden = readOnly;
    for (const control of this.onlyDiagram) control.hidden = mode !== "diagram";
    for (const control of this.onlyGroups) control.hidden = !hasGroups || mode !== "diagram";
    setPressed(this.look, isPart);
    this.straighten.hidden = !isMoved || mode !== "diagram";
    this.locked.hidden = !readOnly;
    this.copy.hidden = !copyable;
    this.problems.textContent = problems;
  }
}
