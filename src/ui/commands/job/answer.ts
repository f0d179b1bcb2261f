import { l10n } from "vscode";
import { type Answer, type Run, stepInQuestion } from "../../../jobs/run";
import { parseTypedId, showId } from "../../../platform/ids";
import { type AnyRecord } from "../../../platform/records";
import { type JobNode } from "../../jobs/jobItem";
import { explain } from "../../kit/explain";
import { askPick, askText, type Choice } from "../ask/inputs";
import { type StepPlace } from "../ask/steps";
import { type Tools } from "../tools";
import { jobFor } from "./pickJob";

const typed = "typed";

/** Asks what became of a call that got no answer, and lets the job go on accordingly. */
export async function answerJob(tools: Tools, node?: JobNode): Promise<void> {
  const waits = (run: Run): boolean => run.state === "needsAnswer";
  const run = await jobFor(tools, node, l10n.t("Answer..."), waits, l10n.t("No job waits for an answer."));
  if (run === undefined) return;
  const place: StepPlace = { title: run.label, step: 1, totalSteps: 1, canGoBack: false };
  const picked = await askPick<Answer | typeof typed>(place, {
    placeholder: l10n.t('What became of "{0}"?', titleOf(stepInQuestion(run)) ?? run.label),
    choices: () => choicesFor(tools, run),
  });
  if (picked === undefined || typeof picked === "symbol") return;
  if (picked.value === typed) await askId(tools, run, place);
  else await tools.jobs.answer(run.runId, picked.value);
}

async function choicesFor(tools: Tools, run: Run): Promise<readonly Choice<Answer | typeof typed>[]> {
  const changed = stepInQuestion(run)?.object;
  const rest: Choice<Answer | typeof typed>[] = [
    {
      label: l10n.t("It did not happen: send it again"),
      detail: l10n.t("If it did happen after all, it happens twice."),
      value: { answer: "repeat" },
    },
    { label: l10n.t("Give up this job"), value: { answer: "giveUp" } },
  ];
  if (changed !== undefined) return [{ label: l10n.t("It happened: go on"), value: { answer: "exists" } }, ...rest];
  const enter = { label: l10n.t("It exists: enter its id..."), value: typed } as const;
  const found = await candidates(tools, run);
  return [...found.map((record) => candidate(record)), enter, ...rest];
}

/** A server that cannot be asked now leaves the other answers. */
async function candidates(tools: Tools, run: Run): Promise<readonly AnyRecord[]> {
  try {
    return (await tools.jobs.candidates(run.runId)) ?? [];
  } catch (error) {
    tools.log.warn(`${run.label}: ${explain(error)?.details ?? String(error)}`);
    return [];
  }
}

function candidate({ id, name, status, createdAt }: AnyRecord): Choice<Answer> {
  return {
    label: l10n.t("It is #{0}", showId(id)),
    description: [name, status].filter(Boolean).join(", "),
    ...(createdAt === undefined ? {} : { detail: l10n.t("Made {0}", createdAt) }),
    value: { answer: "exists", id },
  };
}

async function askId(tools: Tools, run: Run, place: StepPlace): Promise<void> {
  await askText(place, {
    prompt: l10n.t("The id of what was made, as the project shows it"),
    problem: (text) => (parseTypedId(text) === undefined ? l10n.t("Enter an id.") : undefined),
    attempt: async (text) => {
      const id = parseTypedId(text);
      if (id === undefined) return l10n.t("Enter an id.");
      try {
        await tools.jobs.answer(run.runId, { answer: "exists", id });
      } catch (error) {
        return explain(error)?.sentence ?? l10n.t("Cancelled.");
      }
      return undefined;
    },
  });
}

/** The name of a step is what runs are kept by, so it is the same in all languages. */
function titleOf(step: Run["steps"][number] | undefined): string | undefined {
  switch (step?.kind) {
    case "upload":
      return l10n.t("Upload {0}", step.name.replace(/^Upload /, ""));
    case "createDataset":
      return l10n.t("Create dataset");
    case "activateDataset":
      return l10n.t("Activate dataset");
    case "build":
      return l10n.t("Build model");
    case "refit":
      return l10n.t("Refit model");
    case "attribute":
      return l10n.t("Attribute sales");
    case "align":
      return l10n.t("Align attributions");
    case "activateSet":
      return l10n.t("Activate attribution set");
    case "watch":
    case undefined:
      return undefined;
  }
}
