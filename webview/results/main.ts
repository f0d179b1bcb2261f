/** The results page: starts, listens, and passes on only what it recognises. */
import { registerControls } from "../shared/controls";
import { type FromResults, isResultsMemory, isToResults, type ResultsMemory } from "../shared/resultsMessages";
import { ResultsPage } from "./resultsPage";

interface WebviewApi {
  postMessage(message: FromResults): void;
  getState(): unknown;
  setState(state: ResultsMemory): void;
}

declare function acquireVsCodeApi(): WebviewApi;

const api = acquireVsCodeApi();
const root = document.createElement("div");
let page: ResultsPage | undefined;

document.body.append(root);

registerControls();
document.addEventListener("keydown", (event) => page?.press(event));
window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (!isToResults(data)) return;
  switch (data.type) {
    case "start": {
      const kept = api.getState();
      page = new ResultsPage(root, data, isResultsMemory(kept) ? kept : undefined, {
        send: (message) => api.postMessage(message),
        remember: (memory) => api.setState(memory),
      });
      break;
    }
    case "view":
      page?.show(data.view);
      break;
    case "copied":
      page?.copied(data.rows);
      break;
  }
});
api.postMessage({ type: "ready" });
