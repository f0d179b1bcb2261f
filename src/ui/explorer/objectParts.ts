import { l10n } from "vscode";
import { readGraphText } from "../../graphs/graphText";
import { member, readJson } from "../../jsonText/read";
import { AlvissError } from "../../platform/errors";
import { type Id, type Kind, type ObjectRef } from "../../platform/ids";
import { type ReadFailure } from "../../platform/projectObjects";
import { type AnyRecord, type CombinationSpan, type DatasetRecord, type ModelRecord } from "../../platform/records";
import { failureRows } from "./failureRows";
import { objectNode } from "./folderRows";
import { refOf } from "./loaders";
import { type FactNode, type GraphNode, type Node, nodeId, type ObjectNode } from "./nodes";
import { type Sources } from "./sources";
import { combinationWords, joined, periodicityWord } from "./words";

/** More combinations of a dataset are counted, not shown. */
const mostCombinations = 50;

/** What the tree shows already: parts that are there need not be read again. */
export interface Shown {
  readonly record: (ref: ObjectRef) => AnyRecord | undefined;
  readonly isActive: (ref: ObjectRef) => boolean;
  /** A graph that is shown: what it holds does not change. */
  readonly graph: (nodeId: string) => GraphNode | undefined;
  /** The attributions of the project as far as they are known, read where they are not. */
  readonly attributions: () => Promise<readonly AnyRecord[]>;
}

/** What belongs to an object: a model's dataset, graphs and attributions, a dataset's uploads, a set's members. */
export async function loadParts(node: ObjectNode, sources: Sources, shown: Shown): Promise<readonly Node[]> {
  const parts = new Parts(node, sources, shown);
  switch (node.kind) {
    case "model":
      return parts.ofModel(node.record);
    case "dataset":
      return parts.ofDataset(node.record);
    case "attributionSet":
      return parts.all(await parts.objects("attribution", node.record.attributionIds));
    case "upload":
    case "attribution":
      return [];
  }
}

class Parts {
  private readonly under: string;
  private readonly failures: ReadFailure[] = [];

  constructor(
    private readonly node: ObjectNode,
    private readonly sources: Sources,
    private readonly shown: Shown,
  ) {
    this.under = nodeId(node);
  }

  async ofModel(record: ModelRecord): Promise<readonly Node[]> {
    const { combination, datasetId, sourceModelId } = record;
    const [dataset, high, low, source, attributions] = await Promise.all([
      this.objects("dataset", datasetId === undefined ? [] : [datasetId]),
      this.graph("high", record),
      this.graph("low", record),
      this.objects("model", sourceModelId === undefined ? [] : [sourceModelId]),
      this.attributionsOf(record),
    ]);
    const where =
      combination && this.fact("combination", l10n.t("Combination"), combinationWords(combination), "globe");
    return this.all([where, ...dataset, high, low, ...source, ...attributions]);
  }

  async ofDataset(record: DatasetRecord): Promise<readonly Node[]> {
    const { combinations, periodicity } = record;
    const uploads = await this.objects("upload", record.uploadIds ?? []);
    const parents = await this.objects("dataset", record.parentIds ?? []);
    const period = periodicity && this.fact("period", l10n.t("Period"), periodicityWord(periodicity), "watch");
    return this.all([period || undefined, ...this.spans(combinations), ...uploads, ...parents]);
  }

  all(nodes: readonly (Node | undefined)[]): readonly Node[] {
    const there = nodes.filter((node) => node !== undefined);
    if (there.length + this.failures.length === 0)
      there.push({ kind: "notice", under: this.under, text: l10n.t("The server tells no more of it.") });
    return [...failureRows(this.node, this.failures), ...there];
  }

