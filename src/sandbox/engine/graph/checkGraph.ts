import { checkSandboxGraph } from "../../../graphs/sandboxSchemaCheck";
import type { CheckGraph } from "../contract";

/** What this engine accepts as a graph is what the sandbox's schema says. */
export const checkGraph: CheckGraph = checkSandboxGraph;
