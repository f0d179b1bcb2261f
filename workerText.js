// An esbuild plugin: `import text from "./someWorker?worker"` gives the bundle of that file as a text.
import { build } from "esbuild";
import { join } from "node:path";

/** @type {import("esbuild").Plugin} */
export const workerText = {
  name: "worker text",
  setup(building) {
    const { minify = true, target = "chrome128" } = building.initialOptions;
    building.onResolve({ filter: /\?worker$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, `${path.slice(0, -"?worker".length)}.ts`),
      namespace: "worker-text",
    }));
    building.onLoad({ filter: /.*/, namespace: "worker-text" }, async ({ path }) => {
      const { outputFiles } = await build({
        ...{ entryPoints: [path], bundle: true, write: false, minify, target },
        ...{ platform: "browser", format: "iife", legalComments: "none" },
      });
      return { contents: outputFiles?.[0]?.text ?? "", loader: "text" };
    });
  },
};
