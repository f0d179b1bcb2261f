import { type Uri } from "vscode";
import { type EndOfSession } from "../account/authentication";
import {
  type ConnectionNode,
  type ErrorNode,
  type LoadMoreNode,
  type Node,
  type ProjectNode,
  type TeamNode,
  type UploadNode,
} from "../explorer/nodes";
import { type FixWish } from "../dataFiles/editor/fixWish";
import { type JobNode } from "../jobs/jobItem";
import { type ResultsPlace } from "../results/resultsPlace";

/** What a menu hands over: the clicked node and, where several are selected, all of them. */
type Selection = [node?: Node | JobNode, nodes?: readonly (Node | JobNode)[]];
type JobSelection = [node?: JobNode, nodes?: readonly JobNode[]];
/** What the Explorer hands over: the clicked file, and all that are selected. */
type FileSelection = [target?: Uri, uris?: readonly unknown[]];

/** Every command with its arguments; package.json has the same ids, held together by a test. */
export interface CommandArgs {
  "alviss.signIn": [node?: ConnectionNode];
  "alviss.replaceToken": [node?: ConnectionNode | ErrorNode];
  "alviss.signOut": [what?: ConnectionNode | EndOfSession];
  "alviss.openTokenPage": [node?: ConnectionNode];
  "alviss.testConnection": [node?: ConnectionNode | ErrorNode];
  "alviss.project.add": [node?: TeamNode];
  "alviss.project.switch": [];
  "alviss.project.setCurrent": [node?: ProjectNode];
  "alviss.project.remove": [node?: ProjectNode];
  "alviss.project.pin": [node?: Node | JobNode];
  "alviss.project.unpin": [node?: Node | JobNode];
  "alviss.project.hide": [node?: Node | JobNode];
  "alviss.project.showHidden": [node?: Node | JobNode];
  "alviss.refresh": [node?: Node, nodes?: readonly Node[]];
  "alviss.loadMore": [node?: LoadMoreNode];
  "alviss.find": [node?: Node | JobNode];
  "alviss.filter": [node?: Node | JobNode];
  "alviss.clearFilter": [node?: Node | JobNode];
  "alviss.addById": [node?: Node | JobNode, nodesOrStay?: readonly Node[] | "stay"];
  "alviss.findNeighbours": [node?: Node | JobNode];
  "alviss.reveal": [node?: Node | JobNode];
  "alviss.forget": Selection;
  "alviss.undoRemove": [];
  "alviss.open": [node?: Node];
  "alviss.copyId": Selection;
  "alviss.copyName": Selection;
  "alviss.upload.file": [target?: Uri | Node, uris?: readonly unknown[]];
  "alviss.file.check": FileSelection;
  "alviss.file.chooseType": FileSelection;
  "alviss.file.fix": [...FileSelection, wish?: FixWish];
  "alviss.file.newTemplate": [folder?: Uri];
  "alviss.file.preview": FileSelection;
  "alviss.file.convertLayout": FileSelection;
  "alviss.file.aggregate": FileSelection;
  "alviss.file.split": FileSelection;
  "alviss.graph.suggest": Selection;
  "alviss.graph.new": [node?: Node];
  "alviss.graph.openSuggested": Selection;
  "alviss.graph.openDraft": [node?: Node];
  "alviss.graph.renameDraft": [node?: Node];
  "alviss.graph.deleteDraft": [node?: Node];
  "alviss.graph.open": [node?: Node];
  "alviss.graph.editCopy": [target?: Uri];
  "alviss.graph.saveIntoWorkspace": [target?: Uri | Node];
  "alviss.graph.compare": [target?: Uri | Node | JobNode, nodes?: readonly (Node | JobNode)[]];
  "alviss.graph.check": [target?: Uri | Node];
  "alviss.graph.checkAgainst": [target?: Uri | Node];
  "alviss.graph.openAsText": [target?: Uri];
  "alviss.graph.openAsDiagram": [target?: Uri];
  "alviss.model.build": [target?: Uri | Node];
  "alviss.dataset.create": Selection;
  "alviss.dataset.extend": Selection;
  "alviss.dataset.activate": Selection;
  "alviss.dataset.showDates": Selection;
  "alviss.model.refit": Selection;
  "alviss.model.remodelHigh": Selection;
  "alviss.model.remodelLow": Selection;
  "alviss.attribution.create": [what?: Node | JobNode | ResultsPlace, nodes?: readonly (Node | JobNode)[]];
  "alviss.attributionSet.align": Selection;
  "alviss.attributionSet.activate": Selection;
  "alviss.results.open": Selection;
  "alviss.results.exportCsv": [...Selection, file?: Uri];
  "alviss.results.exportReport": [...Selection, file?: Uri];
  "alviss.results.compare": [what?: Node | JobNode | ResultsPlace, nodes?: readonly (Node | JobNode)[]];
  "alviss.results.selectForCompare": Selection;
  "alviss.results.compareWithSelected": Selection;
  "alviss.job.show": JobSelection;
  "alviss.job.openLog": JobSelection;
  "alviss.job.stopTracking": JobSelection;
  "alviss.job.resume": JobSelection;
  "alviss.job.cancel": JobSelection;
  "alviss.job.answer": JobSelection;
  "alviss.job.clearFinished": [];
  "alviss.sandbox.start": [];
  "alviss.sandbox.stop": [];
  "alviss.sandbox.restart": [];
  "alviss.sandbox.loadDemo": [];
  "alviss.sandbox.openDataFolder": [];
  "alviss.sandbox.showLog": [];
  "alviss.sandbox.manage": [];
  "alviss.sandbox.reset": [];
  "alviss.demo.copyFiles": [];
  "alviss.openSettings": [];
  "alviss.manageTrust": [];
  "alviss.showLog": [];
  "alviss.openRecord": Selection;
  "alviss.record.compare": Selection;
  "alviss.copyApiPath": Selection;
  "alviss.copyRequest": Selection;
  "alviss.openInBrowser": Selection;
  "alviss.openApiDocs": [node?: ConnectionNode];
  "alviss.openWalkthrough": [];
  "alviss.reportIssue": [];
  "alviss.export.python": Selection;
  "alviss.pipeline.run": Selection;
  "alviss.upload.retry": [node?: UploadNode];
}

