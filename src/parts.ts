import { type Disposable, type ExtensionContext, type LogOutputChannel, Uri, window } from "vscode";
import { type Server } from "./platform/connections";
import { KnownObjects } from "./platform/knownObjects";
import { steadyStore } from "./platform/steadyStore";
import { Account } from "./ui/account/account";
import { ChosenProjects } from "./ui/account/chosenProjects";
import { Clients } from "./ui/account/clients";
import { BuildPages } from "./ui/buildPage/buildPages";
import { type Tools } from "./ui/commands/tools";
import { DataFiles } from "./ui/dataFiles/dataFiles";
import { DetailPages } from "./ui/explorer/details";
import { JobEffects } from "./ui/explorer/jobEffects";
import { ProjectExplorer } from "./ui/explorer/projectExplorer";
import { watchedNodes } from "./ui/explorer/watchedNodes";
import { GraphEditors } from "./ui/graphEditor/graphEditors";
import { type ServerGraphs } from "./ui/graphEditor/serverGraphs";
import { Jobs } from "./ui/jobs/jobs";
import { JobsView } from "./ui/jobs/jobsView";
import { JobNotifications } from "./ui/jobs/notifications";
import { StatusBar } from "./ui/jobs/statusBar";
import { unattended } from "./ui/kit/unattended";
import { type ToolParts } from "./ui/languageTools/toolParts";
import { RecordDocuments } from "./ui/records/recordDocuments";
import { ComparisonPanels } from "./ui/results/comparison/comparisonPanels";
import { ResultsPanels } from "./ui/results/resultsPanels";
import { followDataFolder } from "./ui/sandbox/followDataFolder";
import { lookOrStart } from "./ui/sandbox/lookOrStart";
import { SandboxProcess } from "./ui/sandbox/sandboxProcess";
import { sandboxPlace } from "./ui/sandbox/sandboxPlace";

/** What is there once the activation is over: what commands, tools and tests work with. */
export type Parts = Tools & ToolParts & Pick<ExtensionContext, "secrets">;

/** What the parts are built on: graphs of servers can be opened before the rest is there. */
export interface Ground {
  readonly log: LogOutputChannel;
  readonly server: ServerGraphs;
}

/** Builds the parts and hands them to each other; what is heavy is loaded by a part when it first needs it. */
export function buildParts(context: ExtensionContext, { log, server }: Ground): Parts {
  const own = <T extends Disposable | { dispose(): unknown }>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const { extensionUri, globalState, globalStorageUri, secrets, workspaceState } = context;

  const memory = steadyStore(globalState);
  const { connections, tokens } = own(new Account(context, log));
  const chosen = own(new ChosenProjects(workspaceState, globalState));
  const announce = (server?: Server): Promise<void> => connections.sandboxAt(server);
  const sandbox = own(new SandboxProcess(sandboxPlace(context), secrets, announce, log));
  const clients = own(new Clients({ connections, tokens, sandbox, log, memory }));

  const directory = Uri.joinPath(globalStorageUri, "jobs").fsPath;
  const lookForSandbox = () => sandbox.look();
  const jobs = own(new Jobs({ directory, connections, clients, log, lookForSandbox }));
  const draftFolder = Uri.joinPath(globalStorageUri, "drafts");
  const graphs = own(
    new GraphEditors({ clients, server, jobs, drafts: draftFolder, extensionUri, storage: workspaceState, log }),
  );
  own(jobs.onDidChange(graphs.jobChanged));
  own(connections.onDidChange(graphs.connectionChanged));
  const core = { connections, clients, chosen, log };
  const known = new KnownObjects(memory);
  const look = () => unattended(log, "sandbox", () => lookOrStart(sandbox));
  const opened = () => Promise.all([look(), unattended(log, "secrets", () => connections.checkSecrets())]);
  const sandboxStatus = () => sandbox.status;
  const watched = () => watchedNodes(jobs.runs);
  const explorer = own(
    new ProjectExplorer({ ...core, known, sandboxStatus, watched, opened, drafts: graphs, storage: globalState }),
  );
  const jobsView = own(new JobsView(jobs, connections));
  own(new StatusBar({ jobs, connections, chosen, sandbox }));
  own(new JobNotifications(jobs, () => window.state.focused && (explorer.view.visible || jobsView.view.visible)));
  own(jobs.onDidChange(new JobEffects(explorer, known, log).apply));
  own(sandbox.onDidChange(() => explorer.sandboxChanged()));
  own(followDataFolder(sandbox, log));

  const results = own(new ResultsPanels({ clients, known, extensionUri, log }));
  own(jobs.onDidChange(results.jobChanged));
  own(connections.onDidChange((connection) => connection && results.retry(connection.id)));
  const comparisons = own(new ComparisonPanels({ clients, extensionUri, log }));
  own(jobs.onDidChange(comparisons.jobChanged));
  own(connections.onDidChange((connection) => connection && comparisons.retry(connection.id)));
  const spoolFolder = Uri.joinPath(globalStorageUri, "spool");
  const dataFiles = own(new DataFiles({ spoolFolder, extensionUri, workspaceState, log }));
  const forBuilds = { ...core, explorer, jobs, graphs, dataFiles, memory, extensionUri };
  const builds = own(new BuildPages(forBuilds));
  const details = own(new DetailPages());
  const records = own(new RecordDocuments(clients));
  const shown = { explorer, details, dataFiles, graphs, builds, results, comparisons, records };
  return { ...core, ...shown, sandbox, jobs, lookForSandbox, secrets, extensionUri, memory };
}
