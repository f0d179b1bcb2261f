/** The files that drivers are read from, left of them in a wide picture: told by the drivers, and no nodes themselves. */
import { scalarName } from "../../src/graphs/identity";
import { valueAt } from "../../src/jsonText/read";
import { svgElement } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { driverGroup } from "./driverGroups";
import { cut } from "./cutText";
import { pathThrough } from "./routing";
import { type Bounds, type Scene, type SceneItem } from "./scene";

interface FileCard {
  /** Undefined: the calendar, which no file has to tell. */
  readonly name: string | undefined;
  readonly y: number;
  readonly readers: readonly SceneItem[];
}

const [width, height, gap, apart] = [122, 24, 48, 8];
const [textStart, letters] = [28, 13];
/** Of more cards the lines would say nothing. */
const mostItems = 200;
/** Narrower pages need their room for the graph itself. */
const wide = "(min-width: 960px)";

export class FileColumn {
  readonly element = svgElement("g", { class: "files" });
  private room = 0;
  private shown = "";

  constructor(private readonly strings: GraphStrings) {}

  /** With this column beside it. */
  around({ left, top, width: inside, height: own }: Bounds): Bounds {
    const room = matchMedia(wide).matches ? this.room : 0;
    return { left: left - room, top, width: inside + room, height: own };
  }

  show(scene: Scene, selected: ReadonlySet<string>): void {
    const cards = cardsOf(scene);
    const x = scene.left - gap - width;
    this.room = cards.length === 0 ? 0 : gap + width;
    const shown = JSON.stringify([x, cards.map(({ name, y, readers }) => [name, y, readers.map(standOf(selected))])]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.element.replaceChildren(
      ...cards.flatMap(({ y, readers }) => readers.map((reader) => line({ x, y }, reader, selected.has(reader.key)))),
      ...cards.map((card) =>
        this.card(
          card,
          x,
          card.readers.some(({ key }) => selected.has(key)),
        ),
      ),
    );
  }

  private card({ name, y, readers }: FileCard, x: number, isOfSelected: boolean): SVGElement {
    const { calendar, calendarName, fileName } = this.strings;
    const labels = readers.map(({ label }) => label).join(", ");
    const words = name === undefined ? fill(calendarName, labels) : fill(fileName, name, labels);
    return svgElement(
      "g",
      {
        class: isOfSelected ? "file of-selected" : "file",
        role: "graphics-symbol img",
        "aria-label": words,
        transform: `translate(${String(x)} ${String(y - height / 2)})`,
      },
      svgElement("title", {}, document.createTextNode(words)),
      svgElement("rect", { class: "outline", width: String(width), height: String(height), rx: "4" }),
      svgElement("path", { class: "icon", d: name === undefined ? calendarIcon : tableIcon, "aria-hidden": "true" }),
      svgElement(
        "text",
        { class: "second", x: String(textStart), y: "16" },
        document.createTextNode(cut(name ?? calendar, letters)),
      ),
    );
  }
}

const tableIcon = "M9 7h11v10H9zM9 10.5h11M12.5 7v10M16.3 7v10";
const calendarIcon = "M9 8h11v9H9zM9 11h11M12 6v3M17 6v3";

const standOf =
  (selected: ReadonlySet<string>) =>
  ({ key, label, x, y }: SceneItem): readonly unknown[] => [key, label, x, y, selected.has(key)];

function line(from: { readonly x: number; readonly y: number }, to: SceneItem, isOfSelected: boolean): SVGElement {
  const start = { x: from.x + width, y: from.y };
  const d = pathThrough(start, [], { x: to.x, y: to.y + to.height / 2 });
  return svgElement("path", { class: isOfSelected ? "stroke of-selected" : "stroke", d, "aria-hidden": "true" });
}

/** Each file at the height of its readers, below the one before. */
function cardsOf({ graph, items }: Scene): readonly FileCard[] {
  if (graph.level !== "high" || items.length > mostItems) return [];
  const readers = new Map<string | undefined, SceneItem[]>();
  for (const item of items) {
    const name = fileOf(item);
    if (name !== undefined || driverGroup(item.node?.kind) === "baseline")
      readers.set(name, [...(readers.get(name) ?? []), item]);
  }
  if ([...readers.keys()].every((name) => name === undefined)) return [];
  let free = -Infinity;
  return [...readers]
    .map(([name, list]) => ({ name, readers: list, y: meanHeight(list) }))
    .sort((one, other) => one.y - other.y)
    .map((card) => {
      const y = Math.max(card.y, free);
      free = y + height + apart;
      return { ...card, y };
    });
}

const meanHeight = (items: readonly SceneItem[]): number =>
  items.reduce((sum, { y, height: own }) => sum + y + own / 2, 0) / items.length;

/** As a driver's own text names it; the target stands too far away to be tied to its file. */
function fileOf({ node, isTarget }: SceneItem): string | undefined {
  return node === undefined || isTarget ? undefined : scalarName(valueAt(node.json, ["data", "file"]));
}
