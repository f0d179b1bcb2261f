/** The results page: starts, listens, and passes on only what it recognises. */
import { registerControls, registerFormControls } from "../shared/controls";
import {
  type ComparisonMemory,
  type FromComparison,
  isComparisonMemory,
  isToComparison,
  type ToComparison,
} from "../shared/comparisonMessages";
import { type FromResults, isToResults, resultsMemory, type ResultsMemory } from "../shared/resultsMessages";
import { markReady } from "../shared/speedMarks";
import { ComparisonPage } from "./comparison/comparisonPage";
import { ResultsPage } from "./resultsPage";
import { resultsStrings } from "./strings";

interface WebviewApi {
  postMessage(message: FromResults | FromComparison): void;
  getState(): unknown;
  setState(state: ResultsMemory | ComparisonMemory): void;
}

declare function acquireVsCodeApi(): WebviewApi;

const api = acquireVsCodeApi();
const root = document.createElement("div");
let page: ResultsPage | ComparisonPage | undefined;

document.body.append(root);

registerControls();
registerFormControls();
document.addEventListener("keydown", (event) => page?.press(event));
window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (isToComparison(data)) {
    compare(data);
    return;
  }
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
      if (page instanceof ResultsPage) page.show(data.view);
      break;
    case "part":
      if (page instanceof ResultsPage) page.receivePart(data);
      break;
    case "attributions":
      if (page instanceof ResultsPage) page.showAttributions(data);
      break;
    case "export":
      if (page instanceof ResultsPage) page.export(data.what);
      break;
    case "said":
      page?.say(data.note);
      break;
  }
});
/** Two results side by side, in a page of their own. */
function compare(message: ToComparison): void {
  if (message.type === "comparison") {
    if (page instanceof ComparisonPage) page.show(message.view);
    return;
  }
  page?.end();
  const kept = api.getState();
  page = new ComparisonPage(
    root,
    { ...message, strings: resultsStrings(message.translations) },
    isComparisonMemory(kept) ? kept : undefined,
    { send: (sent) => api.postMessage(sent), remember: (memory) => api.setState(memory) },
  );
}

markReady();
api.postMessage({ type: "ready" });
