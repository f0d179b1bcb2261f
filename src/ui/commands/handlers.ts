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
import { checkFiles } from "./file/check";
import { chooseFileType } from "./file/chooseType";
import { aggregateFile } from "./file/aggregate";
import { splitTable } from "./file/split";
import { convertLayout } from "./file/convertLayout";
import { fixFile } from "./file/fix";
import { newFromTemplate } from "./file/newTemplate";
import { previewFile } from "./file/preview";
import { exportPython } from "./export/python";
import { addById } from "./folder/addById";
import { clearFilter } from "./folder/clearFilter";
import { filterFolder } from "./folder/filter";
import { findInFolder } from "./folder/find";
import { findNeighbours } from "./folder/findNeighbours";
import { checkGraph, checkGraphAgainst } from "./graph/check";
import { compareGraphs } from "./graph/compare";
import { editCopyOfGraph } from "./graph/editCopy";
import { deleteDraft } from "./graph/deleteDraft";
import { newGraph } from "./graph/new";
import { openGraph } from "./graph/open";
import { openDraft } from "./graph/openDraft";
import { openSuggestedGraph } from "./graph/openSuggested";
import { renameDraft } from "./graph/renameDraft";
import { openGraphAsDiagram } from "./graph/openAsDiagram";
import { openGraphAsText } from "./graph/openAsText";
import { saveGraphIntoWorkspace } from "./graph/saveIntoWorkspace";
import { buildFromSuggestedGraph } from "./graph/suggest";
import { answerJob } from "./job/answer";
import { cancelJob } from "./job/cancel";
import { clearFinishedJobs } from "./job/clearFinished";
import { openJobLog } from "./job/openLog";
import { resumeJob } from "./job/resume";
import { showJob } from "./job/show";
import { stopTracking } from "./job/stopTracking";
import { buildModelFromGraph } from "./model/build";
import { refitModel } from "./model/refit";
import { remodelHigh } from "./model/remodelHigh";
import { remodelLow } from "./model/remodelLow";
import { copyApiPath } from "./node/copyApiPath";
import { copyId } from "./node/copyId";
import { copyName } from "./node/copyName";
import { copyRequest } from "./node/copyRequest";
import { forgetObjects } from "./node/forget";
import { loadMore } from "./node/loadMore";
import { openDetails } from "./node/open";
import { refresh } from "./node/refresh";
import { revealInProjects } from "./node/reveal";
import { undoRemove } from "./node/undoRemove";
import { addProject } from "./project/add";
import { hideProject } from "./project/hide";
import { pinProject } from "./project/pin";
import { removeProject } from "./project/remove";
import { setCurrentProject } from "./project/setCurrent";
import { showHiddenProjects } from "./project/showHidden";
import { switchProject } from "./project/switch";
import { unpinProject } from "./project/unpin";
import { compareRecords } from "./record/compare";
import { openRecord } from "./record/open";
import { exportCsv, exportReport } from "./results/export";
import { compareResults } from "./results/compare";
import { compareWithSelected } from "./results/compareWithSelected";
import { openResults } from "./results/open";
import { selectForCompare } from "./results/selectForCompare";
import { loadDemo } from "./sandbox/loadDemo";
import { manageSandbox } from "./sandbox/manage";
import { openDataFolder } from "./sandbox/openDataFolder";
import { resetSandbox } from "./sandbox/reset";
import { restartSandbox } from "./sandbox/restart";
import { showSandboxLog } from "./sandbox/showLog";
import { startSandbox } from "./sandbox/start";
import { stopSandbox } from "./sandbox/stop";
import { openApiDocs } from "./server/openApiDocs";
import { runPipeline } from "./pipeline/run";
import { retryUpload } from "./upload/retry";
import { openInBrowser } from "./server/openInBrowser";
import { type Tools } from "./tools";
import { uploadFiles } from "./upload/file";
import { manageTrust } from "./window/manageTrust";
import { openSettings } from "./window/openSettings";
import { openWalkthrough } from "./window/openWalkthrough";
import { reportIssue } from "./window/reportIssue";

