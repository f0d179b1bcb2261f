import { type Disposable } from "../kit/disposables";
import { pause, platformPace } from "../../platform/settle";

/** Looks at a job of which nobody tells, as often as tracked jobs are asked for, for as long as somebody watches. */
export class LookingAgain implements Disposable {
  private timer: NodeJS.Timeout | undefined;
  private since: number | undefined;

  constructor(private readonly look: () => void) {}

  /** After each look: whether there is to be another one. */
  next(watched: boolean): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!watched) return;
    this.since ??= Date.now();
    this.timer = setTimeout(this.look, pause(Date.now() - this.since, platformPace, Math.random()));
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
