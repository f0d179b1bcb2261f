import assert from "node:assert/strict";
import { SandboxCalls } from "../../../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../../../support/startSandbox";

describe("the page that manages tokens, teams and projects", function () {
  this.timeout(30_000);
  let sandbox: StartedSandbox;
  let calls: SandboxCalls;
  let origin: string;
  let cookie: string;
  before(async () => {
    sandbox = await startSandbox();
    calls = new SandboxCalls(sandbox);
    origin = new URL(sandbox.url).origin;
  });
  after(() => sandbox?.stop());
  beforeEach(async () => {
    const entered = await fetch(await address());
    assert.equal(entered.status, 200);
    cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  });

  const address = async () => String((await calls.post(`${sandbox.url}/sandbox/manage`)).body.url);
  const show = async () => (await fetch(`${origin}/manage`, { headers: { cookie } })).text();
  const formToken = async () => /name="form_token" value="([^"]+)"/.exec(await show())?.[1] ?? "";
  const submit = async (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${origin}/manage/${path}`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ form_token: await formToken(), ...fields }),
      headers: { cookie, ...headers },
    });

  it("opens by a code that is good once, and gives a cookie that scripts and other sites cannot use", async () => {
    const url = await address();
    const first = await fetch(url);
    assert.match(first.headers.get("set-cookie") ?? "", /Path=\/manage; HttpOnly; SameSite=Strict/);
    assert.equal((await fetch(url)).status, 403);
    assert.equal((await fetch(`${origin}/manage`)).status, 403);
    assert.equal((await fetch(`${origin}/manage`, { headers: { cookie: "alviss_manage=made-up" } })).status, 403);
  });

  it("is opened by an admin only, and its cookie opens nothing of the API", async () => {
    const { body } = await calls.post(`${sandbox.url}/sandbox/tokens`, { name: "m", role: "manager" });
    const manager = new SandboxCalls({ ...sandbox, token: String(body.Token) });
    assert.equal((await manager.post(`${sandbox.url}/sandbox/manage`)).status, 403);
    assert.equal((await fetch(sandbox.teamUrl, { headers: { cookie } })).status, 401);
  });

  it("makes a token, shows it once and revokes it", async () => {
    const made = await submit("tokens", { name: "nightly", role: "observer", days: "30" });
    const [token = ""] = /sandbox_[\w-]+/.exec(await made.text()) ?? [];
    const as = new SandboxCalls({ ...sandbox, token });
    assert.equal((await as.get(sandbox.teamUrl)).status, 200);
    const page = await show();
    assert.ok(page.includes("nightly") && !page.includes(token));
    const id = /tokens\/(\d+)\/revoke"/.exec(page)?.[1] ?? "";
    assert.equal((await submit(`tokens/${id}/revoke`, {})).status, 303);
    assert.equal((await as.get(sandbox.teamUrl)).status, 401);
  });

  it("makes and renames teams and projects, and shows their names as text", async () => {
    assert.equal((await submit("teams", { name: "<b>South</b>" })).status, 303);
    const teams = (await calls.get(sandbox.teamUrl)).body as unknown as { Id: number; Name: string }[];
    const id = String(teams.find(({ Name }) => Name === "<b>South</b>")?.Id);
    assert.equal((await submit(`teams/${id}/projects`, { name: "Tea", periodicity: "Month" })).status, 303);
    assert.equal((await submit(`teams/${id}/projects`, { name: "Soup", periodicity: "" })).status, 303);
    const projects = (await calls.get(`${sandbox.url}/projects/${id}`)).body as unknown as Record<string, unknown>[];
    assert.deepEqual(
      projects.map(({ Name, Periodicity }) => [Name, Periodicity]),
      [
        ["Soup", null],
        ["Tea", "Month"],
      ],
    );
    await submit(`projects/${String(projects[0]?.Id)}/name`, { name: "Cocoa" });
    const page = await show();
    assert.ok(page.includes("Cocoa") && page.includes("&lt;b&gt;South&lt;/b&gt;") && !page.includes("<b>South"));
  });

  it("says what is wrong with a form, and changes nothing", async () => {
    const before = (await calls.get(`${sandbox.url}/sandbox/tokens`)).text;
    for (const wrong of [{ days: "366" }, { days: "x" }, { role: "owner" }, { name: " " }]) {
      const answer = await submit("tokens", { name: "x", role: "observer", days: "1", ...wrong });
      assert.equal(answer.status, 422);
      assert.match(await answer.text(), new RegExp(`role="alert">${Object.keys(wrong)[0]}`));
    }
    assert.equal((await submit("teams/99/projects", { name: "x" })).status, 422);
    assert.equal((await calls.get(`${sandbox.url}/sandbox/tokens`)).text, before);
  });

  it("refuses forms of other sites: without cookie, without its form token, or from another origin", async () => {
    const fields = { name: "x" };
    for (const answer of [
      await submit("teams", fields, { cookie: "" }),
      await submit("teams", { ...fields, form_token: "guess" }),
      await submit("teams", fields, { origin: "http://127.0.0.1:1" }),
      await submit("teams", fields, { origin: "null" }),
    ]) {
      assert.equal(answer.status, 403);
    }
    assert.equal((await submit("teams", fields, { origin })).status, 303);
  });

  it("loads nothing and cannot be framed", async () => {
    const { headers } = await fetch(`${origin}/manage`, { headers: { cookie } });
    assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal(headers.get("cache-control"), "no-store");
    assert.doesNotMatch(await show(), /<script|src=|https?:/);
  });
});
