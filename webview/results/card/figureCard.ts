import { dropdown } from "../../shared/controls";
import { element } from "../../shared/dom";
import { fill } from "../../shared/fill";
import { type FromResults } from "../../shared/resultsMessages";
import { markPicture } from "../../shared/speedMarks";
import { type ResultsStrings } from "../strings";
import { type Drawing, type Figure, type Panel } from "../figures/figure";
import { icon, type IconName, swatch } from "../marks";
import { banner } from "../states";
import { figureSvg, pngOf, svgText } from "./exportImage";
import { figureTable } from "./figureTable";
import { type Alone, enlarge, roomFor } from "./fullSize";
import { type ImageLegendItem } from "./legendRows";
import { legendElement } from "./legend";
import { readingCursor, type ReadingCursor } from "./readingCursor";
import { tableCsv } from "./tableCsv";

export interface CardContext {
  readonly strings: ResultsStrings;
  readonly send: (message: FromResults) => void;
  /** Stands in every file: what the numbers are and where they come from. */
  readonly source: string;
  /** Begin of the names of files. */
  readonly fileName: string;
  readonly count: (value: number) => string;
  /** Whether a figure is shown as its table, and that this has changed. */
  readonly isTable: (id: string) => boolean;
  readonly onTable: (id: string, table: boolean) => void;
  /** Shared by the figures of a page. */
  readonly shownAlone: Alone;
}

/** One figure in its frame: title, tools, legend, drawing or table, readout and notes. */
export class FigureCard {
  readonly element: HTMLElement;
  private readonly title = element("h2");
  private readonly subtitle = element("p", { class: "caption" });
  private readonly picture: HTMLElement;
  private readonly body = element("div", { class: "figure-body" });
  private readonly readout = element("div", { class: "readout", "aria-live": "polite", "aria-atomic": "true" });
  private readonly tableButton: HTMLButtonElement;
  private readonly aloneButton: HTMLButtonElement;
  private cursor: ReadingCursor | undefined;
  private drawing: Drawing | undefined;
  private drawnWidth = 0;
  /** Pixels that the picture has beside what it needs. */
  private extra = 0;
  private said = "";

  constructor(
    private shown: Figure,
    private readonly context: CardContext,
  ) {
    const { strings } = context;
    const { draw } = shown;
    const drawn = { role: "figure", tabindex: "0", "aria-roledescription": strings.figure };
    this.picture = element("div", { class: "picture", ...(draw && drawn) });
    this.tableButton = this.tool("table", strings.figureTable, "T", () => this.toggleTable());
    this.aloneButton = this.tool("alone", strings.figureAlone, "F", () => this.toggleAlone());
    this.element = this.assemble();
    this.showWords();
    this.showAlone();
    this.readout.append(element("span", { class: "second hint" }, strings.figureHint));
    this.listen();
  }

  get figure(): Figure {
    return this.shown;
  }

  /** Newer numbers of the same figure, where it stands: whoever reads it keeps their place. */
  update(figure: Figure): void {
    const inTable = this.body.contains(document.activeElement) && document.activeElement !== this.picture;
    this.shown = figure;
    this.showWords();
    if (this.context.isTable(figure.id)) this.showBody();
    if (inTable) this.body.querySelector<HTMLElement>(".figure-table")?.focus();
    this.drawnWidth = 0;
    this.draw();
  }

  /** Draws into the width that there is; nothing where it is drawn so already. */
  draw(): void {
    const { figure } = this;
    if (figure.draw === null || this.context.isTable(figure.id)) return;
    const width = Math.floor(this.picture.clientWidth);
    if (width < 60 || width === this.drawnWidth) return;
    const before = this.cursor;
    this.drawnWidth = width;
    const times = this.alone ? roomFor(figure.height(width)) : 1;
    const inside = Math.floor(width / times);
    this.drawing = figure.draw(inside, figure.height(inside) + (this.alone ? 0 : this.extra));
    enlarge(this.drawing, times);
    this.cursor = readingCursor(
      this.drawing,
      ({ words }) => this.say(words),
      (pinned) => this.readout.classList.toggle("pinned", pinned),
    );
    this.picture.style.minHeight = "";
    this.picture.replaceChildren(...this.drawing.panels.map(panelElement));
    markPicture();
    if (before && (before.isPinned() || this.picture === document.activeElement)) this.cursor.goOn(before);
  }

