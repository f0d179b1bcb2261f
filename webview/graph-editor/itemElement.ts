import { svgElement } from "../shared/dom";
import { cut } from "./cutText";
import { type ItemLook } from "./itemLook";
import { type SceneItem } from "./scene";
import { type Corner, iconOf, outlineOf } from "./shapes";

/** About the width of a letter of the label and of the second line, in px. */
const [labelLetter, summaryLetter] = [7.2, 6.1];
const textStart = 38;

/**
 * `plain`: the form alone, since it is too small for more to be seen. It is drawn where it stands, and not moved there: a
 * thousand forms that are moved one by one are a thousand layers to be put together.
 */
export function itemElement(item: SceneItem, look: ItemLook, plain: boolean): SVGElement {
  const made = plain ? newForm(item, item) : formOf(item);
  for (const [name, value] of [
    ["class", look.classes],
    ["aria-label", look.name],
    ["data-key", item.key],
  ] as const)
    made.setAttribute(name, value);
  if (plain) return made;
  made.append(...barOf(item, look), ...texts(item, look), mark(item, look.severity));
  if (look.change !== undefined) made.append(textAt("change", item.width - 12, 14, look.change));
  if (item.look !== "opened") made.append(port(item));
  return made;
}

/** Forms by what they depend on: of a thousand cards that look alike, one is made and the others are its copies. */
const forms = new Map<string, SVGElement>();

function formOf(item: SceneItem): SVGElement {
  const key = [item.look, item.node?.kind, item.isTarget, item.width, item.height].join(" ");
  let form = item.look === "opened" ? undefined : forms.get(key);
  if (!form) {
    form = newForm(item, { x: 0, y: 0 });
    if (item.look !== "opened") forms.set(key, form);
  }
  return form.cloneNode(true) as SVGElement;
}

const newForm = (item: SceneItem, at: Corner): SVGElement =>
  svgElement("g", { role: "graphics-symbol img", tabindex: "-1" }, ring(item, at), ...outlineOf(item, at));

const ring = ({ width, height }: SceneItem, { x, y }: Corner): SVGElement =>
  svgElement("rect", {
    class: "ring",
    x: String(x - 4),
    y: String(y - 4),
    width: String(width + 8),
    height: String(height + 8),
    rx: "10",
  });

function barOf({ height }: SceneItem, { driver }: ItemLook): SVGElement[] {
  if (driver === undefined) return [];
  const place = { x: "1", y: "4", width: "5", height: String(height - 8), rx: "2.5" };
  return [svgElement("rect", { class: `bar driver-${driver}`, ...place })];
}

function texts(item: SceneItem, { label, second }: ItemLook): SVGElement[] {
  const { width, height, look } = item;
  const room = width - textStart - 10;
  const oneLine = look !== "node" && !item.isTarget;
  const first = look === "opened" ? 24 : oneLine ? height / 2 + 4 : height / 2 - 3;
  const icon = svgElement("g", { transform: `translate(14 ${String(first - 12)})` }, iconOf(item));
  const title = svgElement("title", {}, document.createTextNode(second === "" ? label : `${label}: ${second}`));
  const name = textAt("label", textStart, first, cut(label, (oneLine ? room * 0.6 : room) / labelLetter));
  const rest =
    oneLine || look === "opened"
      ? textAt("second end", width - 12, first, cut(second, (room * 0.4) / summaryLetter))
      : textAt("second", textStart, height / 2 + 13, cut(second, room / summaryLetter));
  return [title, icon, name, rest];
}

const textAt = (kind: string, x: number, y: number, text: string): SVGElement =>
  svgElement("text", { class: kind, x: String(x), y: String(y) }, document.createTextNode(text));

function mark({ width }: SceneItem, severity: ItemLook["severity"]): SVGElement {
  const made = svgElement("g", { class: "mark", transform: `translate(${String(width - 4)} 0)` });
  if (severity === "error") made.append(circle(8), svgElement("path", { d: "M-3 -3L3 3M3 -3L-3 3" }));
  if (severity === "warning") made.append(svgElement("path", { d: "M0 -8L8 6H-8ZM0 -3V1M0 3.5V4" }));
  return made;
}

/** Where a new line starts. */
const port = ({ width, height }: SceneItem): SVGElement =>
  svgElement("circle", { class: "port", cx: String(width), cy: String(height / 2), r: "6" });

const circle = (radius: number): SVGElement => svgElement("circle", { r: String(radius) });
