/** Which column a node stands in: the longest way to an end, counted from the right; cycles are cut where they close. */

/** Ends of edges by place; both arrays have one number an edge. */
export interface Links {
  readonly nodes: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Lists of the edges of each node, packed: those of node i are `edge[first[i]]` up to `edge[first[i + 1]]`. */
export interface Adjacency {
  readonly first: Int32Array;
  readonly edge: Int32Array;
}

export function adjacency(nodes: number, ends: Int32Array): Adjacency {
  const first = new Int32Array(nodes + 1);
  for (const end of ends) first[end + 1] = (first[end + 1] ?? 0) + 1;
  for (let i = 0; i < nodes; i++) first[i + 1] = (first[i + 1] ?? 0) + (first[i] ?? 0);
  const next = first.slice();
  const edge = new Int32Array(ends.length);
  ends.forEach((end, index) => {
    edge[next[end] ?? 0] = index;
    next[end] = (next[end] ?? 0) + 1;
  });
  return { first, edge };
}

/** Column of each node, 0 at the right. */
export function columnsOf(links: Links): Int32Array {
  const { nodes, from, to } = links;
  const leaving = adjacency(nodes, from);
  const columns = new Int32Array(nodes);
  const state = new Uint8Array(nodes);
  const next = leaving.first.slice();
  const [onWay, done] = [1, 2];
  for (let start = 0; start < nodes; start++) {
    if (state[start] !== 0) continue;
    const stack = [start];
    state[start] = onWay;
    for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
      const at = next[node] ?? 0;
      if (at < (leaving.first[node + 1] ?? 0)) {
        next[node] = at + 1;
        const end = to[leaving.edge[at] ?? 0] ?? 0;
        if (state[end] === 0) {
          state[end] = onWay;
          stack.push(end);
        } else if (state[end] === done) columns[node] = Math.max(columns[node] ?? 0, (columns[end] ?? 0) + 1);
      } else {
        state[node] = done;
        stack.pop();
        const below = stack.at(-1);
        if (below !== undefined) columns[below] = Math.max(columns[below] ?? 0, (columns[node] ?? 0) + 1);
      }
    }
  }
  standBesideOthers(links, columns);
  return columns;
}

/** What is linked with nothing stands among what leads to an end: it is a driver that has yet to be connected. */
function standBesideOthers({ from, to }: Links, columns: Int32Array): void {
  if (!columns.some((column) => column > 0)) return;
  const linked = new Set([...from, ...to]);
  columns.forEach((_, node) => {
    if (!linked.has(node)) columns[node] = 1;
  });
}
