import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { join } from "node:path";
import { claimFolder, type FolderOwner, FolderTaken } from "../../../../src/sandbox/store/folderOwner";
import { scratchFolder } from "../../../support/scratchFolder";

describe("owning a data folder", () => {
  const folder = scratchFolder();
  const lock = () => join(folder(), "sandbox.lock");
  const me: FolderOwner = { pid: process.pid, url: "http://127.0.0.1:1", version: "1", startedAt: "now" };
  // The parent of this process is alive all the time and is no sandbox.
  const other = (url: string): FolderOwner => ({ pid: process.ppid, url, version: "1", startedAt: "then" });
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });
  const serve = async (identity?: unknown): Promise<string> => {
    const server = createServer((_request, response) => {
      if (identity !== undefined) response.end(JSON.stringify(identity));
    });
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  it("writes who owns it, and removes that when it is given up", async () => {
    const release = await claimFolder(folder(), me);
    assert.deepEqual(JSON.parse(readFileSync(lock(), "utf8")), me);
    release();
    assert.ok(!existsSync(lock()));
  });

  it("refuses while the owner answers as itself, naming its pid", async () => {
    const url = await serve({ pid: process.ppid, startedAt: "then" });
    writeFileSync(lock(), JSON.stringify(other(url)));
    await assert.rejects(claimFolder(folder(), me), (error) => {
      assert.ok(error instanceof FolderTaken);
      assert.match(error.message, new RegExp(`pid ${process.ppid}\\b`));
      return true;
    });
    assert.deepEqual(JSON.parse(readFileSync(lock(), "utf8")), other(url));
  });

  it("refuses while the owner is there but too busy to answer", async () => {
    writeFileSync(lock(), JSON.stringify(other(await serve())));
    await assert.rejects(claimFolder(folder(), me), FolderTaken);
  }).timeout(5000);

  it("takes over from a process that is gone", async () => {
    writeFileSync(lock(), JSON.stringify({ ...other("http://127.0.0.1:1"), pid: 2 ** 22 + 1 }));
    await claimFolder(folder(), me);
    assert.deepEqual(JSON.parse(readFileSync(lock(), "utf8")), me);
  });

  it("removes locks that a killed process had set aside, not those of one that lives", async () => {
    for (const pid of [2 ** 22 + 1, process.ppid]) writeFileSync(`${lock()}.${pid}`, "");
    await claimFolder(folder(), me);
    assert.deepEqual(readdirSync(folder()).sort(), ["sandbox.lock", `sandbox.lock.${process.ppid}`]);
  });

  it("takes over when the pid belongs to another program by now", async () => {
    writeFileSync(lock(), JSON.stringify(other("http://127.0.0.1:1")));
    await claimFolder(folder(), me);
    assert.deepEqual(JSON.parse(readFileSync(lock(), "utf8")), me);
  });

  it("takes over when another sandbox has the port by now", async () => {
    writeFileSync(lock(), JSON.stringify(other(await serve({ pid: process.ppid, startedAt: "later" }))));
    await claimFolder(folder(), me);
    assert.deepEqual(JSON.parse(readFileSync(lock(), "utf8")), me);
  });

  it("takes over a lock that was never written to its end", async () => {
    writeFileSync(lock(), '{"pid": 12');
    await claimFolder(folder(), me);
    assert.deepEqual(JSON.parse(readFileSync(lock(), "utf8")), me);
  });

  it("does not remove the lock of an owner that came later", async () => {
    const release = await claimFolder(folder(), me);
    writeFileSync(lock(), JSON.stringify(other("http://127.0.0.1:1")));
    release();
    assert.ok(existsSync(lock()));
  });

  it("is won by exactly one of two that start together", async () => {
    const identities = ["a", "b"].map((startedAt) => ({ pid: process.ppid, startedAt }));
    const claims = await Promise.allSettled(
      identities.map(async (identity) =>
        claimFolder(folder(), { ...identity, version: "1", url: await serve(identity) }),
      ),
    );
    assert.deepEqual(claims.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  });
});
