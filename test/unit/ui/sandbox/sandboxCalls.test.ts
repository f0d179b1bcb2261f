import assert from "node:assert/strict";
import { answersAs, makeDemo, makeManageAddress } from "../../../../src/ui/sandbox/sandboxCalls";
import { answerJson, serveRaw } from "../../../support/rawServer";

describe("asking the sandbox for its demo", () => {
  const ask = async (answer: unknown): Promise<unknown> => {
    const server = await serveRaw((_request, response) => answerJson(response, answer));
    try {
      return await makeDemo(server.origin, "sandbox_x");
    } finally {
      await server.close();
    }
  };

  it("answers where the demo project is, with ids as JSON text", async () => {
    assert.deepEqual(await ask({ teamId: 2, projectId: "b" }), { team: "2", project: '"b"' });
  });

  it("refuses an answer that names no project", async () => {
    for (const answer of ["null", "[]", { teamId: 2 }, { teamId: null, projectId: 3 }, { teamId: {}, projectId: 3 }])
      await assert.rejects(ask(answer), /the answer names no project/);
  });
});

describe("asking the sandbox for its page", () => {
  it("takes only an address of that sandbox", async () => {
    let url = "";
    const server = await serveRaw((_request, response) => answerJson(response, { url, expires_in: 60 }));
    try {
      url = `${server.origin}/manage?code=x`;
      assert.equal(await makeManageAddress(server.origin, "sandbox_x"), url);
      for (url of ["http://127.0.0.1:1/manage?code=x", `${server.origin}.example/manage`, "file:///etc"])
        await assert.rejects(makeManageAddress(server.origin, "sandbox_x"), /no page of the sandbox/);
    } finally {
      await server.close();
    }
  });
});

describe("who listens at the address of a lock file", () => {
  it("is believed only with the number and the time of the start", async () => {
    const server = await serveRaw((_request, response) => answerJson(response, { pid: 7, startedAt: "now" }));
    const lock = { pid: 7, url: server.origin, version: "1", startedAt: "now" };
    try {
      assert.ok(await answersAs(lock));
      assert.ok(!(await answersAs({ ...lock, pid: 8 })));
      assert.ok(!(await answersAs({ ...lock, startedAt: "then" })));
    } finally {
      await server.close();
    }
    assert.ok(!(await answersAs(lock)));
  });
});
