export interface Disposable {
  dispose(): unknown;
}

/** Does what nobody waits for once VS Code is through with what it is at, such as an activation. */
export function soon(work: () => void): Disposable {
  const turn = setImmediate(work);
  return { dispose: () => clearImmediate(turn) };
}

/** Something that owns others and ends them, last first, when it ends itself. */
export abstract class Owner implements Disposable {
  private readonly owned: Disposable[] = [];
  private ended = false;

  /** Keeps `part` until this ends; a part that comes after the end is ended at once. */
  protected own<T extends Disposable>(part: T): T {
    if (this.ended) part.dispose();
    else this.owned.push(part);
    return part;
  }

  protected get isDisposed(): boolean {
    return this.ended;
  }

  dispose(): void {
    this.ended = true;
    for (const part of this.owned.splice(0).reverse()) part.dispose();
  }
}
