/** Pan and zoom of the picture: a place and a scale, changed by wheel, pointer and keys. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const [smallest, largest] = [0.02, 4];
const margin = 32;
const lineHeight = 16;
const panStep = 80;

export class Viewport {
  private now: View = { x: 0, y: 0, scale: 1 };
  /** Asking the page for it while it is being drawn would make it lay everything out each time. */
  private size: Size = { width: 0, height: 0 };
  /** Whether all is shown, because nobody has moved since: then it is shown anew when there is more or less room. */
  isFitted = false;

  constructor(
    private readonly frame: HTMLElement,
    private readonly onChange: () => void,
    onResize: () => void,
  ) {
    new ResizeObserver(() => {
      this.measure();
      onResize();
    }).observe(frame);
    frame.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    frame.addEventListener("pointerdown", (event) => this.drag(event));
  }

  get view(): View {
    return this.now;
  }

  /** As the page writes keys. */
  readonly keys: Readonly<Record<string, () => void>> = {
    "+": () => this.zoom(1.25),
    "-": () => this.zoom(0.8),
    "ctrl+arrowleft": () => this.pan(panStep, 0),
    "ctrl+arrowright": () => this.pan(-panStep, 0),
    "ctrl+arrowup": () => this.pan(0, panStep),
    "ctrl+arrowdown": () => this.pan(0, -panStep),
  };

  private pan(byX: number, byY: number): void {
    const { x, y, scale } = this.now;
    this.set({ scale, x: x + byX, y: y + byY });
  }

  set(view: View): void {
    this.isFitted = false;
    this.now = { ...view, scale: Math.min(largest, Math.max(smallest, view.scale)) };
    this.onChange();
  }

  /** What can be seen, in the coordinates of the picture. */
  visible(): { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } {
    const { x, y, scale } = this.now;
    const { width, height } = this.size;
    return { left: -x / scale, top: -y / scale, right: (width - x) / scale, bottom: (height - y) / scale };
  }

  private measure(): void {
    this.size = { width: this.frame.clientWidth, height: this.frame.clientHeight };
  }

  /** Shows all of a box, never larger than it is. */
  fit({ left, top, width, height }: { readonly left: number; readonly top: number } & Size): void {
    this.measure();
    const { width: roomX, height: roomY } = this.size;
    const room = [roomX - 2 * margin, roomY - 2 * margin] as const;
    const scale = Math.min(
      1,
      Math.max(smallest, Math.min(room[0] / Math.max(1, width), room[1] / Math.max(1, height))),
    );
    const [x, y] = [(roomX - width * scale) / 2, (roomY - height * scale) / 2];
    this.set({ scale, x: x - left * scale, y: y - top * scale });
    this.isFitted = true;
  }

  zoom(factor: number, at?: { readonly x: number; readonly y: number }): void {
    const { x, y, scale } = this.now;
    const centre = at ?? { x: this.size.width / 2, y: this.size.height / 2 };
    const next = Math.min(largest, Math.max(smallest, scale * factor));
    const kept = next / scale;
    this.set({ scale: next, x: centre.x - (centre.x - x) * kept, y: centre.y - (centre.y - y) * kept });
  }

  /** Moves no further than needed to have a box in sight. */
  reveal(box: { readonly x: number; readonly y: number } & Size): void {
    const { x, y, scale } = this.now;
    const shift = (start: number, size: number, offset: number, room: number): number => {
      const [from, to] = [start * scale + offset, (start + size) * scale + offset];
      if (from < margin) return margin - from;
      return to > room - margin ? Math.max(room - margin - to, margin - from) : 0;
    };
    const moved = {
      scale,
      x: x + shift(box.x, box.width, x, this.size.width),
      y: y + shift(box.y, box.height, y, this.size.height),
    };
    if (moved.x !== x || moved.y !== y) this.set(moved);
  }

  centreOn(x: number, y: number): void {
    const { scale } = this.now;
    this.set({ scale, x: this.size.width / 2 - x * scale, y: this.size.height / 2 - y * scale });
  }

  /** A place of the pointer in the coordinates of the picture. */
  toPicture({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): { x: number; y: number } {
    const { left, top } = this.frame.getBoundingClientRect();
    const { x, y, scale } = this.now;
    return { x: (clientX - left - x) / scale, y: (clientY - top - y) / scale };
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeight : 1;
    const { left, top } = this.frame.getBoundingClientRect();
    // A pinch on a touch pad comes as a wheel with Ctrl.
    if (event.ctrlKey || event.metaKey || event.deltaX === 0) {
      const factor = Math.exp((-event.deltaY * unit) / (event.ctrlKey ? 100 : 400));
      this.zoom(factor, { x: event.clientX - left, y: event.clientY - top });
    } else {
      this.pan(-event.deltaX * unit, -event.deltaY * unit);
    }
  }

  private drag(event: PointerEvent): void {
    // With the shift key a frame is spanned to select in.
    const spans = event.button === 0 && event.shiftKey;
    if (spans || event.button > 1 || (event.target as Element).closest(".item, .line, .map") !== null) return;
    const start = { ...this.now, px: event.clientX, py: event.clientY };
    const move = ({ clientX, clientY }: PointerEvent): void =>
      this.set({ scale: this.now.scale, x: start.x + clientX - start.px, y: start.y + clientY - start.py });
    const end = (): void => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }
}
