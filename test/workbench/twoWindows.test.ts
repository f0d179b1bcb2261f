import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { answerJson } from "../support/rawServer";
import { pathOf, type ScriptedPlatform, scriptedPlatform } from "../support/scriptedPlatform";
import { until } from "../support/until";
import { describeInWorkbench, themeKinds, type Workbench } from "../support/workbench";

/** Of a server on this machine, one window asks every 5 % of the time, at least half a second; two ask twice as often. */
const pace = (elapsed: number): number => Math.max(500, elapsed * 0.05);

let platform: ScriptedPlatform | undefined;

describeInWorkbench(
  "jobs in two windows",
  (workbench) => {
    after(() => platform?.close());

    it("are asked about by one of them, and by the other within ten seconds when that is killed", async function () {
      this.timeout(240_000);
      const server = platform ?? assert.fail();
      const times: number[] = [];
      server.words.set("datauploads/40", ["processing"]);
      server.intercept = (request, response) => {
        if (pathOf(request) === "datauploads/40") times.push(Date.now());
        if (!request.url.endsWith("/teams")) return false;
        answerJson(response, [{ Id: 1, Name: "Team" }]);
        return true;
      };
      const window = workbench();
      await signIn(window);
      await upload(window, "Sales.csv");
      await window.showContainer("Alviss AI");
      await window.treeRow(/Upload Sales.csv.*processing/).waitFor();
      const first = await leader(window);
      const other = await window.another();
      await other.showContainer("Alviss AI");
      await other.treeRow(/Upload Sales.csv.*processing/).waitFor();
      const begun = times.length;
      await until(
        () => times.length,
        (count) => count >= begun + 6,
      );
      const [start = 0, from = 0, to = 0] = [times[0], times[begun - 1], times[begun + 5]];
      assert.ok((to - from) / 6 > 0.7 * pace(from - start), `${to - from} ms for 6 questions`);
      assert.equal(await leader(window), first);

      // In this order: a window that closes ends its process itself.
      process.kill(first, "SIGKILL");
      await window.page.close();
      const killed = Date.now();
      await until(
        () => leader(other),
        (pid) => pid !== first,
        10_000,
      );
      await until(
        () => times.at(-1) ?? 0,
        (time) => time > killed + 500,
        10_000,
      );
      assert.ok((times.find((time) => time > killed + 500) ?? Infinity) - killed < 10_000);
      server.words.set("datauploads/40", ["complete"]);
      await other.treeRow(/Upload Sales.csv.*done/).waitFor();
      assert.deepEqual(server.made(), ["POST datauploads"]);

      await answersQuestion(other, server);
      await other.close();
    });
  },
  async () => {
    platform = await scriptedPlatform();
    return { "alviss.api.baseUrl": platform.server.apiUrl, "alviss.api.teamsUrl": platform.server.teamsUrl };
  },
);

/** A call whose answer is lost is asked about, and sent again only when somebody says so. */
async function answersQuestion(window: Workbench, server: ScriptedPlatform): Promise<void> {
  const { intercept } = server;
  server.intercept = (request, response) => {
    if (request.method !== "POST") return intercept(request, response);
    answerJson(response, "<html>Bad Gateway</html>", 502);
    return true;
  };
  await upload(window, "Media.csv");
  await window.toast(/Upload Media.csv: it may have been created/).waitFor();
  await window.showContainer("Alviss AI");
  await window.treeRow(/Upload Media.csv.*waits for your answer/).waitFor();
  for (const theme of themeKinds) {
    await window.setTheme(theme);
    await window.screenshot(`a call without an answer ${theme}`);
  }
  server.intercept = intercept;
  await window.contextMenu(window.treeRow(/Upload Media.csv/), "Answer...");
  await window.answer("What became of", "It did not happen: send it again");
  await window.treeRow(/Upload Media.csv.*done/).waitFor();
}

async function signIn(window: Workbench): Promise<void> {
  await window.signIn("token-of-a-test");
  await window.palette("Alviss: Add Project...");
  await window.fill("Team id and project id", "1/2");
}

async function upload(window: Workbench, name: string): Promise<void> {
  await window.showContainer("Explorer");
  await window.contextMenu(window.treeRow(name), "Upload to Alviss...");
  await window.answer("What kind of data is it?", "guessed from the header");
}

/** The process of the window that leads. */
async function leader({ globalStorage }: Workbench): Promise<number> {
  const folder = join(globalStorage, "jobs");
  const locks = (await readdir(folder)).filter((name) => name.endsWith(".lock")).sort();
  const text = await readFile(join(folder, locks.at(-1) ?? ""), "utf8").catch(() => "{}");
  return Number((JSON.parse(text === "" ? "{}" : text) as { pid?: number }).pid);
}
