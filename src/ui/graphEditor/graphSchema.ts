import { l10n } from "vscode";
import { graphJsonSchema } from "../../graphs/graphJsonSchema";
import { fieldTexts } from "./fieldTexts";

/** What VS Code's JSON editor says and proposes in the text of a graph; written into a file when the extension is built. */
export function graphSchema(): object {
  const known = fieldTexts();
  return graphJsonSchema({
    field: (path) => {
      const text = known[path];
      return text === undefined ? "" : `${text.label}: ${text.help}`;
    },
    range: ({ min, max, unit }) => {
      if (Math.abs(min) >= 1e12 || max >= 1e12) return "";
      return unit === undefined ? l10n.t("{0} to {1}.", min, max) : l10n.t("{0} to {1} {2}.", min, max, unit);
    },
    id: l10n.t("What edges call the node. Each id stands once."),
    name: l10n.t("What people call the node, where that is not its id."),
    kind: l10n.t("What the node is."),
    parent: l10n.t("The high-level node that this one came from."),
    from: l10n.t("Id of the node that influences."),
    to: l10n.t("Id of the node that is influenced."),
    port: l10n.t("Which input of the node it feeds, in a low-level graph."),
    nodes: l10n.t("The parts of the model: what is explained, and what may explain it."),
    edges: l10n.t("What influences what."),
  });
}
