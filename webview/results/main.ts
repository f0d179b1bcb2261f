/** The results page: starts, listens, and passes on only what it recognises. */
import { registerControls, registerFormControls } from "../shared/controls";
import { type FromResults, isToResults, resultsMemory, type ResultsMemory } from "../shared/resultsMessages";
import { ResultsPage } from "./resultsPage";
import { resultsStrings } from "./strings";

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
registerFormControls();
document.addEventListener("keydown", (event) => page?.press(event));
window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (!isToResults(data)) return;
  switch (data.type) {
    case "start":
      page?.end();
      page = new ResultsPage(
        root,
        { ...data, strings: resultsStrings(data.translations) },
        resultsMemory(api.getState()),
        {
          send: (message) => api.postMessage(message),
          remember: (memory) => api.setState(memory),
        },
      );
      break;
    case "view":
      page?.show(data.view);
      break;
    case "part":
      page?.receivePart(data);
      break;
    case "export":
      page?.export(data.what);
      break;
    case "said":
      page?.say(data.note);
      break;
  }
});
api.postMessage({ type: "ready" });