  /** The picture as high as it needs to be, while a picture is shown. */
  get pictureHeight(): number | undefined {
    const shown = this.figure.draw !== null && !this.context.isTable(this.figure.id);
    return shown ? this.figure.height(this.picture.clientWidth) : undefined;
  }

  /** The card without what its picture was given to fill, and without what is being read in it. */
  get ownHeight(): number {
    const aside = this.body.querySelector<HTMLElement>(".aside")?.offsetHeight ?? 0;
    const { pictureHeight = this.body.offsetHeight } = this;
    return this.element.offsetHeight - this.body.offsetHeight + Math.max(pictureHeight, aside);
  }

  /** Draws so much higher than it needs to be. */
  fillUp(extra: number): void {
    // No drawing is worth a few pixels.
    if (Math.abs(extra - this.extra) < 6) return;
    this.extra = extra;
    if (this.drawnWidth === 0) return;
    this.drawnWidth = 0;
    this.draw();
  }

  focus(): void {
    (this.context.isTable(this.figure.id) ? this.tableButton : this.picture).focus();
  }

  get hasFocus(): boolean {
    return this.element.contains(document.activeElement);
  }

  toggleTable(): void {
    const { figure, context } = this;
    const table = !context.isTable(figure.id);
    const inside = this.picture === document.activeElement || this.body.contains(document.activeElement);
    context.onTable(figure.id, table);
    this.showBody();
    if (inside) (table ? this.body.querySelector<HTMLElement>(".figure-table") : this.picture)?.focus();
  }

  /** Whether it has the page to itself. */
  get alone(): boolean {
    return this.context.shownAlone.id === this.figure.id;
  }

  /** Gives it the page to itself, or puts it back among the others. */
  toggleAlone(): void {
    const { shownAlone } = this.context;
    const inside = this.hasFocus;
    shownAlone.id = this.alone ? undefined : this.figure.id;
    this.showAlone();
    this.drawnWidth = 0;
    this.draw();
    this.element.scrollIntoView({ block: "nearest" });
    if (!inside) this.focus();
  }

  copyCsv(): void {
    const { figure, context } = this;
    if (figure.table.rows.length === 0) return;
    const note = fill(context.strings.copied, context.count(figure.table.rows.length));
    context.send({ type: "copy", text: tableCsv(figure.table, context.source), note });
  }

  csv(): string {
    return tableCsv(this.figure.table, this.context.source);
  }

  /** The picture as it is, for files, with its title and warnings where nothing else has them; undefined while there is none. */
  image(alone = true): SVGSVGElement | undefined {
    const { figure, drawing, context } = this;
    if (drawing === undefined || context.isTable(figure.id)) return undefined;
    return figureSvg(
      drawing.panels.map(({ svg }) => svg),
      this.legend(),
      {
        ...{ title: figure.title, titled: alone, subtitle: figure.subtitle, source: context.source },
        warnings: alone ? figure.notes.filter(({ look }) => look === "warning").map(({ text }) => text) : [],
      },
    );
  }

  /** What of the legend is in the picture. */
  private legend(): ImageLegendItem[] {
    return [...this.element.querySelectorAll(".legend > li")].flatMap((item) => {
      const [mark, name] = [item.querySelector("svg"), item.querySelector("bdi")];
      if (mark === null || name === null || item.querySelector('[aria-pressed="false"]')) return [];
      return [{ mark, text: name.textContent, width: name.getBoundingClientRect().width }];
    });
  }

  private async save(kind: "svg" | "png"): Promise<void> {
    const { context, figure } = this;
    const picture = this.image();
    if (picture === undefined) return;
    const data = kind === "png" ? await pngOf(picture) : svgText(picture);
    const name = `${context.fileName}-${figure.id}.${kind}`;
    context.send({ type: "save", name, data, base64: kind === "png", note: fill(context.strings.saved, name) });
  }

  private showWords(): void {
    const { title, subtitle, draw } = this.shown;
    if (this.title.textContent !== title) this.title.textContent = title;
    this.subtitle.textContent = subtitle;
    this.element.setAttribute("aria-label", title);
    this.element
      .querySelector(".figure-tools")
      ?.setAttribute("aria-label", fill(this.context.strings.figureTools, title));
    if (draw !== null) this.picture.setAttribute("aria-label", `${title} ${subtitle}`);
  }

