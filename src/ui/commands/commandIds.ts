import { type Uri } from "vscode";
import { type ConnectionNode, type LoadMoreNode, type Node, type ProjectNode, type TeamNode } from "../explorer/nodes";
import { type JobNode } from "../jobs/jobItem";

/** What a menu hands over: the clicked node and, where several are selected, all of them. */
type Selection = [node?: Node | JobNode, nodes?: readonly (Node | JobNode)[]];
type JobSelection = [node?: JobNode];

/** Every command with its arguments; package.json has the same ids, held together by a test. */
export interface CommandArgs {
  "alviss.signIn": [node?: ConnectionNode];
  "alviss.replaceToken": [node?: ConnectionNode];
  "alviss.signOut": [node?: ConnectionNode];
  "alviss.openTokenPage": [node?: ConnectionNode];
  "alviss.testConnection": [node?: ConnectionNode];
  "alviss.project.add": [node?: TeamNode];
  "alviss.project.switch": [];
  "alviss.project.setCurrent": [node?: ProjectNode];
  "alviss.project.remove": [node?: ProjectNode];
  "alviss.refresh": [node?: Node];
  "alviss.loadMore": [node?: LoadMoreNode];
  "alviss.open": [node?: Node];
  "alviss.copyId": Selection;
  "alviss.copyName": Selection;
  "alviss.upload.file": [target?: Uri | Node, uris?: readonly unknown[]];
  "alviss.graph.suggest": Selection;
  "alviss.dataset.create": Selection;
  "alviss.dataset.extend": Selection;
  "alviss.dataset.activate": Selection;
  "alviss.dataset.showDates": Selection;
  "alviss.model.refit": Selection;
  "alviss.model.remodelHigh": Selection;
  "alviss.model.remodelLow": Selection;
  "alviss.attribution.create": Selection;
  "alviss.attributionSet.align": Selection;
  "alviss.attributionSet.activate": Selection;
  "alviss.results.open": Selection;
  "alviss.job.show": JobSelection;
  "alviss.job.openLog": JobSelection;
  "alviss.job.stopTracking": JobSelection;
  "alviss.job.resume": JobSelection;
  "alviss.job.cancel": JobSelection;
  "alviss.job.clearFinished": [];
  "alviss.sandbox.start": [];
  "alviss.sandbox.stop": [];
  "alviss.sandbox.restart": [];
  "alviss.sandbox.loadDemo": [];
  "alviss.sandbox.openDataFolder": [];
  "alviss.sandbox.showLog": [];
  "alviss.demo.copyFiles": [];
  "alviss.openSettings": [];
  "alviss.showLog": [];
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
  "alviss.refresh": true,
  "alviss.loadMore": true,
  "alviss.open": true,
  "alviss.copyId": true,
  "alviss.copyName": true,
  "alviss.upload.file": true,
  "alviss.graph.suggest": true,
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
  "alviss.job.show": true,
  "alviss.job.openLog": true,
  "alviss.job.stopTracking": true,
  "alviss.job.resume": true,
  "alviss.job.cancel": true,
  "alviss.job.clearFinished": true,
  "alviss.sandbox.start": true,
  "alviss.sandbox.stop": true,
  "alviss.sandbox.restart": true,
  "alviss.sandbox.loadDemo": true,
  "alviss.sandbox.openDataFolder": true,
  "alviss.sandbox.showLog": true,
  "alviss.demo.copyFiles": true,
  "alviss.openSettings": true,
  "alviss.showLog": true,
};

export const commandIds = Object.keys(every) as readonly CommandId[];
