/** Makes layouts: small ones at once, large ones in a worker, and none twice. */
import { type LayoutInput } from "../../src/graphs/layout/layoutGraph";
import { isSameJob, type LaidOut, type LayoutJob, type LayoutOrder, runLayout } from "./layoutJob";
import workerText from "./layoutWorker?worker";

/** So many units and links together are laid out in less time than a worker takes to start and to answer. */
const few = 4000;

const sizeOf = ({ widths, from }: LayoutInput): number => widths.length + from.length;

interface Request {
  readonly job: LayoutJob;
  readonly done: (laidOut: LaidOut) => void;
}

export class Layouts {
  private last: { readonly job: LayoutJob; readonly laidOut: LaidOut } | undefined;
  private worker: Worker | "none" | undefined;
  private waiting: Request | undefined;
  private orders = 0;

  /** Answers at once where it can; of several that wait for the worker, only the last is answered. */
  request(job: LayoutJob, done: (laidOut: LaidOut) => void): void {
    this.waiting = undefined;
    if (this.last && isSameJob(this.last.job, job)) return done(this.last.laidOut);
    const isSmall = job.groups.reduce((sum, { inside }) => sum + sizeOf(inside), sizeOf(job.outer)) <= few;
    this.worker ??= isSmall ? undefined : this.start();
    if (isSmall || this.worker === "none" || this.worker === undefined)
      return this.answer({ job, done }, runLayout(job));
    this.waiting = { job, done };
    this.worker.postMessage({ number: ++this.orders, job } satisfies LayoutOrder);
  }

  private answer({ job, done }: Request, laidOut: LaidOut): void {
    this.last = { job, laidOut };
    done(laidOut);
  }

  /** Where no worker can be started the page lays out by itself. */
  private start(): Worker | "none" {
    const url = URL.createObjectURL(new Blob([workerText], { type: "text/javascript" }));
    try {
      const worker = new Worker(url);
      worker.addEventListener("message", ({ data }: MessageEvent<{ number: number; laidOut: LaidOut }>) => {
        // Those before it have been overtaken.
        const request = data.number === this.orders ? this.waiting : undefined;
        if (!request) return;
        this.waiting = undefined;
        this.answer(request, data.laidOut);
      });
      worker.addEventListener("error", () => {
        this.worker = "none";
        const request = this.waiting;
        this.waiting = undefined;
        if (request) this.answer(request, runLayout(request.job));
      });
      return worker;
    } catch {
      return "none";
    } finally {
      URL.revokeObjectURL(url);
    }
  }
}
