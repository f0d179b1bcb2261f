import { setting } from "../kit/settings";
import { type SandboxProcess } from "./sandboxProcess";

/** Finds the sandbox when the view is opened; starts it where the user wants that. */
export async function lookOrStart(sandbox: SandboxProcess): Promise<void> {
  await sandbox.look();
  if (sandbox.state === "stopped" && setting("sandbox.autoStart")) await sandbox.start();
}
