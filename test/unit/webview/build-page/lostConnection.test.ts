import assert from "node:assert/strict";
import { type Locator } from "playwright-core";
import { type BuildData, type ToBuildPage } from "../../../../webview/shared/buildMessages";
import { type BuildPageHost, describeBuildPage, swedishDataset, threeYears } from "../../../support/buildPage";
import { demoGraph } from "../../../support/demoGraphs";
import { pictureOf, violations } from "../../../support/pageChecks";
import { until } from "../../../support/until";

const datasets: ToBuildPage = {
  type: "datasets",
  datasets: [swedishDataset],
  areAll: true,
  added: null,
  combinations: [],
};
const lost = (of: BuildData | null): ToBuildPage => ({
  ...{ type: "trouble", of, sentence: "The server cannot be reached." },
  ...{ words: "connect ECONNREFUSED 127.0.0.1:9", mayPass: true },
});

describeBuildPage("the build page without its server", (openPage) => {
  const opened = async (options?: Parameters<typeof openPage>[1]): Promise<BuildPageHost> => {
    const open = await openPage(demoGraph(), options);
    await slider(open).waitFor();
    return open;
  };
  const slider = ({ page }: BuildPageHost): Locator => page.getByRole("slider", { name: "Last training date" });
  const field = ({ page }: BuildPageHost, name: string): Locator => page.locator(`[data-name="${name}"] input`);
  const banner = ({ page }: BuildPageHost): Locator => page.locator(".connection");
  const picked = (host: BuildPageHost): BuildData => host.last("pick")?.data ?? assert.fail("nothing picked");
  const asked = ({ sent }: BuildPageHost, type: "retry" | "pick"): number =>
    sent.filter((one) => one.type === type).length;

  it("says so with what the network said, keeps all that was typed, and is as before when it is read again", async () => {
    const host = await opened();
    await field(host, "epochs").fill("7");
    await field(host, "share").fill("50");
    await field(host, "share").press("Enter");
    await field(host, "seed").fill("not yet a num");
    await host.post(lost(picked(host)));
    await banner(host).getByText("The server cannot be reached.").waitFor();
    await banner(host).getByText("connect ECONNREFUSED 127.0.0.1:9").waitFor();
    await pictureOf(host.page, "build-lost");
    assert.deepEqual(await violations(host.page), []);
    assert.equal(await slider(host).getAttribute("aria-valuetext"), "2023-06-26, 78 of 156 dates");
    await banner(host).getByRole("button", { name: "Try Again" }).focus();
    await host.page.keyboard.press("Enter");
    await until(
      () => asked(host, "retry"),
      (count) => count > 0,
    );
    const before = asked(host, "pick");
    await host.post(datasets);
    await banner(host).waitFor({ state: "hidden" });
    assert.equal(asked(host, "pick"), before + 1);
    assert.equal(await field(host, "epochs").inputValue(), "7");
    assert.equal(await field(host, "seed").inputValue(), "not yet a num");
    assert.equal(await slider(host).getAttribute("aria-valuetext"), "2023-06-26, 78 of 156 dates");
    // The button is gone, and with it the place of the focus.
    assert.equal(await host.page.evaluate(() => document.activeElement?.tagName), "MAIN");
  });

  it("asks again by itself, ever more seldom, until it is answered", async () => {
    const host = await opened();
    await host.page.clock.install();
    await host.page.clock.pauseAt(Date.now() + 60_000);
    const after = async (seconds: number, count: number): Promise<void> => {
      await host.page.clock.runFor(seconds * 1_000 - 10);
      assert.equal(asked(host, "retry"), count - 1);
      await host.page.clock.runFor(20);
      await until(
        () => asked(host, "retry"),
        (now) => now === count,
      );
      await host.post(lost(null));
    };
    await host.post(lost(null));
    await after(5, 1);
    await after(10, 2);
    await host.post(datasets);
    await host.post({ type: "calendar", of: picked(host), calendar: threeYears() });
    await banner(host).waitFor({ state: "hidden" });
    await host.page.clock.runFor(120_000);
    assert.equal(asked(host, "retry"), 2);
  });

  it("shows choices and dates once they are there, if there were none at first", async () => {
    let isAway = true;
    const open = await openPage(demoGraph(), {
      isSilent: (message) => message.type === "pick" && isAway,
    });
    const host = open;
    await host.page.getByText("Reading...").first().waitFor();
    await host.post(lost(picked(host)));
    await host.page.getByText("Not read yet.").waitFor();
    isAway = false;
    await host.post(datasets);
    await slider(host).waitFor();
    await banner(host).waitFor({ state: "hidden" });
  });

  it("says in the place of the dates what the server has decided about them, and does not ask again", async () => {
    const host = await opened();
    const sentence = "The server does not have this.";
    await host.post({ type: "trouble", of: picked(host), sentence, words: null, mayPass: false });
    await host.page.locator("main").getByText(sentence).waitFor();
    assert.equal(await banner(host).isVisible(), false);
    assert.equal(await slider(host).count(), 0);
  });
});
