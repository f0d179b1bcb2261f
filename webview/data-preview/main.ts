/** The page of a data file: starts, listens, and passes on only what it recognises. */
import { registerControls, registerFormControls } from "../shared/controls";
import { isPreviewMemory, isToPreview } from "../shared/previewArrivals";
import { type FromPreview, type PreviewMemory } from "../shared/previewMessages";
import { PreviewPage } from "./previewPage";

interface WebviewApi {
  postMessage(message: FromPreview): void;
  getState(): unknown;
  setState(state: PreviewMemory): void;
}

declare function acquireVsCodeApi(): WebviewApi;

const api = acquireVsCodeApi();
const kept = api.getState();
const memory = isPreviewMemory(kept) ? kept : undefined;
const root = document.createElement("div");
let page: PreviewPage | undefined;

root.className = "page";
document.body.append(root);
registerControls();
registerFormControls();
window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (!isToPreview(data)) {
    // Waiting on for what has come already would be for ever.
    if (isView(data)) page?.show({ kind: "unreadable", sentence: "" });
    return;
  }
  switch (data.type) {
    case "start":
      page = new PreviewPage(root, data, memory, {
        send: (message) => api.postMessage(message),
        remember: (state) => api.setState(state),
      });
      break;
    case "view":
      page?.show(data.view);
      break;
    case "busy":
      page?.busy();
      break;
    case "copied":
      page?.copied(data.rows);
      break;
  }
});

const isView = (data: unknown): boolean =>
  typeof data === "object" && data !== null && "type" in data && data.type === "view";

api.postMessage({ type: "ready", combination: memory?.combination ?? null, dates: memory?.dates ?? null });
