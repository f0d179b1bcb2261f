import assert from "node:assert/strict";
import { ROLES, type Role } from "../../../../src/sandbox/store/roles";
import { SandboxCalls } from "../../../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../../../support/startSandbox";

/** Calls that fail at the latest for what they ask for, so that a role that may call them changes nothing. */
const GUARDED: readonly (readonly [method: string, path: string, body: unknown, needed: Role])[] = [
  ["GET", "models/1", undefined, "observer"],
  ["POST", "datauploads", {}, "data_manager"],
  ["POST", "datasets", {}, "data_manager"],
  ["POST", "datasets", { upload_ids: [], activate: true, dataset_ids: [9] }, "manager"],
  ["POST", "datasets/1/dates", {}, "data_manager"],
  ["POST", "datasets/9/activate", undefined, "manager"],
  ["POST", "models/9/refit", {}, "model_developer"],
  ["POST", "models/9/cancel", undefined, "model_developer"],
  ["POST", "build/model", {}, "model_developer"],
  ["POST", "attributions", {}, "model_developer"],
  ["POST", "attributionset_align_dates", {}, "model_developer"],
  ["POST", "attributionset_align_dates", { attributionjob_ids: [9], active: true }, "manager"],
  ["PATCH", "attributionset/9/activate", undefined, "manager"],
];

describe("the roles of access tokens", function () {
  this.timeout(60_000);
  let sandbox: StartedSandbox;
  let admin: SandboxCalls;
  before(async () => {
    sandbox = await startSandbox({ demo: true, engine: "fast" });
    admin = new SandboxCalls(sandbox);
  });
  after(() => sandbox?.stop());
  const as = (token: string | undefined) => new SandboxCalls({ ...sandbox, token: token ?? "" });
  const call = (calls: SandboxCalls, method: string, path: string, body: unknown) =>
    calls.send(method, path, {
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { "content-type": "application/json" },
    });

  for (const [method, path, body, needed] of GUARDED) {
    it(`let ${needed} and higher ones ${method} ${path} with ${JSON.stringify(body) ?? "no body"}`, async () => {
      for (const role of ROLES) {
        const answer = await call(as(sandbox.tokens?.[role]), method, path, body);
        const allowed = ROLES.indexOf(role) >= ROLES.indexOf(needed);
        assert.equal(answer.status === 403, !allowed, `${role}: ${answer.text}`);
        if (!allowed) assert.match(answer.text, /needs the role [A-Z][a-z ]+[A-Za-z]+ or a higher one/);
      }
    });
  }

  it("leave ended tokens out: the answer says how they ended", async () => {
    const expired = await as(sandbox.tokens?.expired).get("models/1");
    assert.deepEqual([expired.status, expired.headers.get("www-authenticate")], [401, "Bearer"]);
    assert.match(expired.text, /has expired/);
    assert.match((await as(sandbox.tokens?.revoked).get("models/1")).text, /was revoked/);
  });

  it("come with a token that an admin makes, until it is revoked; its value is answered once", async () => {
    const url = `${sandbox.url}/sandbox/tokens`;
    const made = await admin.post(url, { name: "nightly script", role: "observer", days: 365 });
    const token = String(made.body.Token);
    assert.equal(made.status, 200, made.text);
    assert.equal((await as(token).get("models/1")).status, 200);
    assert.equal((await as(token).get(url)).status, 403);
    const list = await admin.get(url);
    assert.ok(list.text.includes("nightly script") && !list.text.includes(token.slice(8)));
    const revoked = await admin.post(`${url}/${String(made.body.Id)}/revoke`);
    assert.equal(revoked.body.State, "revoked");
    assert.equal((await as(token).get("models/1")).status, 401);
    for (const bad of [{ days: 366 }, { days: 0 }, { role: "owner" }, { name: " " }]) {
      assert.equal((await admin.post(url, { name: "x", role: "observer", ...bad })).status, 422);
    }
  });

  it("hold in teams and projects that an admin makes", async () => {
    const team = await admin.post(`${sandbox.url}/sandbox/teams`, { name: "South" });
    const project = await admin.post(`${sandbox.url}/sandbox/projects`, {
      team_id: team.body.Id,
      name: "Tea",
      periodicity: "Month",
    });
    assert.deepEqual([project.body.TeamId, project.body.Periodicity], [team.body.Id, "Month"]);
    const place = { teamId: Number(team.body.Id), projectId: Number(project.body.Id) };
    assert.deepEqual((await new SandboxCalls(sandbox, place).get("models")).body, []);
    assert.equal((await admin.post(`${sandbox.url}/sandbox/projects`, { team_id: 99, name: "x" })).status, 404);
  });
});
