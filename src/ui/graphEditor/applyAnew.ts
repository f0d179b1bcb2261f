import { graphChanges, isRefusal } from "../../graphs/applyEdit";
import { type EditRefusal, type GraphEdit } from "../../graphs/graphEdits";
import { type TextChange } from "../../jsonText/changes";
import { type ReadGraph } from "./readGraph";

/** Whoever types all the time changes the text a few times, not again and again within a moment. */
const mostTries = 5;

/**
 * Applies an edit to a graph's text. VS Code takes no change of a text that has changed on its way there, as when
 * somebody types: the change is then made anew for the text that is there now. False where the text is closed to changes.
 */
export async function applyAnew(
  edit: GraphEdit,
  read: () => ReadGraph,
  apply: (changes: readonly TextChange[]) => Thenable<boolean>,
): Promise<boolean | EditRefusal> {
  for (let tries = 1; ; tries++) {
    const { version, text, view } = read();
    // The page says already that the text is no graph at the moment.
    if (view === undefined) return { refused: "gone" };
    const changes = graphChanges(text, view, edit);
    if (isRefusal(changes)) return changes;
    if (changes.length === 0 || (await apply(changes))) return true;
    if (tries === mostTries || read().version === version) return false;
  }
}
