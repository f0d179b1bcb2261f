import { commands, type Disposable, env, l10n, type LogOutputChannel, window } from "vscode";
import { AlvissError } from "../../platform/errors";
import { type Button, type Explanation, explain } from "./explain";

/** Registers a command whose failures are logged and explained, and whose cancelling is silent. */
export function registerCommand(
  log: LogOutputChannel,
  id: string,
  run: (...args: never[]) => Promise<unknown>,
): Disposable {
  return commands.registerCommand(id, (...args: never[]) => {
    log.debug(`command ${id}`);
    return guarded(log, id, () => run(...args));
  });
}

/** Runs `work`; what goes wrong is logged and told. */
export async function guarded<T>(log: LogOutputChannel, what: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const explanation = explain(error);
    if (explanation === undefined) {
      log.debug(`${what}: cancelled`);
      return undefined;
    }
    log.error(`${what}: ${explanation.details}`);
    // A refused token is asked about once, and that has been answered with no.
    if (error instanceof AlvissError && (await error.renewal) === "declined") return undefined;
    // Not awaited: a command ends when its work ends, not when its message is closed.
    void showError(explanation);
    return undefined;
  }
}

export async function showError(explanation: Explanation): Promise<void> {
  const copy: Button = { title: l10n.t("Copy Details"), command: "" };
  const chosen = await window.showErrorMessage(explanation.sentence, ...explanation.buttons, copy);
  if (chosen === copy) await env.clipboard.writeText(`${explanation.sentence}\n${explanation.details}`);
  else if (chosen !== undefined) await press(chosen);
}

export async function press(button: Button): Promise<void> {
  await commands.executeCommand(button.command, ...(button.arguments ?? []));
}
