import { env, extensions, l10n, UIKind, version, window, workspace } from "vscode";
import { type Tools } from "../tools";

/**
 * A page to fill in and to send, with what a maintainer asks first. Nothing in it names a server, a project or a
 * person; what goes out is what the user sees.
 */
export async function reportIssue(tools: Tools): Promise<void> {
  const questions = [l10n.t("What did you do?"), l10n.t("What happened?"), l10n.t("What did you expect?")];
  const content = [
    `# ${l10n.t("Issue with Alviss AI for VS Code")}`,
    l10n.t("Fill this in and send it to whoever gave you the extension. The log (Alviss: Show Log) often says why."),
    ...questions.map((question) => `## ${question}`),
    `## ${l10n.t("Where")}`,
    facts(tools)
      .map((fact) => `- ${fact}`)
      .join("\n"),
  ];
  const document = await workspace.openTextDocument({ language: "markdown", content: `${content.join("\n\n")}\n` });
  await window.showTextDocument(document);
}

function facts({ connections, sandbox, jobs }: Tools): readonly string[] {
  const own = extensions.getExtension<unknown>("alviss-vscode.alviss-vscode")?.packageJSON as
    { version?: string } | undefined;
  const kinds = connections.all().map((one) => `${one.kind} (${connections.state(one)})`);
  return [
    `Alviss AI ${own?.version ?? "?"}, VS Code ${version}, ${process.platform} ${process.arch}, Node ${process.versions.node}`,
    `Window: ${env.uiKind === UIKind.Web ? "browser" : "desktop"}, remote: ${env.remoteName ?? "none"}`,
    `Connections: ${kinds.join(", ") || "none"}; sandbox: ${sandbox.state}; jobs: ${jobs.runs.length}`,
  ];
}
