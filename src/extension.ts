import { type ExtensionContext, ExtensionMode, Uri, window } from "vscode";
import { type Server } from "./platform/connections";
import { ChosenProjects } from "./ui/account/chosenProjects";
import { Clients } from "./ui/account/clients";
import { Connections } from "./ui/account/connections";
import { Tokens } from "./ui/account/tokens";
import { registerCommands } from "./ui/commands/registerCommands";
import { DataFiles } from "./ui/dataFiles/dataFiles";
import { DetailPages } from "./ui/explorer/details";
import { JobEffects } from "./ui/explorer/jobEffects";
import { KnownObjects } from "./ui/explorer/knownObjects";
import { ProjectExplorer } from "./ui/explorer/projectExplorer";
import { Jobs } from "./ui/jobs/jobs";
import { JobsView } from "./ui/jobs/jobsView";
import { JobNotifications } from "./ui/jobs/notifications";
import { StatusBar } from "./ui/jobs/statusBar";
import { showConnectionContext } from "./ui/account/connectionContext";
import { unattended } from "./ui/kit/unattended";
import { ResultsPanels } from "./ui/results/resultsPanels";
import { SandboxProcess } from "./ui/sandbox/sandboxProcess";
import { sandboxPlace } from "./ui/sandbox/sandboxPlace";

/** What host tests are handed; nobody else gets anything. */
export type TestParts = NonNullable<ReturnType<typeof activate>>;

/** Builds the parts and hands them to each other; what is heavy is loaded by a part when it first needs it. */
export function activate(context: ExtensionContext) {
  const own = <T extends { dispose(): unknown }>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const { extensionUri, globalState, globalStorageUri, secrets, workspaceState } = context;
  const log = own(window.createOutputChannel("Alviss AI", { log: true }));

  const connections = own(new Connections(globalState, own(new Tokens(secrets)), log));
  const chosen = own(new ChosenProjects(workspaceState, globalState));
  const announce = (server?: Server): Promise<void> => connections.sandboxAt(server);
  const sandbox = own(new SandboxProcess(sandboxPlace(context), secrets, announce, log));
  const clients = new Clients(connections, sandbox, log);

  const directory = Uri.joinPath(globalStorageUri, "jobs").fsPath;
  const beforeResume = () => sandbox.look();
  const jobs = own(new Jobs({ directory, connections, clients, storage: globalState, log, beforeResume }));
  const core = { connections, clients, chosen, log };
  const known = new KnownObjects(globalState);
  const look = () => unattended(log, "sandbox", () => sandbox.look());
  const opened = () => Promise.all([look(), unattended(log, "secrets", () => connections.checkSecrets())]);
  const sandboxState = () => sandbox.state;
  const explorer = own(new ProjectExplorer({ ...core, known, sandboxState, opened }));
  const jobsView = own(new JobsView(jobs, connections));
  const statusBar = own(new StatusBar({ jobs, connections, chosen, sandboxState }));
  own(new JobNotifications(jobs, () => window.state.focused && (explorer.view.visible || jobsView.view.visible)));
  own(jobs.onDidChange(new JobEffects(explorer, known, log).apply));
  own(sandbox.onDidChange(() => explorer.sandboxChanged()));
  own(sandbox.onDidChange(() => statusBar.draw()));

  const results = own(new ResultsPanels({ clients, extensionUri, log }));
  own(jobs.onDidChange(results.jobChanged));
  own(connections.onDidChange((connection) => connection && results.retry(connection.id)));
  const dataFiles = new DataFiles(Uri.joinPath(globalStorageUri, "spool"));
  const details = own(new DetailPages());
  own(registerCommands({ ...core, sandbox, explorer, details, dataFiles, jobs, results, extensionUri }));
  own(showConnectionContext(connections));
  void unattended(log, "unfinished jobs", () => jobs.resumeUnfinished());
  return context.extensionMode === ExtensionMode.Test
    ? { secrets, connections, chosen, clients, sandbox, jobs, explorer }
    : undefined;
}
