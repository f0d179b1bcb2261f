import type { LowGraph } from "../../../graphs/sandboxSchema";

/**
 * The same model with the priors on the parameters themselves: intercepts and pooled effects as the graph states them,
 * not the quantities that sampling is easier in. Its priors can be drawn from, one parameter by one.
 */
export const uncentred = ({ nodes, ...rest }: LowGraph): LowGraph => ({
  ...rest,
  nodes: nodes.map((node) => {
    if (node.kind === "hier") return { ...node, attrs: { ...node.attrs, centred: false } };
    return node.kind === "broadcast" ? { ...node, attrs: { ...node.attrs, centred: false } } : node;
  }),
});
