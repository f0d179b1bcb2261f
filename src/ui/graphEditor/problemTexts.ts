import { l10n } from "vscode";
import { type GraphFix, type GraphProblem } from "../../graphs/problem";

/** What is wrong, in a sentence. The findings of the sandbox's own check are words already. */
export function problemSentence({ rule, words }: GraphProblem): string {
  const [one = "", other = "", third = ""] = words;
  switch (rule) {
    case "missingId":
      return l10n.t("Node {0} has no id, so no edge can name it.", one);
    case "duplicateId":
      return l10n.t('The id "{0}" is there already; edges mean the first node of that id.', one);
    case "danglingEdge":
      return l10n.t('The edge {0} names "{1}", which is no node.', one, other);
    case "cycle":
      return l10n.t("These edges go round: {0}.", one);
    case "noTarget":
      return l10n.t("The graph has no target, so there is nothing to explain.");
    case "secondTarget":
      return l10n.t("{0} is a second target beside {1}; a graph has one.", one, other);
    case "unreachable":
      return l10n.t("{0} leads to no target: it has no influence on {1}.", one, other);
    case "missingSeries":
      return l10n.t("Dataset #{0} has no {1}, which {2} reads.", third, one, other);
    case "sign":
      return l10n.t("The prior of {0} ({1}) allows values against its sign ({2}).", one, other, third);
    case "unknownKind":
    case "field":
    case "edge":
    case "schema":
      return l10n.t("{0}.", one.charAt(0).toUpperCase() + one.slice(1));
    case "refused":
      return l10n.t('The server refused it: "{0}"', one);
  }
}

export function fixTitle({ title, word }: GraphFix): string {
  switch (title) {
    case "deleteNode":
      return l10n.t("Delete {0}", word);
    case "deleteEdge":
      return l10n.t("Delete Edge {0}", word);
    case "turnEdge":
      return l10n.t("Turn Edge {0} Round", word);
    case "rename":
      return l10n.t("Rename to {0}", word);
    case "connect":
      return l10n.t("Connect to {0}", word);
    case "setTo":
      return l10n.t("Set to {0}", word);
    case "reset":
      return l10n.t("Remove {0}, for Its Default", word);
    case "addTarget":
      return l10n.t('Add a Target "{0}"', word);
  }
}
