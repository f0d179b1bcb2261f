import { type Listen } from "./run";

/** Tells listeners of changes; one that throws does not keep the others from hearing. */
export class Announcer<T> {
  private readonly listeners = new Set<(value: T) => void>();

  constructor(private readonly onFault: (error: unknown) => void) {}

  readonly listen: Listen<T> = (listener) => {
    // Wrapped, so that the same function may listen twice and be let go once.
    const own = (value: T): void => listener(value);
    this.listeners.add(own);
    return { dispose: () => void this.listeners.delete(own) };
  };

  tell(value: T): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.onFault(error);
      }
    }
  }

  dispose(): void {
    this.listeners.clear();
  }
}
