import { type FitProgress } from "./contract";
import { PROGRESS_INTERVAL } from "./engineMessages";

/**
 * Passes progress on at most every PROGRESS_INTERVAL, its fraction never falling; what comes between is merged, not lost.
 * Only a second block of draws does not wait: each is reported once.
 */
export class ProgressReport {
  private fraction = 0;
  private lastTime = -Infinity;
  private held: FitProgress | undefined;
  private timer: NodeJS.Timeout | undefined;
  private onFlushed = (): void => undefined;

  constructor(private readonly send: (progress: FitProgress) => void) {}

  report(progress: FitProgress): void {
    this.fraction = Math.max(this.fraction, Math.min(1, progress.fraction));
    const news = { ...progress, fraction: this.fraction };
    if (this.held?.block && progress.block) this.flush();
    this.held = this.held?.phase === news.phase ? { ...this.held, ...news } : news;
    const wait = this.lastTime + PROGRESS_INTERVAL - performance.now();
    if (wait <= 0) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), Math.ceil(wait));
  }

  /** Resolves when the last news has been sent. */
  async finish(): Promise<void> {
    if (this.held) await new Promise<void>((resolve) => (this.onFlushed = resolve));
  }

  /** Nothing is reported any more. */
  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.held = undefined;
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.held) return;
    const news = this.held;
    this.held = undefined;
    this.lastTime = performance.now();
    this.send(news);
    this.onFlushed();
  }
}
