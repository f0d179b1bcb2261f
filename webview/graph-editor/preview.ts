import { type JsonPath } from "../../src/jsonText/edit";
import { type JsonNode, valueAt } from "../../src/jsonText/read";

/** The numbers of a form as its sliders show them: those that are being moved come before those in the text. */
export class Preview {
  private readonly moved = new Map<string, number>();
  private readonly drawings: (() => void)[] = [];

  constructor(private readonly owner: JsonNode) {}

  /** Undefined where no number is. */
  number(path: JsonPath): number | undefined {
    const written = valueAt(this.owner, path);
    return this.moved.get(path.join(".")) ?? (written?.kind === "number" ? Number(written.text) : undefined);
  }

  move(path: JsonPath, value: number): void {
    this.moved.set(path.join("."), value);
    for (const draw of this.drawings) draw();
  }

  /** Draws now, and anew whenever a slider is moved. */
  drawing(draw: () => void): void {
    this.drawings.push(draw);
    draw();
  }
}
