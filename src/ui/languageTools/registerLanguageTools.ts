import {
  type CancellationToken,
  Disposable,
  l10n,
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  lm,
  MarkdownString,
  type PreparedToolInvocation,
} from "vscode";
import { showId } from "../../platform/ids";
import { signalOf } from "../kit/cancellation";
import { explain } from "../kit/explain";
import { setting } from "../kit/settings";
import { readNames, writeNames, type ReadName, type WriteName } from "./toolNames";
import { type Input, type ToolParts, type ToolPlace, ToolRefusal } from "./toolParts";

/** Some 4,000 tokens. */
const mostCharacters = 14_000;

/** Offers the tools to language models; what one does is loaded when it is first called. */
export function registerLanguageTools(parts: ToolParts): Disposable {
  return Disposable.from(
    ...readNames.map((name) => lm.registerTool(name, new ReadTool(name, parts))),
    ...writeNames.map((name) => lm.registerTool(name, new WriteTool(name, parts))),
  );
}

interface Call {
  readonly input: Input;
}

class ReadTool implements LanguageModelTool<Input> {
  constructor(
    private readonly name: ReadName,
    private readonly parts: ToolParts,
  ) {}

  invoke({ input }: Call, token: CancellationToken): Promise<LanguageModelToolResult> {
    return answered(async () => {
      if (!setting("tools.enabled")) throw new ToolRefusal("The user has switched these tools off.");
      await this.parts.lookForSandbox();
      const { readTools } = await import("./readTools");
      return readTools[this.name](this.parts, input, signalOf(token));
    });
  }
}

class WriteTool implements LanguageModelTool<Input> {
  constructor(
    private readonly name: WriteName,
    private readonly parts: ToolParts,
  ) {}

  async prepareInvocation({ input }: Call): Promise<PreparedToolInvocation> {
    const { order, place } = await this.order(input);
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

  invoke({ input }: Call): Promise<LanguageModelToolResult> {
    return answered(async () => {
      const { order, place } = await this.order(input);
      const { plan, label } = order;
      const { connection, project } = place;
      const run = await this.parts.jobs.start({
        ...project,
        plan,
        label,
        connectionId: connection.id,
        startedBy: this.name,
      });
      return { job: run.runId, started: label, next: "Ask alviss_get_job about this job until it has ended." };
    });
  }

  private async order(input: Input) {
    if (!setting("tools.enabled") || !setting("tools.allowWrites"))
      throw new ToolRefusal(
        'The user has not allowed tools to change anything. It is the setting "alviss.tools.allowWrites".',
      );
    const [{ writeTools }, { placeIn }] = await Promise.all([import("./writeTools"), import("./toolPlace")]);
    await this.parts.lookForSandbox();
    const place: ToolPlace = placeIn(this.parts, input);
    return { order: await writeTools[this.name](input), place };
  }
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
