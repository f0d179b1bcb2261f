/** Marks on the page's own clock, for whoever looks at how long it takes: "ready", and "picture" with the first one. */
export function markReady(): void {
  performance.mark("ready");
}

let isMarked = false;

/** To be called when a picture or a table has been drawn; the mark is set by the frame that shows it. */
export function markPicture(): void {
  if (isMarked) return;
  isMarked = true;
  requestAnimationFrame(() => setTimeout(() => performance.mark("picture")));
}
