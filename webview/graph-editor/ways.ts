/** The ways to a node or an edge, in the picture or in the tables: by the search box, from a problem, from outside. */
import { type EdgeView, type GraphView, type NodeView } from "../../src/graphs/graphView";
import { type GraphMemory, type ShownProblem } from "../shared/graphMessages";
import { type GraphStrings } from "../shared/graphStrings";
import { type Diagram } from "./diagram";
import { type GraphTables } from "./graphTables";
import { type PictureState } from "./pictureState";
import { nodeKey } from "./scene";
import { Finder, type Searched } from "./search";

interface WaysParts {
  readonly strings: GraphStrings;
  readonly view: () => GraphView | undefined;
  readonly mode: () => GraphMemory["mode"] | undefined;
  readonly picture: PictureState;
  readonly diagram: Diagram;
  readonly tables: GraphTables;
  readonly selected: () => ReadonlySet<string>;
  readonly select: (key: string) => void;
  readonly selectEdge: (edge: EdgeView) => void;
  /** When the first picture is there. */
  readonly later: (go: () => void) => void;
  /** Changes what is in the picture, and goes on when that is there. */
  readonly reshape: (change: () => void, then: () => void) => void;
  readonly say: (text: string) => void;
  readonly draw: () => void;
  readonly openText: () => void;
}

const endsOf = ({ nodes }: GraphView, edge: EdgeView | undefined): readonly NodeView[] =>
  [nodes[edge?.fromNode ?? -1], nodes[edge?.toNode ?? -1]].filter((end) => end !== undefined);

export class Ways {
  readonly finder: Finder;

  constructor(private readonly parts: WaysParts) {
    this.finder = new Finder({
      ...parts,
      searched: () => this.searched,
      reveal: (key) => (this.isTable ? parts.tables : parts.diagram).reveal(key),
    });
  }

  /** Selects a node or an edge and brings it in sight, once there is a picture of it; for neither, the text is shown. */
  goTo({ node, edge }: Pick<ShownProblem, "node" | "edge">): void {
    const { picture, tables, select, selectEdge, later, reshape, openText } = this.parts;
    const view = this.parts.view();
    const [wantedNode, wantedEdge] = [view?.nodes[node ?? -1], view?.edges[edge ?? -1]];
    if (!view || (!wantedNode && !wantedEdge)) return openText();
    const again = (): void => queueMicrotask(() => this.goTo({ node, edge }));
    if (!this.isTable && !picture.scene) return later(again);
    const ends = wantedNode ? [wantedNode] : endsOf(view, wantedEdge);
    const hidden = this.isTable ? undefined : ends.find((end) => picture.hides(end));
    if (hidden) return reshape(() => picture.uncover(hidden), again);
    const keys = ends.map((end) => nodeKey(view, end));
    if (wantedNode) keys.forEach((key) => select(key));
    else if (wantedEdge) selectEdge(wantedEdge);
    if (!this.isTable) this.show(keys);
    else if (wantedEdge) tables.focusEdge(wantedEdge);
    else keys.forEach((key) => tables.focus(key));
  }

  /** Brings both ends of an edge in sight, or its row, the keyboard staying where it is. */
  reveal(edge: EdgeView): void {
    const { picture, diagram, tables } = this.parts;
    const view = this.parts.view();
    if (!view) return;
    if (this.isTable) tables.revealEdge(edge);
    else for (const end of endsOf(view, edge)) if (!picture.hides(end)) diagram.reveal(nodeKey(view, end));
  }

  /** Brings cards in sight, the first with the keyboard on it. */
  private show([first, ...others]: readonly string[]): void {
    const { diagram } = this.parts;
    others.forEach((key) => diagram.reveal(key));
    if (first !== undefined) diagram.focus(first);
  }

  /** All that one can get to where one is: cards and boxes, or rows. */
  get ends(): readonly string[] {
    const view = this.parts.view();
    if (this.isTable) return view ? view.nodes.map((node) => nodeKey(view, node)) : [];
    return (this.parts.picture.scene?.items ?? []).map(({ key }) => key);
  }

  private get isTable(): boolean {
    return this.parts.mode() === "table";
  }

  /** In the picture of a graph a card may stand for many nodes, or be missing; in the table each has its row. */
  private get searched(): Searched | undefined {
    const graph = this.parts.view();
    const { scene } = this.parts.picture;
    if (this.isTable) return graph && { graph, standIn: (node) => ({ key: nodeKey(graph, node), label: node.label }) };
    return scene && { graph: scene.graph, standIn: ({ index }) => scene.itemOf.get(index) };
  }
}
