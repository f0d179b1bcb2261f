import { type Node } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { type Tools } from "../tools";
import { remodel } from "./remodel";

export const remodelLow = (tools: Tools, node?: Node | JobNode): Promise<void> =>
  remodel(tools, "low", "alviss.model.remodelLow", node);
