import { cancelled } from "../platform/errors";

/** Lets so many in at once; the others wait in the order in which they came. */
export class Slots {
  private readonly holders = new Set<string>();
  private waiting: { readonly holder: string; readonly enter: () => void }[] = [];

  constructor(private readonly most: () => number) {}

  /** Rejects as cancelled when the signal is aborted before there is room. */
  async take(holder: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw cancelled({ unsent: true });
    if (this.holders.has(holder)) return;
    if (this.holders.size < this.most()) {
      this.holders.add(holder);
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.waiting = this.waiting.filter((one) => one !== place);
        reject(cancelled({ unsent: true }));
      };
      const enter = (): void => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const place = { holder, enter };
      signal.addEventListener("abort", leave, { once: true });
      this.waiting.push(place);
    });
  }

  free(holder: string): void {
    this.holders.delete(holder);
    while (this.holders.size < this.most()) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.holders.add(next.holder);
      next.enter();
    }
  }
}
