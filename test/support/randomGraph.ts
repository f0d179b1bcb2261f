/** A graph of that many nodes, two edges a node, each to one of the nodes before it; the same every time. */
export function randomLinks(nodes: number, edgesPerNode = 2): { readonly from: Int32Array; readonly to: Int32Array } {
  let state = 20_240_101;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const from: number[] = [];
  const to: number[] = [];
  for (let node = 1; from.length < nodes * edgesPerNode; node = (node % (nodes - 1)) + 1) {
    from.push(node);
    to.push(random(node));
  }
  return { from: Int32Array.from(from), to: Int32Array.from(to) };
}
