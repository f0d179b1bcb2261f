import { type Tools } from "../tools";

export function showLog(tools: Tools): Promise<void> {
  tools.log.show();
  return Promise.resolve();
}
