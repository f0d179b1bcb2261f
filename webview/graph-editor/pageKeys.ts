import { inField } from "../shared/inField";

/**
 * What a key says to the page, such as "d" or "ctrl+a"; undefined where it belongs to something else. Letters and the
 * keys that delete belong to the picture and the tables, `home`, alone: on a button or a box somebody means that.
 */
function keyOf(event: KeyboardEvent, home: Node): string | undefined {
  if (event.altKey || inField(event)) return undefined;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return `ctrl+${key}`;
  const { target } = event;
  const isHome = target === document.body || (target instanceof Node && home.contains(target));
  const isForAll = key.length > 1 && key !== "delete" && key !== "backspace";
  return isHome || isForAll ? key : undefined;
}

/** Does what the first of the maps has for a key. */
export function pressKey(
  event: KeyboardEvent,
  home: Node,
  maps: readonly Readonly<Record<string, () => void>>[],
): void {
  const key = keyOf(event, home) ?? "";
  const action = maps.find((map) => map[key] !== undefined)?.[key];
  if (!action) return;
  event.preventDefault();
  action();
}
