import { openGraphWith } from "./openGraphWith";

export const openGraphAsDiagram = (_tools: unknown, target?: unknown): Promise<void> =>
  openGraphWith("alviss.graphEditor", target);
