import { l10n, ThemeIcon, Uri, workspace } from "vscode";
import { type NamedGraph } from "../../graphEditor/graphComparisons";
import { type GraphRoom } from "../../graphEditor/graphRoom";
import { type GraphAddress } from "../../graphEditor/graphUri";
import { askPick, type Choice, type Picked } from "../ask/inputs";
import { type Given } from "../ask/object";
import { type back } from "../ask/steps";
import { waitFor } from "../ask/waiting";
import { type Tools } from "../tools";
import { graphGiven, isDraft } from "./activeGraph";
import { modelGraph } from "./modelGraph";

/** A graph with any other one; of two selected ones the first with the second. */
export async function compareGraphs(tools: Tools, target?: Given | Uri, others?: readonly Given[]): Promise<void> {
  const room = await tools.graphs.room();
  const given = target === undefined || target instanceof Uri || isDraft(target) ? graphGiven(target) : undefined;
  const [first, second] = target instanceof Uri || isDraft(target) ? [] : (others ?? [target]);
  const address = given ? undefined : await modelGraph(tools, l10n.t("Compare Graph"), first);
  const uri = given ?? (address && (await room.files.open(address)));
  if (uri === undefined) return;
  const other = second ? await ofModel(tools, room, second) : await askOther(tools, room, uri);
  if (other === undefined) return;
  await room.compare(uri, other === "original" ? undefined : other);
}

type Other = () => Promise<NamedGraph | "original" | undefined>;

async function askOther(tools: Tools, room: GraphRoom, uri: Uri): Promise<NamedGraph | "original" | undefined> {
  const answer = await choose<Other>(l10n.t("Compare with what?"), () => choicesFor(tools, room, uri));
  return answer?.value();
}

/** Only what there is. */
async function choicesFor(tools: Tools, room: GraphRoom, uri: Uri): Promise<Choice<Other>[]> {
  const { hasOriginal, committed, files, level } = await room.comparisons.choices(uri);
  const choices: (Choice<Other> | false)[] = [
    hasOriginal && {
      label: l10n.t("Original"),
      detail: l10n.t("The graph that this one was copied from."),
      icon: new ThemeIcon("history"),
      value: () => Promise.resolve("original"),
    },
    committed !== undefined && {
      label: l10n.t("Last Commit"),
      detail: l10n.t("The file as it is in git."),
      icon: new ThemeIcon("git-commit"),
      value: () => Promise.resolve(committed),
    },
    {
      label: l10n.t("Graph of a Model..."),
      icon: new ThemeIcon("type-hierarchy"),
      value: () => ofModel(tools, room, undefined, level),
    },
    files.length > 0 && {
      label: l10n.t("Graph File of the Workspace..."),
      icon: new ThemeIcon("file"),
      value: () => ofFile(room, files),
    },
  ];
  return choices.filter((choice) => choice !== false);
}

async function ofFile({ files }: GraphRoom, uris: readonly Uri[]): Promise<NamedGraph | undefined> {
  const choices = uris.map((uri) => ({ label: workspace.asRelativePath(uri), value: uri }));
  const answer = await choose(l10n.t("Compare with which file?"), choices);
  if (answer === undefined) return undefined;
  const document = await workspace.openTextDocument(answer.value);
  return { name: files.nameOf(answer.value), text: document.getText() };
}

async function ofModel(
  tools: Tools,
  { files }: GraphRoom,
  node: Given,
  level?: GraphAddress["level"],
): Promise<NamedGraph | undefined> {
  const address = await modelGraph(tools, l10n.t("Compare with the Graph"), node, level);
  return address && waitFor(l10n.t("Reading the graph"), () => files.named(address));
}

/** One question; going back from it is changing one's mind. */
async function choose<T>(
  placeholder: string,
  choices: readonly Choice<T>[] | (() => Promise<readonly Choice<T>[]>),
): Promise<Picked<T> | undefined> {
  const place = { title: l10n.t("Compare Graph"), step: 1, totalSteps: 1, canGoBack: false };
  const answer: Picked<T> | typeof back | undefined = await askPick(place, { placeholder, choices });
  return typeof answer === "symbol" ? undefined : answer;
}