  /** Each as the tree shows it elsewhere, else read by its id; what cannot be read is told together. */
  async objects<K extends Kind>(kind: K, ids: readonly Id<K>[]): Promise<Node[]> {
    const { objects, signal } = this.sources;
    const known = new Map<string, AnyRecord>();
    for (const id of ids) {
      const record = this.shown.record({ kind, id });
      if (record !== undefined) known.set(id, record);
    }
    const missing = ids.filter((id) => !known.has(id));
    try {
      const read = await objects.again<K>(kind, refOf(this.node), missing, signal);
      for (const record of read.items) known.set(record.id, record);
      this.failures.push(...read.failures);
    } catch (error) {
      if (!(error instanceof AlvissError) || error.kind === "cancelled") throw error;
      this.failures.push(...missing.map((id) => ({ id: id, error })));
    }
    return ids
      .map((id) => {
        const record = known.get(id);
        return record === undefined ? undefined : this.object(record);
      })
      .filter((node) => node !== undefined);
  }

  private object(record: AnyRecord): ObjectNode {
    const isActive = this.shown.isActive({ kind: record.kind, id: record.id });
    return { ...objectNode(this.node, record, isActive), under: this.under };
  }

  private async attributionsOf({ id }: ModelRecord): Promise<Node[]> {
    try {
      const all = await this.shown.attributions();
      return all.filter((one) => one.kind === "attribution" && one.modelId === id).map((one) => this.object(one));
    } catch (error) {
      if (!(error instanceof AlvissError) || error.kind === "cancelled") throw error;
      this.failures.push({ id: undefined, error });
      return [];
    }
  }

  private async graph(level: GraphNode["level"], record: ModelRecord): Promise<GraphNode | undefined> {
    const { connection, project } = this.node;
    const graph = level === "high" ? record.graphId : record.graphInstanceId;
    if (graph === undefined) return undefined;
    const node: GraphNode = { kind: "graph", under: this.under, connection, project, level, graph };
    const shown = this.shown.graph(nodeId(node));
    if (shown?.graph === graph && shown.size !== undefined) return { ...node, size: shown.size };
    return { ...node, size: await this.sizeOf(level, record).catch(() => undefined) }; // whoever opens it is told why
  }

  private async sizeOf(level: GraphNode["level"], record: ModelRecord): Promise<GraphNode["size"]> {
    const text = await readGraph(this.node, level, record, this.sources);
    if (readGraphText(text) === undefined) return undefined;
    const document = readJson(text);
    const count = (key: string): number => {
      const list = member(document, key);
      return list?.kind === "array" ? list.items.length : 0;
    };
    return { nodes: count("nodes"), edges: count("edges") };
  }

  private spans(combinations: readonly CombinationSpan[] | undefined): FactNode[] {
    if (combinations === undefined) return [];
    const facts = combinations.slice(0, mostCombinations).map((one) => {
      const dates = one.first && one.last && l10n.t("{0} to {1}", one.first, one.last);
      const periods = one.periods === undefined ? undefined : l10n.t("{0} dates", one.periods);
      return this.fact(combinationWords(one), combinationWords(one), joined(dates, periods), "calendar");
    });
    const rest = combinations.length - facts.length;
    return rest <= 0
      ? facts
      : [...facts, this.fact("rest", l10n.t("{0} more combinations", rest), undefined, "ellipsis")];
  }

  private fact(key: string, label: string, words: string | undefined, icon: string): FactNode {
    return { kind: "fact", under: this.under, key, label, words, icon };
  }
}

/** The text of a model's graph, as it came. */
export async function readGraph(
  node: Pick<ObjectNode, "project" | "connection">,
  level: GraphNode["level"],
  { graphId, graphInstanceId }: Pick<ModelRecord, "graphId" | "graphInstanceId">,
  { client, signal }: Pick<Sources, "client" | "signal">,
): Promise<string> {
  if (level === "high" && graphId !== undefined) return client.readGraph(refOf(node), graphId, { signal });
  if (graphInstanceId === undefined) throw new AlvissError({ kind: "notFound" });
  return client.readGraphInstance(node.project.team, graphInstanceId, { signal });
}
