import { type FromResults, type Problem, type ResultPart, type ResultsQuery } from "../shared/resultsMessages";
import { type Diagnostics, readDiagnostics } from "./data/diagnostics";
import { type Parts, readPart } from "./data/parts";

export type PartState =
  | { readonly kind: "unasked" }
  | { readonly kind: "asked" }
  /** The server does not tell, or what it told is not in a form that is known. */
  | { readonly kind: "absent" }
  | { readonly kind: "failed"; readonly problem: Problem }
  | { readonly kind: "here" };

/** The parts of an object's answers: asked for once for each query, kept until the query changes. */
export class PageParts {
  private states = new Map<ResultPart, PartState>();
  private query: ResultsQuery | undefined;
  private found: Partial<Parts> & { diagnostics?: Diagnostics } = {};

  constructor(private readonly send: (message: FromResults) => void) {}

  get data(): Partial<Parts> & { readonly diagnostics?: Diagnostics } {
    return this.found;
  }

  state(part: ResultPart): PartState {
    return this.states.get(part) ?? { kind: "unasked" };
  }

  /** A fit is the same whatever part of a result is looked at. */
  useQuery(query: ResultsQuery): void {
    if (JSON.stringify(query) === JSON.stringify(this.query)) return;
    this.query = query;
    const fit = this.states.get("diagnostics");
    this.states = new Map(fit && fit.kind !== "failed" ? [["diagnostics", fit]] : []);
    this.found = this.found.diagnostics ? { diagnostics: this.found.diagnostics } : {};
  }

  ask(part: ResultPart): void {
    const { query } = this;
    if (query === undefined || this.states.has(part)) return;
    this.states.set(part, { kind: "asked" });
    this.send({ type: "part", part, query });
  }

  /** Forgets what did not come, so that it is asked for once more. */
  askAgain(): void {
    for (const [part, { kind }] of this.states) if (kind === "failed" || kind === "absent") this.states.delete(part);
  }

  /** Forgets all, since the object itself is another now. */
  clear(): void {
    this.states.clear();
    this.found = {};
    this.query = undefined;
  }

  /** False for an answer to a question that is no longer asked. */
  receive(part: ResultPart, query: ResultsQuery, text: string | null, problem: Problem | null): boolean {
    const same = part === "diagnostics" || JSON.stringify(query) === JSON.stringify(this.query);
    if (!same || this.states.get(part)?.kind !== "asked") return false;
    if (problem !== null) {
      this.states.set(part, { kind: "failed", problem });
      return true;
    }
    const read = text === null ? undefined : part === "diagnostics" ? readDiagnostics(text) : readPart(part, text);
    this.states.set(part, { kind: read === undefined ? "absent" : "here" });
    if (read !== undefined) this.found = { ...this.found, [part]: read };
    return true;
  }
}
