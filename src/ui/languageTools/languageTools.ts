import {
  type CancellationToken,
  l10n,
  LanguageModelTextPart,
  LanguageModelToolResult,
  MarkdownString,
  type PreparedToolInvocation,
} from "vscode";
import { showId } from "../../platform/ids";
import { signalOf } from "../kit/cancellation";
import { explain } from "../kit/explain";
import { setting } from "../kit/settings";
import { readTools } from "./readTools";
import { type ReadName, type WriteName } from "./toolNames";
import { type Input, type ToolParts, ToolRefusal } from "./toolParts";
import { placeIn } from "./toolPlace";
import { writeTools } from "./writeTools";

/** Some 4,000 tokens. */
const mostCharacters = 14_000;

/** What a tool that only reads answers. */
export function read(
  parts: ToolParts,
  name: ReadName,
  input: Input,
  token: CancellationToken,
): Promise<LanguageModelToolResult> {
  return answered(async () => {
    if (!setting("tools.enabled")) throw new ToolRefusal("The user has switched these tools off.");
    await parts.lookForSandbox();
    return readTools[name](parts, input, signalOf(token));
  });
}

/** What a tool that makes something asks before. */
export async function confirmation(parts: ToolParts, name: WriteName, input: Input): Promise<PreparedToolInvocation> {
  const { order, place } = await orderOf(parts, name, input);
  const message = new MarkdownString();
  const lines = [
    l10n.t("Server {0}", place.connection.server.apiUrl),
    l10n.t("Team {0}, project {1}", showId(place.project.team), showId(place.project.project)),
    ...order.details,
  ];
  for (const line of lines) message.appendMarkdown("\n- ").appendText(line);
  // Within a line it is no sign of Markdown, and a dialog would show that it is escaped.
  message.value = message.value.replaceAll("\\#", "#");
  return {
    invocationMessage: order.label,
    confirmationMessages: { title: l10n.t("{0} on {1}?", order.label, place.connection.server.name), message },
  };
}

/** Starts what was confirmed, and answers its job. */
export function write(parts: ToolParts, name: WriteName, input: Input): Promise<LanguageModelToolResult> {
  return answered(async () => {
    const { order, place } = await orderOf(parts, name, input);
    const { plan, label } = order;
    const { connection, project } = place;
    const run = await parts.jobs.start({ ...project, plan, label, connectionId: connection.id, startedBy: name });
    return { job: run.runId, started: label, next: "Ask alviss_get_job about this job until it has ended." };
  });
}

async function orderOf(parts: ToolParts, name: WriteName, input: Input) {
  if (!setting("tools.enabled") || !setting("tools.allowWrites"))
    throw new ToolRefusal(
      'The user has not allowed tools to change anything. It is the setting "alviss.tools.allowWrites".',
    );
  await parts.lookForSandbox();
  const place = placeIn(parts, input);
  return { order: await writeTools[name](input), place };
}

/** What goes wrong is said in the words that a person would read too. */
async function answered(work: () => Promise<unknown>): Promise<LanguageModelToolResult> {
  try {
    const text = JSON.stringify(await work(), (_key, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    const shown =
      text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}... (cut: ask for less, or for a part)`;
    return new LanguageModelToolResult([new LanguageModelTextPart(shown)]);
  } catch (error) {
    if (error instanceof ToolRefusal) throw error;
    throw new ToolRefusal(explain(error)?.sentence ?? "Cancelled.", { cause: error });
  }
}