  private assemble(): HTMLElement {
    const { figure, context } = this;
    const { strings } = context;
    const pictures = figure.draw
      ? [
          this.tool("svg", strings.saveSvg, "", () => void this.save("svg")),
          this.tool("png", strings.savePng, "", () => void this.save("png")),
        ]
      : [];
    const copy = this.tool("copy", strings.copyCsv, "C", () => this.copyCsv());
    copy.disabled = figure.table.rows.length === 0;
    const tools = element(
      "div",
      { class: "figure-tools", role: "group" },
      this.tableButton,
      copy,
      this.aloneButton,
      ...pictures,
      this.tool("python", strings.copyPython, "", () =>
        context.send({ type: "copy", text: this.figure.python, note: strings.copiedPython }),
      ),
    );
    const choices = (figure.choices ?? []).map(({ label, value, options, choose }) =>
      dropdown({ label, value, choices: options, onCommit: choose }),
    );
    const notes = figure.notes.map(({ look, text }) =>
      look === "warning" ? banner(look, "note", element("p", {}, text)) : element("p", { class: "note" }, text),
    );
    this.showBody();
    return element(
      "section",
      { class: `figure figure-${figure.id}` },
      element(
        "header",
        {},
        element("div", { class: "figure-words" }, this.title, this.subtitle),
        choices.length === 0 ? null : element("div", { class: "figure-choices" }, ...choices),
        tools,
      ),
      legendElement(figure.legend, strings.legend),
      figure.lead?.() ?? null,
      this.body,
      figure.draw ? this.readout : null,
      notes.length === 0 ? null : element("div", { class: "notes" }, ...notes),
    );
  }

  private showAlone(): void {
    this.element.classList.toggle("alone", this.alone);
    this.aloneButton.setAttribute("aria-pressed", String(this.alone));
  }

  private showBody(): void {
    const { figure, context } = this;
    const table = context.isTable(figure.id);
    this.tableButton.setAttribute("aria-pressed", String(table));
    this.readout.hidden = table;
    if (table) {
      this.body.replaceChildren(figureTable(figure, (left) => fill(context.strings.moreInCsv, context.count(left))));
      return;
    }
    if (figure.draw === null) {
      const { absent = "" } = figure;
      this.body.replaceChildren(...(absent === "" ? [] : [element("p", { class: "absent-figure second" }, absent)]));
      return;
    }
    const aside = figure.aside?.();
    this.body.classList.toggle("with-aside", aside !== undefined);
    this.body.replaceChildren(
      this.picture,
      ...(aside === undefined ? [] : [element("div", { class: "aside" }, aside)]),
    );
    // Held free, so that what stands below does not jump when the drawing comes.
    this.picture.style.minHeight = `${String(figure.height(this.body.clientWidth || 800))}px`;
    this.drawnWidth = 0;
    if (this.element?.isConnected) this.draw();
  }

  private tool(name: IconName, label: string, key: string, press: () => void): HTMLButtonElement {
    const title = key === "" ? label : `${label} (${key})`;
    const made = element("button", { type: "button", class: "tool", title, "aria-label": label }, icon(name));
    if (key !== "") made.setAttribute("aria-keyshortcuts", key);
    made.addEventListener("click", press);
    return made;
  }

  private listen(): void {
    this.picture.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.alone) this.picture.blur();
      else this.cursor?.key(event);
    });
    this.picture.addEventListener("focus", () => {
      if (this.cursor && this.picture.matches(":focus-visible")) this.cursor.moveTo(...this.cursor.place());
    });
    this.picture.addEventListener("blur", () => this.cursor?.hide());
    this.picture.addEventListener("pointerleave", () => this.cursor?.hide());
  }

  private say(words: readonly string[]): void {
    const said = words.join("\n");
    // Written once more, the same words would be told once more.
    if (said === this.said) return;
    this.said = said;
    const [first = "", ...rest] = words;
    this.readout.replaceChildren(
      element("b", {}, element("bdi", {}, first)),
      ...rest.map((text) => element("span", {}, element("bdi", {}, text))),
    );
  }
}

function panelElement({ svg, name }: Panel): HTMLElement {
  if (name === undefined) return element("div", { class: "panel" }, svg);
  return element(
    "div",
    { class: "panel" },
    element(
      "div",
      { class: "panel-name" },
      name.place === undefined ? null : swatchOf(name.place),
      element("b", { title: name.text }, element("bdi", {}, name.text)),
      name.beside === undefined ? null : element("span", { class: "caption" }, name.beside),
    ),
    svg,
  );
}

const swatchOf = (place: Parameters<typeof swatch>[0]): HTMLElement => element("span", {}, swatch(place));
