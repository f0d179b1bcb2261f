import type { LowGraph, LowNode } from "../../../graphs/sandboxSchema";

/** What a parameter does in its graph, and in which unit people read it. */
export interface ParameterRole {
  readonly role: string;
  /** Empty for a plain number. */
  readonly unit: string;
  /** What a value of the graph is in that unit. */
  readonly factor: number;
}

const PLAIN = 1;
const SALES = "mean sales";
const PERIODS = "periods";

/** Told by the port that it feeds; a parameter that feeds several is what it is in the first. */
export function parameterRole({ nodes, edges }: LowGraph, id: string): ParameterRole {
  const edge = edges.find(({ from }) => from === id);
  const user = nodes.find((node) => node.id === edge?.to);
  const plain = (role: string, unit = ""): ParameterRole => ({ role, unit, factor: PLAIN });
  switch (user?.kind) {
    case "adstock":
      return plain(...adstockRole(user.attrs.type, edge?.port));
    case "saturation":
      return edge?.port === "slope" ? plain("slope") : halfSaturation({ nodes, edges }, user);
    case "term":
      return plain("effect", user.attrs.mode === "share" ? "share of mean sales" : SALES);
    case "linear":
      return plain("coefficient", SALES);
    case "hier":
      return plain("pooling");
    case "broadcast":
      return plain("level", SALES);
    case "observe":
      if (edge?.port === "phi") return plain("persistence", "kept per period");
      return plain(edge?.port === "tau" ? "drift" : "noise", SALES);
    case "data":
    case "basis":
    case "param":
    case "sum":
    case "link":
    case undefined:
      return plain("parameter");
  }
}

function adstockRole(type: string, port: string | undefined): [role: string, unit: string] {
  if (type === "weibull_pdf") return port === "p2" ? ["scale", PERIODS] : ["shape", ""];
  if (port !== "p2") return ["retention", "kept per period"];
  return type === "delayed" ? ["delay", PERIODS] : ["delayed share", "of the activity"];
}

/** Half saturation is counted in the scale of the data; a logistic curve has a rate instead. */
function halfSaturation({ nodes, edges }: LowGraph, user: LowNode): ParameterRole {
  const before = (id: string | undefined) =>
    nodes.find((node) => node.id === edges.find(({ to, port }) => to === id && port === "x")?.from);
  const first = before(user.id);
  const data = first?.kind === "adstock" ? before(first.id) : first;
  const { scale, metric = "activity" } = data?.kind === "data" ? data.attrs : { scale: PLAIN };
  return user.kind === "saturation" && user.attrs.type === "logistic"
    ? { role: "rate", unit: `per ${metric}`, factor: 1 / scale }
    : { role: "half saturation", unit: metric, factor: scale };
}
