// How long the results page takes in a browser or in a window: measured inside of the page, where it is drawn.
import { type Frame, type Page } from "playwright-core";

/** What the host says, or what of the tool bar is pressed, by its words, or chosen from a list of it, by its words. */
type Act =
  | { readonly messages: readonly unknown[] }
  | { readonly press: string }
  | { readonly list: string; readonly choose: string };

/** Milliseconds from an act until a picture that was not there before has been painted. */
export function toPicture(page: Page | Frame, act: Act): Promise<number> {
  return page.evaluate(
    (given) =>
      new Promise<number>((done, fail) => {
        const before = new Set(document.querySelectorAll(".picture svg"));
        const started = performance.now();
        const look = (): void => {
          if ([...document.querySelectorAll(".picture svg")].some((svg) => !before.has(svg))) {
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
          } else requestAnimationFrame(look);
        };
        if ("press" in given) {
          const controls = [...document.querySelectorAll<HTMLElement>("[role=toolbar] *, .toolbar *")];
          const control = controls.findLast(({ textContent }) => textContent.trim() === given.press);
          if (!control) return fail(new Error(`There is no ${given.press}.`));
          control.click();
        } else if ("list" in given) {
          const list = document.querySelector<HTMLElement & { value: string }>(
            `vscode-dropdown[aria-label="${given.list}"]`,
          );
          const option = [...(list?.querySelectorAll("vscode-option") ?? [])].find(
            ({ textContent }) => textContent === given.choose,
          );
          if (!list || !option) return fail(new Error(`There is no ${given.choose} in a list ${given.list}.`));
          list.value = option.getAttribute("value") ?? "";
          list.dispatchEvent(new Event("change"));
        } else given.messages.forEach((message) => window.postMessage(message));
        look();
      }),
    act,
  );
}

/** The 95th percentile of the work of one step of the pointer over a picture: the readout has changed when it ends. */
export function hoverTime(page: Page | Frame): Promise<number> {
  return page.evaluate(() => {
    const svg = document.querySelector(".figure-fit .picture svg");
    const box = svg?.getBoundingClientRect();
    const times = Array.from({ length: 100 }, (_, at) => {
      const started = performance.now();
      const clientX = (box?.left ?? 0) + 50 + (((box?.width ?? 0) - 60) * at) / 100;
      svg?.dispatchEvent(new PointerEvent("pointermove", { clientX, clientY: (box?.top ?? 0) + 80 }));
      document.querySelector(".figure-fit .readout")?.getBoundingClientRect();
      return performance.now() - started;
    });
    return times.sort((a, b) => a - b)[94] ?? 0;
  });
}
