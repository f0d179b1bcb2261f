/** The build page: starts, listens, and passes on only what it recognises. */
import { registerCheckbox, registerControls, registerFormControls } from "../shared/controls";
import { type BuildMemory, type FromBuildPage, isBuildMemory, isToBuildPage } from "../shared/buildMessages";
import { BuildPage } from "./buildPage";

interface WebviewApi {
  postMessage(message: FromBuildPage): void;
  getState(): unknown;
  setState(state: BuildMemory): void;
}

declare function acquireVsCodeApi(): WebviewApi;

const api = acquireVsCodeApi();
const root = document.createElement("div");
let page: BuildPage | undefined;

root.className = "page";
document.body.append(root);
registerControls();
registerFormControls();
registerCheckbox();
window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (!isToBuildPage(data)) return;
  if (data.type !== "start") return page?.receive(data);
  const kept = api.getState();
  page = new BuildPage(root, data, isBuildMemory(kept) ? kept : undefined, {
    send: (message) => api.postMessage(message),
    remember: (memory) => api.setState(memory),
  });
});
api.postMessage({ type: "ready" });
