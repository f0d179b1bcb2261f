import { request } from "node:http";
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