/** Which function each command is, but for the log's, which needs no tools. A missing one does not compile. */
export const handlers: {
  readonly [Id in Exclude<CommandId, "alviss.showLog">]: (tools: Tools, ...args: CommandArgs[Id]) => Promise<void>;
} = {
  "alviss.signIn": signIn,
  "alviss.replaceToken": replaceToken,
  "alviss.signOut": signOut,
  "alviss.openTokenPage": openTokenPage,
  "alviss.testConnection": testConnection,
  "alviss.project.add": addProject,
  "alviss.project.switch": switchProject,
  "alviss.project.setCurrent": setCurrentProject,
  "alviss.project.remove": removeProject,
  "alviss.project.pin": pinProject,
  "alviss.project.unpin": unpinProject,
  "alviss.project.hide": hideProject,
  "alviss.project.showHidden": showHiddenProjects,
  "alviss.refresh": refresh,
  "alviss.loadMore": loadMore,
  "alviss.find": findInFolder,
  "alviss.filter": filterFolder,
  "alviss.clearFilter": clearFilter,
  "alviss.addById": addById,
  "alviss.findNeighbours": findNeighbours,
  "alviss.reveal": revealInProjects,
  "alviss.forget": forgetObjects,
  "alviss.undoRemove": undoRemove,
  "alviss.open": openDetails,
  "alviss.copyId": copyId,
  "alviss.copyName": copyName,
  "alviss.upload.file": uploadFiles,
  "alviss.file.check": checkFiles,
  "alviss.file.chooseType": chooseFileType,
  "alviss.file.fix": fixFile,
  "alviss.file.newTemplate": newFromTemplate,
  "alviss.file.preview": previewFile,
  "alviss.file.convertLayout": convertLayout,
  "alviss.file.aggregate": aggregateFile,
  "alviss.file.split": splitTable,
  "alviss.graph.suggest": buildFromSuggestedGraph,
  "alviss.graph.new": newGraph,
  "alviss.graph.openSuggested": openSuggestedGraph,
  "alviss.graph.openDraft": openDraft,
  "alviss.graph.renameDraft": renameDraft,
  "alviss.graph.deleteDraft": deleteDraft,
  "alviss.graph.open": openGraph,
  "alviss.graph.editCopy": editCopyOfGraph,
  "alviss.graph.saveIntoWorkspace": saveGraphIntoWorkspace,
  "alviss.graph.compare": compareGraphs,
  "alviss.graph.check": checkGraph,
  "alviss.graph.checkAgainst": checkGraphAgainst,
  "alviss.graph.openAsText": openGraphAsText,
  "alviss.graph.openAsDiagram": openGraphAsDiagram,
  "alviss.model.build": buildModelFromGraph,
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
  "alviss.results.exportCsv": exportCsv,
  "alviss.results.exportReport": exportReport,
  "alviss.results.compare": compareResults,
  "alviss.results.selectForCompare": selectForCompare,
  "alviss.results.compareWithSelected": compareWithSelected,
  "alviss.job.show": showJob,
  "alviss.job.openLog": openJobLog,
  "alviss.job.stopTracking": stopTracking,
  "alviss.job.resume": resumeJob,
  "alviss.job.cancel": cancelJob,
  "alviss.job.answer": answerJob,
  "alviss.job.clearFinished": clearFinishedJobs,
  "alviss.sandbox.start": startSandbox,
  "alviss.sandbox.stop": stopSandbox,
  "alviss.sandbox.restart": restartSandbox,
  "alviss.sandbox.loadDemo": loadDemo,
  "alviss.sandbox.openDataFolder": openDataFolder,
  "alviss.sandbox.showLog": showSandboxLog,
  "alviss.sandbox.manage": manageSandbox,
  "alviss.sandbox.reset": resetSandbox,
  "alviss.demo.copyFiles": copyDemoFiles,
  "alviss.openSettings": openSettings,
  "alviss.manageTrust": manageTrust,
  "alviss.openRecord": openRecord,
  "alviss.record.compare": compareRecords,
  "alviss.copyApiPath": copyApiPath,
  "alviss.copyRequest": copyRequest,
  "alviss.openInBrowser": openInBrowser,
  "alviss.openApiDocs": openApiDocs,
  "alviss.openWalkthrough": openWalkthrough,
  "alviss.reportIssue": reportIssue,
  "alviss.export.python": exportPython,
  "alviss.pipeline.run": runPipeline,
  "alviss.upload.retry": retryUpload,
};
