// What VS Code sees as `viewItem` for one node of each kind and state, made by the functions that the tree uses.
import { type Run } from "../../src/jobs/run";
import { alvissServer, type Server } from "../../src/platform/connections";
import { type GraphId, type Kind, type ObjectRef } from "../../src/platform/ids";
import { type AnyRecord, type Project, type Team } from "../../src/platform/records";
import { type Phase } from "../../src/platform/status";
import { type KnownConnection } from "../../src/ui/account/connections";
import { type NextStep } from "../../src/workflows/plans";
import { contextValue } from "../../src/ui/explorer/contextValue";
import { type ConnectionNode, kinds, type Node, type Trouble } from "../../src/ui/explorer/nodes";
import { jobContext } from "../../src/ui/jobs/jobContext";

const sandboxServer: Server = {
  name: "Sandbox",
  apiUrl: "http://127.0.0.1:1/v1/api",
  teamsUrl: "http://127.0.0.1:1/v1/team/teams",
  webUrl: undefined,
};
const sandbox: KnownConnection = { id: "sandbox", kind: "sandbox", account: "", server: sandboxServer };
const cloud: KnownConnection = { id: "a", kind: "cloud", account: "", server: alvissServer };
const team = { id: "1", name: "Nordic" } as unknown as Team;
const project = { id: "1", team: "1", name: "Coffee", periodicity: "Week" } as unknown as Project;

const connectionValue = (connection: KnownConnection, state: ConnectionNode["state"]): string =>
  contextValue({ kind: "connection", connection, state }, false);

function object(
  kind: Kind,
  phase: Phase,
  more: {
    connection?: KnownConnection;
    active?: boolean;
    refused?: boolean;
    known?: boolean;
    under?: string;
    record?: object;
  } = {},
): string {
  const { connection = sandbox, active = false, refused = false, known = false, under } = more;
  const raw = connection.kind === "sandbox" ? { Phase: null, Progress: 1 } : {};
  const status = phase === "working" ? "training" : undefined;
  const record = { kind, id: "1", phase, status, raw, ...more.record } as unknown as AnyRecord;
  return contextValue({ kind, connection, project, record, active, known, under } as Node, refused);
}

function job(
  connection: KnownConnection,
  state: Run["state"],
  made?: Kind,
  at?: Kind,
  next: readonly { readonly verb: NextStep["verb"] }[] = [],
): string {
  const ref = (kind: Kind): ObjectRef => ({ kind, id: "1" as ObjectRef["id"] });
  const step = {
    name: "Wait",
    kind: "watch",
    state: state === "working" || state === "paused" ? "waiting" : "done",
    attempts: 1,
    ...(at && { object: ref(at) }),
  };
  const run = { state, steps: [step], ...(made && { outcome: { result: "done", object: ref(made), next } }) };
  return jobContext(run as unknown as Run, connection);
}

const folderUnderRefusedToken = (holds: Kind): string =>
  contextValue({ kind: "folder", connection: cloud, project, holds, count: 1, more: false, listed: true }, true);

const folders = Object.fromEntries(
  kinds.map((holds) => [
    `folder of ${holds}s`,
    contextValue({ kind: "folder", connection: sandbox, project, holds, count: 1, more: false, listed: true }, false),
  ]),
);

function errorIn(connection: KnownConnection, trouble: Trouble): string {
  const parent: ConnectionNode = { kind: "connection", connection, state: "ready" };
  return contextValue({ kind: "error", parent, trouble, text: "", details: "" }, false);
}

