/** Lays out large graphs beside the page, which stays awake. Bundled to a text inside the page's script. */
import { type LayoutOrder, runLayout } from "./layoutJob";

const scope = globalThis as unknown as {
  postMessage(message: unknown): void;
  addEventListener(type: "message", heard: (event: { readonly data: LayoutOrder }) => void): void;
};

scope.addEventListener("message", ({ data: { number, job } }) => {
  scope.postMessage({ number, laidOut: runLayout(job) });
});
