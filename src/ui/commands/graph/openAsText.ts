import { openGraphWith } from "./openGraphWith";

export const openGraphAsText = (_tools: unknown, target?: unknown): Promise<void> => openGraphWith("default", target);
