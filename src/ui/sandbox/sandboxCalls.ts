import { request } from "node:http";
import { type SandboxLock } from "./lockFile";
import { idFromJson, type ProjectRef } from "../../platform/ids";

/** The calls that only a sandbox has: the presence of a window, the demo project. Answers the JSON that came, if any. */
export function post(url: string, path: string, token: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}`, "Content-Length": "0" };
    const call = request(
      `${url}/v1/api/${path}`,
      { method: "POST", headers, timeout: 10_000, agent: false },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on("data", (piece: Buffer) => pieces.push(piece));
        answer.on("error", reject);
        answer.on("end", () => {
          const text = Buffer.concat(pieces).toString("utf8");
          const status = answer.statusCode ?? 0;
          if (status >= 300) reject(new Error(`POST ${path} -> ${status}: ${text.slice(0, 500)}`));
          else resolve(text === "" ? undefined : JSON.parse(text));
        });
      },
    );
    call.on("timeout", () => call.destroy(new Error(`POST ${path}: no answer in 10 s`)));
    call.on("error", reject);
    call.end();
  });
}

/** Whether who listens there says that it is the process of this lock file. */
export function answersAs({ url, pid, startedAt }: SandboxLock): Promise<boolean> {
  return new Promise((resolve) => {
    const call = request(`${url}/v1/api/sandbox/identity`, { timeout: 1_500, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (piece: string) => (text = (text + piece).slice(0, 1_000)));
      answer.on("error", () => resolve(false));
      answer.on("end", () => resolve(text === JSON.stringify({ pid, startedAt })));
    });
    call.on("timeout", () => call.destroy());
    call.on("error", () => resolve(false));
    call.end();
  });
}

/** The address of the page that manages tokens, teams and projects: good for a minute, once. */
export async function makeManageAddress(url: string, token: string): Promise<string> {
  const answer = (await post(url, "sandbox/manage", token)) as { url?: unknown } | null | undefined;
  if (typeof answer?.url === "string" && answer.url.startsWith(`${url}/`)) return answer.url;
  throw new Error("POST sandbox/manage: the answer names no page of the sandbox");
}

/** Asks for the demo project and answers where it is; it is made once, however often this is called. */
export async function makeDemo(url: string, token: string): Promise<ProjectRef> {
  const answer = (await post(url, "sandbox/demo", token)) as
    { teamId?: unknown; projectId?: unknown } | null | undefined;
  const idOf = (value: unknown): string => JSON.stringify(value) ?? "";
  const team = idFromJson<"team">(idOf(answer?.teamId));
  const project = idFromJson<"project">(idOf(answer?.projectId));
  if (team === undefined || project === undefined) throw new Error("POST sandbox/demo: the answer names no project");
  return { team, project };
}
