/** The graph editor's page: starts, listens, and passes on only what it recognises. */
import { registerCheckbox, registerControls, registerFormControls } from "../shared/controls";
import { isToGraphEditor } from "../shared/graphArrivals";
import { type FromGraphEditor, type GraphMemory, graphMemoryOf } from "../shared/graphMessages";
import { GraphPage } from "./graphPage";
import { markReady } from "../shared/speedMarks";

interface WebviewApi {
  postMessage(message: FromGraphEditor): void;
  getState(): unknown;
  setState(state: GraphMemory): void;
}

declare function acquireVsCodeApi(): WebviewApi;

const api = acquireVsCodeApi();
const root = document.createElement("div");
let page: GraphPage | undefined;

// A picture that is moved has another state with every frame: the last one of a moment is enough. Anything else is kept
// at once, since nothing is heard any more of a page that is closed.
let unkept: GraphMemory | undefined;
let lastTold: string | undefined;
let timer = 0;
function keep(): void {
  clearTimeout(timer);
  const told = unkept && JSON.stringify(unkept);
  // A page is drawn anew more often than it is looked at differently.
  if (unkept && told !== lastTold) {
    lastTold = told;
    api.setState(unkept);
    // The window keeps it for this tab; the host for the file, when it is opened again.
    api.postMessage({ type: "remember", memory: unkept });
  }
  unkept = undefined;
}
function remember(memory: GraphMemory, moves: boolean): void {
  unkept = memory;
  clearTimeout(timer);
  if (moves) timer = window.setTimeout(keep, 200);
  else keep();
}

root.className = "page";
document.body.append(root);
registerControls();
registerFormControls();
registerCheckbox();
document.addEventListener("keydown", (event) => page?.press(event));
for (const what of ["copy", "cut", "paste"] as const)
  document.addEventListener(what, (event) => page?.clipboard(what, event));
window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (!isToGraphEditor(data)) return;
  switch (data.type) {
    case "start": {
      // A page that has only asked for the text again stays as it is.
      if (page !== undefined) break;
      const kept = api.getState();
      page = new GraphPage(root, data, graphMemoryOf(kept) ?? data.memory ?? undefined, {
        send: (message) => api.postMessage(message),
        remember,
      });
      break;
    }
    case "document":
      page?.setText(data.text);
      break;
    case "changes":
      page?.change(data.changes, data.length);
      break;
    case "compared":
      page?.compare(data);
      break;
    case "gone":
      page?.differences.setGone(data.sentence);
      break;
    case "level":
      page?.setLevel(data.level);
      break;
    case "problems":
      page?.setProblems(data.problems);
      break;
    case "refused":
      page?.refused(data.sentence);
      break;
    case "goTo":
      if (page === undefined) break;
      page.ways.goTo(data);
      api.postMessage({ type: "went" });
      break;
  }
});
window.addEventListener("pagehide", keep);
markReady();
api.postMessage({ type: "ready" });
