import assert from "node:assert/strict";
import { alvissServer, isLoopback, type Server, serverProblem, tokenOrigins } from "../../../src/platform/connections";

const server = (apiUrl: string, teamsUrl: string): Server => ({ name: "Other", apiUrl, teamsUrl, webUrl: undefined });

describe("servers", () => {
  it("the documented one counts its two hosts as one place", () => {
    assert.equal(serverProblem(alvissServer), undefined);
    assert.deepEqual(tokenOrigins(alvissServer), ["https://app.alviss.io", "https://api.alviss.io"]);
  });

  it("need https, but for this machine", () => {
    assert.match(serverProblem(server("http://example.org/v1/api", "http://example.org/v1/team/teams")) ?? "", /https/);
    for (const host of ["127.0.0.1:8123", "localhost:8123", "[::1]:8123"]) {
      assert.equal(serverProblem(server(`http://${host}/v1/api`, `http://${host}/v1/team/teams`)), undefined, host);
    }
  });

  it("may not send a token to a second host", () => {
    assert.match(
      serverProblem(server("https://a.example/v1/api", "https://b.example/v1/team/teams")) ?? "",
      /another server/,
    );
    assert.match(
      serverProblem(server("https://a.example/v1/api", "https://api.alviss.io/v1/team/teams")) ?? "",
      /another server/,
    );
  });

  it("may not hide a password in the address, or be no address", () => {
    assert.match(serverProblem(server("https://u:p@a.example/v1/api", "https://a.example/t")) ?? "", /password/);
    assert.match(serverProblem(server("a.example", "https://a.example/t")) ?? "", /not a web address/);
  });

  it("are not taken for this machine by a name that only begins like it", () => {
    for (const url of ["http://127.0.0.1.example.org", "http://localhost.example.org", "http://1127.0.0.1x"]) {
      assert.equal(isLoopback(url), false, url);
    }
  });
});
