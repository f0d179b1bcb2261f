import { openTokenPage } from "./account/openTokenPage";
import { replaceToken } from "./account/replaceToken";
import { signIn } from "./account/signIn";
import { signOut } from "./account/signOut";
import { testConnection } from "./account/testConnection";
import { runAttribution } from "./attribution/create";
import { activateAttributionSet } from "./attributionSet/activate";
import { alignAttribution } from "./attributionSet/align";
import { type CommandArgs, type CommandId } from "./commandIds";
import { activateDataset } from "./dataset/activate";
import { createDataset } from "./dataset/create";
import { extendDataset } from "./dataset/extend";
import { showDates } from "./dataset/showDates";
import { copyDemoFiles } from "./demo/copyFiles";
import { buildFromSuggestedGraph } from "./graph/suggest";
import { cancelJob } from "./job/cancel";
import { clearFinishedJobs } from "./job/clearFinished";
import { openJobLog } from "./job/openLog";
import { resumeJob } from "./job/resume";
import { showJob } from "./job/show";
import { stopTracking } from "./job/stopTracking";
import { refitModel } from "./model/refit";
import { remodelHigh } from "./model/remodelHigh";
import { remodelLow } from "./model/remodelLow";
import { copyId } from "./node/copyId";
import { copyName } from "./node/copyName";
import { loadMore } from "./node/loadMore";
import { openDetails } from "./node/open";
import { refresh } from "./node/refresh";
import { addProject } from "./project/add";
import { removeProject } from "./project/remove";
import { setCurrentProject } from "./project/setCurrent";
import { switchProject } from "./project/switch";
import { openResults } from "./results/open";
import { loadDemo } from "./sandbox/loadDemo";
import { openDataFolder } from "./sandbox/openDataFolder";
import { restartSandbox } from "./sandbox/restart";
import { showSandboxLog } from "./sandbox/showLog";
import { startSandbox } from "./sandbox/start";
import { stopSandbox } from "./sandbox/stop";
import { type Tools } from "./tools";
import { uploadFiles } from "./upload/file";
import { openSettings } from "./window/openSettings";
import { showLog } from "./window/showLog";

/** Which function each command is. A missing one does not compile. */
export const handlers: { readonly [Id in CommandId]: (tools: Tools, ...args: CommandArgs[Id]) => Promise<void> } = {
  "alviss.signIn": signIn,
  "alviss.replaceToken": replaceToken,
  "alviss.signOut": signOut,
  "alviss.openTokenPage": openTokenPage,
  "alviss.testConnection": testConnection,
  "alviss.project.add": addProject,
  "alviss.project.switch": switchProject,
  "alviss.project.setCurrent": setCurrentProject,
  "alviss.project.remove": removeProject,
  "alviss.refresh": refresh,
  "alviss.loadMore": loadMore,
  "alviss.open": openDetails,
  "alviss.copyId": copyId,
  "alviss.copyName": copyName,
  "alviss.upload.file": uploadFiles,
  "alviss.graph.suggest": buildFromSuggestedGraph,
  "alviss.dataset.create": createDataset,
  "alviss.dataset.extend": extendDataset,
  "alviss.dataset.activate": activateDataset,
  "alviss.dataset.showDates": showDates,
  "alviss.model.refit": refitModel,
  "alviss.model.remodelHigh": remodelHigh,
  "alviss.model.remodelLow": remodelLow,
  "alviss.attribution.create": runAttribution,
  "alviss.attributionSet.align": alignAttribution,
  "alviss.attributionSet.activate": activateAttributionSet,
  "alviss.results.open": openResults,
  "alviss.job.show": showJob,
  "alviss.job.openLog": openJobLog,
  "alviss.job.stopTracking": stopTracking,
  "alviss.job.resume": resumeJob,
  "alviss.job.cancel": cancelJob,
  "alviss.job.clearFinished": clearFinishedJobs,
  "alviss.sandbox.start": startSandbox,
  "alviss.sandbox.stop": stopSandbox,
  "alviss.sandbox.restart": restartSandbox,
  "alviss.sandbox.loadDemo": loadDemo,
  "alviss.sandbox.openDataFolder": openDataFolder,
  "alviss.sandbox.showLog": showSandboxLog,
  "alviss.demo.copyFiles": copyDemoFiles,
  "alviss.openSettings": openSettings,
  "alviss.showLog": showLog,
};