export const contextSamples = {
  ...folders,
  "sandbox that runs": connectionValue(sandbox, "ready"),
  "sandbox that is stopped": connectionValue(sandbox, "stopped"),
  "sandbox that starts": connectionValue(sandbox, "starting"),
  "cloud connection": connectionValue(cloud, "ready"),
  "cloud connection with a refused token": connectionValue(cloud, "refused"),
  "cloud connection without its secret": connectionValue(cloud, "signedOut"),
  "team in the cloud": contextValue({ kind: "team", connection: cloud, team, open: true }, false),
  "team in the sandbox": contextValue({ kind: "team", connection: sandbox, team, open: true }, false),
  "current project": contextValue(
    { kind: "project", connection: sandbox, project, current: true, added: false },
    false,
  ),
  "project that is not current": contextValue(
    { kind: "project", connection: sandbox, project, current: false, added: false },
    false,
  ),
  "project added by hand": contextValue(
    { kind: "project", connection: cloud, project, current: false, added: true },
    false,
  ),
  "project under a refused token": contextValue(
    { kind: "project", connection: cloud, project, current: false, added: true },
    true,
  ),
  "folder of uploads of a server without lists": contextValue(
    { kind: "folder", connection: cloud, project, holds: "upload", count: 1, more: false, listed: false },
    false,
  ),
  "folder of uploads under a refused token": folderUnderRefusedToken("upload"),
  "folder of datasets under a refused token": folderUnderRefusedToken("dataset"),
  "folder of models of a server without lists": contextValue(
    { kind: "folder", connection: cloud, project, holds: "model", count: 1, more: false, listed: false },
    false,
  ),
  "folder of models with a filter": contextValue(
    { kind: "folder", connection: cloud, project, holds: "model", count: 1, more: false, listed: true, filter: "swe" },
    false,
  ),
  "team with hidden projects": contextValue({ kind: "team", connection: cloud, team, hidden: 1, open: true }, false),
  "pinned project": contextValue(
    { kind: "project", connection: cloud, project, current: true, added: false, pinned: true },
    false,
  ),
  "graph of a model": contextValue(
    { kind: "graph", under: "m", connection: sandbox, project, level: "high", graph: "70001" as GraphId },
    false,
  ),
  "folder of drafts": contextValue({ kind: "drafts", connection: sandbox, project, count: 1 }, false),
  "draft under a refused token": contextValue(
    { kind: "draft", connection: cloud, project, uri: "file:///a", name: "a", changedAt: 0, differs: true },
    true,
  ),
  "fact of an object": contextValue({ kind: "fact", under: "m", key: "k", label: "Period", icon: "watch" }, false),
  "dataset of a model": object("dataset", "done", { under: "m" }),
  "model known by its id": object("model", "done", { connection: cloud, known: true }),
  "upload of which nothing says how it is": object("upload", "working", { record: { status: "dreaming" } }),
  "upload at work": object("upload", "working"),
  "upload done": object("upload", "done"),
  "upload done in the cloud": object("upload", "done", { connection: cloud }),
  "attribution set done in the cloud": object("attributionSet", "done", { connection: cloud }),
  "upload that failed": object("upload", "failed"),
  "dataset done in the sandbox": object("dataset", "done"),
  "dataset done, not active": object("dataset", "done", { connection: cloud }),
  "dataset done on a server without extras": object("dataset", "done", { connection: cloud }),
  "active dataset": object("dataset", "done", { active: true }),
  "model at work": object("model", "working", { record: { graphId: "70001" } }),
  "model done": object("model", "done", { record: { graphId: "70001" } }),
  "model done without graphs": object("model", "done", { connection: cloud }),
  "model under a refused token": object("model", "done", {
    connection: cloud,
    refused: true,
    record: { graphId: "70001" },
  }),
  "attribution done in the sandbox": object("attribution", "done"),
  "attribution done on a server without results": object("attribution", "done", { connection: cloud }),
  "attribution set done, not active": object("attributionSet", "done"),
  "active attribution set": object("attributionSet", "done", { active: true }),
  "rest of a list": contextValue(
    {
      kind: "loadMore",
      next: 50,
      folder: { kind: "folder", connection: sandbox, project, holds: "model", count: 50, more: true, listed: true },
    },
    false,
  ),
  "an empty list": contextValue({ kind: "notice", under: "x", text: "", tooltip: undefined }, false),
  "an error": errorIn(cloud, "failed"),
  "no answer of a server": errorIn(cloud, "offline"),
  "no answer of the sandbox": errorIn(sandbox, "offline"),
  "no token that a server takes": errorIn(cloud, "refused"),
  "something that an account may not read": errorIn(cloud, "forbidden"),
  "job at work in the sandbox": job(sandbox, "working", undefined, "model"),
  "job at work in the cloud": job(cloud, "working", undefined, "model"),
  "job that is paused": job(cloud, "paused", undefined, "model"),
  "job that failed": job(sandbox, "failed"),
  "job that made an upload": job(sandbox, "succeeded", "upload"),
  "job that made a dataset": job(sandbox, "succeeded", "dataset"),
  "job that made a dataset that is not active": job(cloud, "succeeded", "dataset", undefined, [
    { verb: "activateDataset" },
  ]),
  "job that made an attribution set": job(cloud, "succeeded", "attributionSet", undefined, [
    { verb: "activateAttributionSet" },
  ]),
  "job that activated an attribution set": job(cloud, "succeeded", "attributionSet"),
  "job that sends its call": job(cloud, "working"),
  "job whose call may have been lost": job(cloud, "needsAnswer"),
  "job that made a model": job(sandbox, "succeeded", "model"),
  "job that made an attribution": job(sandbox, "succeeded", "attribution"),
  "job that made an attribution in the cloud": job(cloud, "succeeded", "attribution"),
};
