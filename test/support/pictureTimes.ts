// How long pictures of graphs take in a browser: measured inside of the page, where they are drawn.
import { type Frame, type Page } from "playwright-core";
import { randomLinks } from "./randomGraph";

/** A graph of no known schema, two edges a node. */
export function plainGraph(count: number): string {
  const { from, to } = randomLinks(count);
  const nodes = Array.from({ length: count }, (_, i) => ({ id: `node ${String(i)}`, kind: "box", weight: i }));
  const edges = [...from].map((end, i) => ({ source: `node ${String(end)}`, target: `node ${String(to[i])}` }));
  return JSON.stringify({ nodes, edges }, undefined, 1);
}

/**
 * Milliseconds from the start of the page to its `ready`, from there to the first picture, and to each node in it being
 * in the accessibility tree; undefined for a table.
 */
export async function openingTimes(
  frame: Page | Frame,
): Promise<{ readonly ready: number; readonly picture: number; readonly complete: number | undefined }> {
  await frame.waitForFunction(() => {
    const isThere = (name: string): boolean => performance.getEntriesByName(name).length > 0;
    return isThere("picture") && (isThere("complete") || document.querySelector("tbody tr") !== null);
  });
  return frame.evaluate(() => {
    const at = (name: string): number => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
    const complete = at("complete") - at("ready");
    return {
      ready: at("ready"),
      picture: at("picture") - at("ready"),
      complete: Number.isNaN(complete) ? undefined : complete,
    };
  });
}

/** The 95th percentile of the time between frames while the picture is moved or zoomed. */
export function frameTime(frame: Page | Frame, how: "rest" | "pan" | "zoom"): Promise<number> {
  return frame.evaluate(
    (how) =>
      new Promise<number>((done) => {
        const times: number[] = [];
        let last = performance.now();
        const diagram = document.querySelector(".diagram");
        const next = (): void => {
          times.push(performance.now() - last);
          last = performance.now();
          if (times.length > 90) done(times.slice(1).sort((a, b) => a - b)[Math.floor(0.95 * (times.length - 1))] ?? 0);
          else {
            const deltaY = how === "zoom" ? (times.length % 2 === 0 ? 60 : -60) : 10;
            const wheel = { deltaX: how === "pan" ? 10 : 0, deltaY, clientX: 400, clientY: 300, cancelable: true };
            if (how !== "rest") diagram?.dispatchEvent(new WheelEvent("wheel", wheel));
            requestAnimationFrame(next);
          }
        };
        requestAnimationFrame(next);
      }),
    how,
  );
}
