import assert from "node:assert/strict";
import { makeDemo } from "../../../../src/ui/sandbox/sandboxCalls";
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