export type CommandId = keyof CommandArgs;

const every: { readonly [Id in CommandId]: true } = {
  "alviss.signIn": true,
  "alviss.replaceToken": true,
  "alviss.signOut": true,
  "alviss.openTokenPage": true,
  "alviss.testConnection": true,
  "alviss.project.add": true,
  "alviss.project.switch": true,
  "alviss.project.setCurrent": true,
  "alviss.project.remove": true,
  "alviss.project.pin": true,
  "alviss.project.unpin": true,
  "alviss.project.hide": true,
  "alviss.project.showHidden": true,
  "alviss.refresh": true,
  "alviss.loadMore": true,
  "alviss.find": true,
  "alviss.filter": true,
  "alviss.clearFilter": true,
  "alviss.addById": true,
  "alviss.findNeighbours": true,
  "alviss.reveal": true,
  "alviss.forget": true,
  "alviss.undoRemove": true,
  "alviss.open": true,
  "alviss.copyId": true,
  "alviss.copyName": true,
  "alviss.upload.file": true,
  "alviss.file.check": true,
  "alviss.file.chooseType": true,
  "alviss.file.fix": true,
  "alviss.file.newTemplate": true,
  "alviss.file.preview": true,
  "alviss.file.convertLayout": true,
  "alviss.file.aggregate": true,
  "alviss.file.split": true,
  "alviss.graph.suggest": true,
  "alviss.graph.new": true,
  "alviss.graph.openSuggested": true,
  "alviss.graph.openDraft": true,
  "alviss.graph.renameDraft": true,
  "alviss.graph.deleteDraft": true,
  "alviss.graph.open": true,
  "alviss.graph.editCopy": true,
  "alviss.graph.saveIntoWorkspace": true,
  "alviss.graph.compare": true,
  "alviss.graph.check": true,
  "alviss.graph.checkAgainst": true,
  "alviss.graph.openAsText": true,
  "alviss.graph.openAsDiagram": true,
  "alviss.model.build": true,
  "alviss.dataset.create": true,
  "alviss.dataset.extend": true,
  "alviss.dataset.activate": true,
  "alviss.dataset.showDates": true,
  "alviss.model.refit": true,
  "alviss.model.remodelHigh": true,
  "alviss.model.remodelLow": true,
  "alviss.attribution.create": true,
  "alviss.attributionSet.align": true,
  "alviss.attributionSet.activate": true,
  "alviss.results.open": true,
  "alviss.results.exportCsv": true,
  "alviss.results.exportReport": true,
  "alviss.results.compare": true,
  "alviss.results.selectForCompare": true,
  "alviss.results.compareWithSelected": true,
  "alviss.job.show": true,
  "alviss.job.openLog": true,
  "alviss.job.stopTracking": true,
  "alviss.job.resume": true,
  "alviss.job.cancel": true,
  "alviss.job.answer": true,
  "alviss.job.clearFinished": true,
  "alviss.sandbox.start": true,
  "alviss.sandbox.stop": true,
  "alviss.sandbox.restart": true,
  "alviss.sandbox.loadDemo": true,
  "alviss.sandbox.openDataFolder": true,
  "alviss.sandbox.showLog": true,
  "alviss.sandbox.manage": true,
  "alviss.sandbox.reset": true,
  "alviss.demo.copyFiles": true,
  "alviss.openSettings": true,
  "alviss.manageTrust": true,
  "alviss.showLog": true,
  "alviss.openRecord": true,
  "alviss.record.compare": true,
  "alviss.copyApiPath": true,
  "alviss.copyRequest": true,
  "alviss.openInBrowser": true,
  "alviss.openApiDocs": true,
  "alviss.openWalkthrough": true,
  "alviss.reportIssue": true,
  "alviss.export.python": true,
  "alviss.pipeline.run": true,
  "alviss.upload.retry": true,
};

export const commandIds = Object.keys(every) as readonly CommandId[];
