/** The elements of the picture by key: those in sight are drawn, those that look as before stay, all others go. */
export class DrawnParts {
  private readonly drawn = new Map<string, { readonly look: string; readonly element: SVGElement }>();
  private wanted = new Set<string>();

  constructor(private readonly holder: SVGElement) {}

  /** Begins a drawing: what is not named until `finish` is no longer in sight. */
  start(): void {
    this.wanted = new Set();
  }

  /** `look`: all that the element is made of, as one text. */
  keep(key: string, look: string, make: () => SVGElement): SVGElement {
    this.wanted.add(key);
    const known = this.drawn.get(key);
    if (known?.look === look) return known.element;
    const element = make();
    if (known) known.element.replaceWith(element);
    else this.holder.append(element);
    this.drawn.set(key, { look, element });
    return element;
  }

  /** Whether it is drawn; then it stays as it is. */
  stays(key: string): boolean {
    if (!this.drawn.has(key)) return false;
    this.wanted.add(key);
    return true;
  }

  finish(): void {
    for (const [key, { element }] of this.drawn)
      if (!this.wanted.has(key)) {
        element.remove();
        this.drawn.delete(key);
      }
  }

  get(key: string): SVGElement | undefined {
    return this.drawn.get(key)?.element;
  }
}
