import { type JsonNode, member } from "../jsonText/read";
import { type Answer } from "./answer";
import { AlvissError, cancelled } from "./errors";
import { type Kind } from "./ids";
import { type KeyValueStore } from "./keyValueStore";
import { isUnknownRoute } from "./refusals";
import { type Call, type Transport } from "./transport";

/** Calls beyond the documented ones, which a server may have. */
export type ExtraCall =
  | `list ${Kind}`
  | "list projects"
  | "suggested graph"
  | "dataset sales"
  | "cancel"
  | "attribution result"
  | "attributionSet result"
  | "model result"
  | "compare results";

/** How the document of a server names them: method, and the end of the path. */
const shapes: { readonly [E in ExtraCall]: readonly [method: string, pathEnd: string] } = {
  "list projects": ["get", "/projects/{}"],
  "list upload": ["get", "/projects/{}/{}/datauploads"],
  "list dataset": ["get", "/projects/{}/{}/datasets"],
  "list model": ["get", "/projects/{}/{}/models"],
  "list attribution": ["get", "/projects/{}/{}/attributions"],
  "list attributionSet": ["get", "/projects/{}/{}/attributionset"],
  "suggested graph": ["get", "/projects/{}/{}/datasets/{}/suggested_graph"],
  "dataset sales": ["get", "/projects/{}/{}/datasets/{}/sales"],
  cancel: ["post", "/projects/{}/{}/models/{}/cancel"],
  "attribution result": ["get", "/projects/{}/{}/attributions/{}/result"],
  "attributionSet result": ["get", "/projects/{}/{}/attributionset/{}/result"],
  "model result": ["get", "/projects/{}/{}/models/{}/diagnostics"],
  "compare results": ["get", "/projects/{}/{}/results/compare"],
};
const names = Object.keys(shapes) as readonly ExtraCall[];
/** A document without this one is about something else. */
const documented = ["get", "/projects/{}/{}/models/{}"] as const;

const storageKey = "alviss.serverCalls";
const day = 24 * 60 * 60_000;
const documentPatience = 10_000;
const pageLasts = 5 * 60_000;

interface Remembered {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly absent: readonly string[];
}

/**
 * Which extra calls a server has: its openapi.json says so, else one try on the call itself. What it has not is
 * remembered for a day.
 */
export class ExtraCalls {
  private asking: Promise<Remembered> | undefined;
  /** Until when a call counts as absent that was answered by something else than data. */
  private readonly pages = new Map<ExtraCall, number>();

  constructor(
    private readonly apiUrl: string,
    private readonly transport: Transport,
    private readonly memory: KeyValueStore,
    private readonly now: () => number,
  ) {}

  /** Undefined where the server has no such call. */
  async use<T>(name: ExtraCall, call: Call, read: (answer: Answer) => T): Promise<T | undefined> {
    if ((this.pages.get(name) ?? 0) > this.now()) return undefined;
    if ((await unlessAborted(this.remembered(), call.signal)).absent.includes(name)) return undefined;
    try {
      return read(await this.transport.send(call));
    } catch (error) {
      if (!(error instanceof AlvissError) || !isNoSuchCall(error)) throw error;
      // A page instead of data may be there for an hour of maintenance only.
      if (error.kind === "notJson") this.pages.set(name, this.now() + pageLasts);
      else await this.remember((before) => ({ ...before, absent: [...new Set([...before.absent, name])] }));
      return undefined;
    }
  }

  private async remembered(): Promise<Remembered> {
    const known = this.stored();
    if (known !== undefined) return known;
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async ask(): Promise<Remembered> {
    const empty: Remembered = { at: this.now(), absent: [] };
    try {
      const signal = AbortSignal.timeout(documentPatience);
      const url = `${this.apiUrl}/openapi.json`;
      const answer = await this.transport.send({ method: "GET", url, signal, probe: true });
      await this.remember(() => ({ ...empty, absent: absentIn(answer.json()) }));
    } catch (error) {
      if (!(error instanceof AlvissError)) throw error;
      // Only an answer counts; without one, the next call looks again.
      if (error.status !== undefined && error.status < 500) await this.remember(() => empty);
    }
    return this.stored() ?? empty;
  }

  private stored(): Remembered | undefined {
    const found: unknown = this.all()[this.apiUrl];
    return isRemembered(found) && this.isFresh(found) ? found : undefined;
  }

  private async remember(change: (before: Remembered) => Remembered): Promise<void> {
    const now = change(this.stored() ?? { at: this.now(), absent: [] });
    const others = Object.entries(this.all()).filter(([, one]) => isRemembered(one) && this.isFresh(one));
    await this.memory.update(storageKey, { ...Object.fromEntries(others), [this.apiUrl]: now });
  }

  private all(): Readonly<Record<string, unknown>> {
    const found = this.memory.get<unknown>(storageKey);
    return typeof found === "object" && found !== null ? (found as Record<string, unknown>) : {};
  }

  private isFresh({ at }: Remembered): boolean {
    return at <= this.now() && this.now() - at < day;
  }
}

/** The work goes on for others who wait for it. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(cancelled({ unsent: true }));
    if (signal.aborted) giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
  });
}
/** A web page or other data where a call should be means that it is not there. */
const isNoSuchCall = (error: AlvissError): boolean => isUnknownRoute(error) || error.kind === "notJson";

function absentIn(document: JsonNode): readonly ExtraCall[] {
  const paths = member(document, "paths");
  if (paths?.kind !== "object") return [];
  const routes = paths.members.map(({ key, value }) => ({ path: plainPath(key), methods: value }));
  const has = ([method, end]: readonly [string, string]): boolean =>
    routes.some(({ path, methods }) => path.endsWith(end) && member(methods, method) !== undefined);
  return has(documented) ? names.filter((name) => !has(shapes[name])) : [];
}

const plainPath = (path: string): string => path.replace(/\{[^}]*\}/g, "{}").replace(/\/$/, "");

function isRemembered(value: unknown): value is Remembered {
  if (typeof value !== "object" || value === null || !("at" in value) || !("absent" in value)) return false;
  return typeof value.at === "number" && Array.isArray(value.absent);
}
