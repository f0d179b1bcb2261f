/** What the pointer does in the picture: moves cards, draws a line from a card's edge, spans a frame to select in. */
import { svgElement } from "../shared/dom";
import { type Shift } from "./placeScene";
import { type Scene, type SceneItem } from "./scene";
import { type Viewport } from "./viewport";

export interface GestureParts {
  readonly viewport: Viewport;
  /** What moves with the picture. */
  readonly layer: SVGElement;
  readonly scene: () => Scene | undefined;
  readonly itemAt: (event: Event) => SceneItem | undefined;
  /** `last`: the card has been let go. */
  readonly onDrag: (item: SceneItem, by: Shift, last: boolean) => void;
  readonly onConnect: (from: SceneItem, to: SceneItem) => void;
  readonly onFrame: (keys: readonly string[]) => void;
}

/** A press that moves less is a click. */
const leastMove = 4;

export class Gestures {
  /** A gesture has just ended: the click that comes with it is none. */
  private ended = false;

  constructor(
    frame: HTMLElement,
    private readonly parts: GestureParts,
  ) {
    frame.addEventListener("pointerdown", (event) => this.start(event));
    frame.addEventListener("click", (event) => this.ended && event.stopPropagation(), true);
  }

  private start(event: PointerEvent): void {
    this.ended = false;
    const target = event.target as Element;
    if (event.button !== 0 || target.closest(".map") !== null) return;
    const item = this.parts.itemAt(event);
    if (item && target.closest(".port") !== null) this.drawLine(event, item);
    else if (item) this.drag(event, item);
    else if (event.shiftKey) this.span(event);
  }

  private drag(event: PointerEvent, item: SceneItem): void {
    let before: Shift = { x: event.clientX, y: event.clientY };
    const by = ({ clientX, clientY }: PointerEvent): Shift => {
      const { scale } = this.parts.viewport.view;
      const shift = { x: (clientX - before.x) / scale, y: (clientY - before.y) / scale };
      before = { x: clientX, y: clientY };
      return shift;
    };
    this.follow(
      (moved) => {
        this.ended ||= isMoved(event, moved);
        if (this.ended) this.parts.onDrag(item, by(moved), false);
      },
      (released) => this.ended && this.parts.onDrag(item, by(released), true),
    );
  }

  /** A line drawn from the right edge of a node to another one. */
  private drawLine(event: PointerEvent, from: SceneItem): void {
    event.preventDefault();
    const { viewport, layer, scene, onConnect } = this.parts;
    const start = { x1: from.x + from.width, y1: from.y + from.height / 2 };
    const line = svgElement("line", { class: "new-line" });
    layer.append(line);
    this.follow(
      (moved) => {
        this.ended = true;
        const { x, y } = viewport.toPicture(moved);
        setNumbers(line, { ...start, x2: x, y2: y });
      },
      (released) => {
        line.remove();
        const { x, y } = viewport.toPicture(released);
        const to = scene()?.items.findLast(
          (item) => x >= item.x && x <= item.x + item.width && y >= item.y && y <= item.y + item.height,
        );
        if (to && to !== from) onConnect(from, to);
      },
    );
  }

  private span(event: PointerEvent): void {
    const { viewport, layer, scene, onFrame } = this.parts;
    const start = viewport.toPicture(event);
    const frame = svgElement("rect", { class: "span" });
    layer.append(frame);
    const boxTo = (moved: PointerEvent) => {
      const { x, y } = viewport.toPicture(moved);
      const [left, top] = [Math.min(x, start.x), Math.min(y, start.y)];
      return { x: left, y: top, width: Math.abs(x - start.x), height: Math.abs(y - start.y) };
    };
    this.follow(
      (moved) => {
        this.ended ||= isMoved(event, moved);
        if (this.ended) setNumbers(frame, boxTo(moved));
      },
      (released) => {
        frame.remove();
        if (!this.ended) return;
        const { x, y, width, height } = boxTo(released);
        const touched = (scene()?.items ?? []).filter(
          (item) =>
            item.look !== "opened" &&
            item.x < x + width &&
            item.x + item.width > x &&
            item.y < y + height &&
            item.y + item.height > y,
        );
        onFrame(touched.map(({ key }) => key));
      },
    );
  }

  private follow(move: (event: PointerEvent) => void, end: (event: PointerEvent) => void): void {
    const stop = (event: PointerEvent): void => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", stop);
      removeEventListener("pointercancel", stop);
      end(event);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop);
    addEventListener("pointercancel", stop);
  }
}

const isMoved = (start: PointerEvent, { clientX, clientY }: PointerEvent): boolean =>
  Math.hypot(clientX - start.clientX, clientY - start.clientY) >= leastMove;

function setNumbers(drawn: SVGElement, numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers)) drawn.setAttribute(name, String(value));
}
