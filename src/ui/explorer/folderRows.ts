import { l10n } from "vscode";
import { type Kind } from "../../platform/ids";
import { type AnyRecord } from "../../platform/records";
import { fitting } from "./filter";
import { type FolderRecords } from "./folderRecords";
import { failureRows } from "./failureRows";
import { type FolderNode, type Node, nodeId, type ObjectNode, type Place } from "./nodes";
import { unlisted } from "./words";

/** How many rows a folder shows at first, and how many a click adds. */
export const pageSize = 50;

/** How somebody looks at a folder. */
export interface FolderView {
  readonly shown: number;
  readonly filter: string | undefined;
}

export interface FolderContents {
  readonly folder: FolderNode;
  readonly children: readonly Node[];
}

/** The rows of a folder: what could not be read, the active object, the newest others, and the way to the rest. */
export function folderRows(node: FolderNode, records: FolderRecords, view: FolderView): FolderContents {
  const { items, active, listed, complete, failures } = records;
  const fit = fitting(items, active, view.filter);
  const isFiltered = view.filter !== undefined;
  const folder: FolderNode = {
    ...node,
    count: items.length,
    more: !complete,
    listed,
    filter: view.filter,
    fitting: isFiltered ? fit.length : undefined,
    unread: failures.filter(({ id }) => id !== undefined).length || undefined,
    loading: undefined,
  };
  const shown = activeFirst(fit, active).slice(0, view.shown);
  const rows: Node[] = shown.map((record) => objectNode(node, record, record.id === active, !listed));
  const rest = fit.length - shown.length;
  if (rest > 0 || (!complete && !isFiltered))
    rows.push({ kind: "loadMore", folder, next: rest > 0 ? Math.min(rest, pageSize) : undefined });
  if (rows.length === 0 && failures.length === 0) rows.push(emptyRow(folder));
  return { folder, children: [...failureRows(node, failures), ...rows] };
}

function activeFirst(records: readonly AnyRecord[], active: string | undefined): readonly AnyRecord[] {
  const first = records.findIndex(({ id }) => id === active);
  const found = records[first];
  return found === undefined ? records : [found, ...records.slice(0, first), ...records.slice(first + 1)];
}

export function objectNode(place: Place, record: AnyRecord, active: boolean, unlisted = false): ObjectNode {
  const { connection, project } = place;
  return { kind: record.kind, connection, project, record, active, known: unlisted && !active } as ObjectNode;
}

function emptyRow(folder: FolderNode): Node {
  const under = nodeId(folder);
  if (folder.filter !== undefined) {
    const text = folder.more
      ? l10n.t("None of the newest {0} fits the filter.", folder.count ?? 0)
      : l10n.t("Nothing fits the filter.");
    return { kind: "notice", under, text, icon: "filter", click: { command: "alviss.clearFilter", argument: folder } };
  }
  if (folder.listed === false)
    return {
      kind: "notice",
      under,
      text: l10n.t("Nothing is known yet. Add one by its id."),
      tooltip: unlisted(),
      click: { command: "alviss.addById", argument: folder },
    };
  return { kind: "notice", under, text: emptyWords(folder.holds) };
}

function emptyWords(kind: Kind): string {
  const words: Record<Kind, string> = {
    upload: l10n.t("No uploads yet. Drop a CSV file here, or right-click it in the Explorer."),
    dataset: l10n.t("No datasets yet. Create one from uploads."),
    model: l10n.t("No models yet. Build one from a dataset."),
    attribution: l10n.t("No attributions yet. Run one on a model."),
    attributionSet: l10n.t("No attribution sets yet. Make one from an attribution."),
  };
  return words[kind];
}
