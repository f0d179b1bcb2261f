import { SandboxCalls } from "../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../support/startSandbox";
import { describeInWorkbench } from "../support/workbench";

let server: StartedSandbox | undefined;

async function serverOfDemo() {
  server = await startSandbox({ demo: true, engine: "fast" });
  return { "alviss.api.baseUrl": server.url, "alviss.api.teamsUrl": server.teamUrl };
}

describeInWorkbench(
  "results that somebody else's job is still to bring",
  (workbench) => {
    const page = () => workbench().webview();
    let calls: SandboxCalls;
    let model: string;

    /** A fit that would take hours, and an attribution that has to wait for its end. */
    before(async () => {
      if (server === undefined) throw new Error("The server is started before the window.");
      calls = new SandboxCalls(server);
      const { body: demo } = await calls.get("models/1");
      const detail = { dataset_id: 1, train_dates: demo.TrainDates, eval_dates: demo.EvalDates, activate: false };
      const param = { epochs: 100_000, learning_rate: 0.001, samples: 1000 };
      const refit = await calls.post("models/1/refit", { model_detail: detail, model_param: param });
      model = String(refit.body.IId);
      const dates = { start_date: "2023-01-02", end_date: "2023-12-25" };
      await calls.post("attributions", { model_id: 1, dataset_id: 1, ...dates, samples: 150 });
      const window = workbench();
      await window.signIn(server.token);
      await window.setExpanded("Nordic Coffee (demo)", true);
      await window.setExpanded("Models", true);
      await window.setExpanded("Attributions", true);
    });
    after(() => server?.stop());

    it("stand in the page when the job ends, which says until then how far it is", async () => {
      const window = workbench();
      await window.contextMenu(window.treeRow(/#2 model #1/), "Open Results");
      await page().getByText("The job is still running.").waitFor({ timeout: 60_000 });
      await window.screenshot("results-awaited");
      await calls.post(`models/${model}/cancel`);
      await page().locator(".figure-waterfall .picture svg").waitFor({ timeout: 120_000 });
      await window.screenshot("results-arrived");
    });
  },
  serverOfDemo,
);
