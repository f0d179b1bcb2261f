import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { type StartedSandbox } from "./startSandbox";

export interface TokenGate {
  /** As `StartedSandbox` has them. */
  readonly url: string;
  readonly teamUrl: string;
  /** The tokens it lets through. */
  readonly taken: Set<string>;
  /** Called when the sandbox has answered a call, before the answer is passed on. */
  onAnswered: (call: string) => void;
  /** What a call waits for before it is passed on: `POST /v1/api/...`. */
  hold: (call: string) => Promise<void>;
  /** How many calls were answered with 401. */
  refusals: number;
  close(): Promise<void>;
}

/** Stands in front of a sandbox and decides by itself which tokens are good, so that one can die at a chosen moment. */
export async function startTokenGate(sandbox: StartedSandbox, ...tokens: readonly string[]): Promise<TokenGate> {
  const { port } = new URL(sandbox.url);
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const token = (incoming.headers.authorization ?? "").replace("Bearer ", "");
    if (!gate.taken.has(token)) {
      gate.refusals += 1;
      incoming.resume();
      outgoing.writeHead(401, { "Content-Type": "application/json" }).end('{"detail":"Unknown access token."}');
      return;
    }
    const { method = "GET", url = "" } = incoming;
    await gate.hold(`${method} ${url}`);
    const headers = { ...incoming.headers, authorization: `Bearer ${sandbox.token}` };
    const forwarded = request({ port, host: "127.0.0.1", method, path: url, headers }, (answer) => {
      gate.onAnswered(`${method} ${url}`);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on("error", () => outgoing.destroy());
    incoming.pipe(forwarded);
  };
  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = (url: string): string => url.replace(port, String((server.address() as AddressInfo).port));
  const gate: TokenGate = {
    url: at(sandbox.url),
    teamUrl: at(sandbox.teamUrl),
    taken: new Set(tokens),
    onAnswered: () => undefined,
    hold: () => Promise.resolve(),
    refusals: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return gate;
}
