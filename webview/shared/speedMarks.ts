/**
 * Marks on the page's own clock, for whoever looks at how long it takes: "ready", "picture" with the first one, and
 * "complete" when all of it can be read out.
 */
export function markReady(): void {
  performance.mark("ready");
}

const marked = new Set<string>();

/** The mark is set by the frame that shows what has just been drawn, once. */
function markFrame(name: string): void {
  if (marked.has(name)) return;
  marked.add(name);
  requestAnimationFrame(() => setTimeout(() => performance.mark(name)));
}

/** To be called when a picture or a table has been drawn. */
export const markPicture = (): void => markFrame("picture");

/** To be called when all of a picture has been drawn. */
export const markComplete = (): void => markFrame("complete");
