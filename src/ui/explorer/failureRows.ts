import { l10n } from "vscode";
import { showId } from "../../platform/ids";
import { type ReadFailure } from "../../platform/projectObjects";
import { explain } from "../kit/explain";
import { type ErrorNode, type ExpandableNode } from "./nodes";
import { statusOf, troubleOf } from "./trouble";

/** One row for all that could not be read: the rest is there. */
export function failureRows(parent: ExpandableNode, failures: readonly ReadFailure[]): ErrorNode[] {
  const objects = failures.flatMap(({ id, error }) => (id === undefined ? [] : [{ id, error }]));
  const [first] = objects;
  const rows: ErrorNode[] = failures
    .filter(({ id }) => id === undefined)
    .map(({ error }) => failureRow(parent, "active", l10n.t("Which one is active could not be read."), error));
  if (first === undefined) return rows;
  const ids = objects.map(({ id }) => `#${showId(id)}`).join(", ");
  const words =
    objects.length === 1
      ? l10n.t("{0} could not be read.", ids)
      : l10n.t("{0} could not be read: {1}.", objects.length, ids);
  return [...rows, failureRow(parent, "objects", words, first.error)];
}

/** One row for a part that could not be read: the rest is there. */
export function failureRow(parent: ExpandableNode, part: string, words: string, error: unknown): ErrorNode {
  const explained = explain(error);
  return {
    kind: "error",
    parent,
    part,
    trouble: troubleOf(error),
    status: statusOf(error),
    text: words,
    details: [explained?.sentence, explained?.details].filter(Boolean).join("\n"),
  };
}
