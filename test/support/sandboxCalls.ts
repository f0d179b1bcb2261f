import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type StartedSandbox } from "./startSandbox";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: Record<string, unknown>;
}

const DEMO = fileURLToPath(new URL("../../media/demo/", import.meta.url));
const POLL_MS = 20;
const GIVE_UP_MS = 60_000;

/** Raw HTTP to a sandbox, as a script would speak it: paths relative to one project unless they start with http. */
export class SandboxCalls {
  readonly project: string;

  constructor(
    readonly sandbox: Pick<StartedSandbox, "url" | "token" | "teamId" | "projectId">,
    place: { teamId: number; projectId: number } = sandbox,
  ) {
    this.project = `${sandbox.url}/projects/${place.teamId}/${place.projectId}`;
  }

  async send(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(path.startsWith("http") ? path : `${this.project}/${path}`, {
      method,
      ...init,
      headers: { authorization: `Bearer ${this.sandbox.token}`, ...(init.headers as Record<string, string>) },
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) as Answer["body"] };
  }

  get(path: string): Promise<Answer> {
    return this.send("GET", path);
  }

  post(path: string, json?: unknown): Promise<Answer> {
    const body = typeof json === "string" ? json : JSON.stringify(json);
    return this.send("POST", path, json === undefined ? {} : { body, headers: { "content-type": "application/json" } });
  }

  /** Posts one multipart part named `file`. */
  upload(
    datasetName: string,
    content: string | Uint8Array<ArrayBuffer>,
    fileName = `${datasetName}.csv`,
  ): Promise<Answer> {
    const form = new FormData();
    form.append("file", new Blob([content]), fileName);
    return this.send("POST", `datauploads?dataset_name=${encodeURIComponent(datasetName)}`, { body: form });
  }

  async uploadDemoFile(type: "Sales" | "Media" | "Distribution" | "Events"): Promise<number> {
    const answer = await this.upload(type, new Uint8Array(await readFile(`${DEMO}${type}.csv`)));
    return answer.body.upload_id as number;
  }

  /** Polls until the record has the status word, or has ended in another way. Answers every word seen, in order. */
  async until(path: string, word: string): Promise<{ record: Answer["body"]; words: string[] }> {
    const words: string[] = [];
    const end = Date.now() + GIVE_UP_MS;
    for (;;) {
      const { body: record } = await this.get(path);
      const status = String(record.Status);
      if (words.at(-1) !== status) words.push(status);
      if (status === word) return { record, words };
      if (/^(failed|cancelled|completed?)$/.test(status) || Date.now() > end) {
        throw new Error(`${path} is ${status}, not ${word}: ${String(record.Message)}`);
      }
      await sleep(POLL_MS);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
