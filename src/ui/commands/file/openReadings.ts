import { basename } from "node:path";
import { l10n, type Uri } from "vscode";
import { type DayOrder, dateReadings } from "../../../dataFiles/localDates";
import { plainNumber } from "../../../dataFiles/localNumbers";
import { type ChosenReadings } from "../../../dataFiles/mending/conventions";
import { type OpenCells } from "../../../dataFiles/mending/mendFile";
import { type MendReport } from "../../dataFiles/worker/workerMessages";
import { askPick, type Choice } from "../ask/inputs";
import { back } from "../ask/steps";

interface Question {
  readonly placeholder: string;
  readonly choices: readonly Choice<ChosenReadings>[];
}

/** How to read cells that have several readings, asked once for each kind of them; undefined when the user changed their mind. */
export async function askOpenReadings(file: Uri, { open }: MendReport): Promise<ChosenReadings | undefined> {
  const questions: Question[] = [];
  if (open.dates) questions.push(datesQuestion(open.dates));
  if (open.numbers) questions.push(numbersQuestion(open.numbers));
  if (open.percents) questions.push(percentsQuestion(open.percents));
  if (open.dashes) questions.push(dashesQuestion(open.dashes));
  const leave: Choice<ChosenReadings> = { label: l10n.t("Leave Them as They Are"), value: {} };
  let chosen: ChosenReadings = {};
  for (const [at, { placeholder, choices }] of questions.entries()) {
    const title = l10n.t("Fix {0}", basename(file.path));
    const place = { title, step: at + 1, totalSteps: questions.length, canGoBack: false };
    const answer = await askPick(place, { placeholder, choices: [...choices, leave] });
    if (answer === undefined || answer === back) return undefined;
    chosen = { ...chosen, ...answer.value };
  }
  return chosen;
}

function datesQuestion({ count, example }: OpenCells): Question {
  const ways: Readonly<Record<DayOrder, string>> = {
    dayFirst: l10n.t("the day stands first"),
    monthFirst: l10n.t("the month stands first"),
    yearFirst: l10n.t("the year stands first"),
  };
  return {
    placeholder: l10n.t("Dates with several readings: {0}. Which day is {1}?", count, example),
    choices: [...dateReadings(example)].map(([dayOrder, iso]) => ({
      label: iso,
      description: ways[dayOrder],
      value: { dayOrder },
    })),
  };
}

function numbersQuestion({ count, example }: OpenCells): Question {
  const comma = { label: plainNumber(example, ",", "points"), description: l10n.t("the comma is the decimal mark") };
  const point = { label: plainNumber(example, ".", "points"), description: l10n.t("the period is the decimal mark") };
  return {
    placeholder: l10n.t("Numbers with several readings: {0}. How much is {1}?", count, example),
    choices: [
      { ...comma, label: comma.label ?? example, value: { mark: "," } },
      { ...point, label: point.label ?? example, value: { mark: "." } },
    ],
  };
}

function percentsQuestion({ count, example }: OpenCells): Question {
  const read = (way: "share" | "points") => plainNumber(example, ",", way) ?? plainNumber(example, ".", way) ?? example;
  return {
    placeholder: l10n.t("Numbers with a percent sign: {0}. How is {1} to be written?", count, example),
    choices: [
      { label: read("share"), description: l10n.t("as a share of 1"), value: { percent: "share" } },
      { label: read("points"), description: l10n.t("without the sign"), value: { percent: "points" } },
    ],
  };
}

function dashesQuestion({ count, example }: OpenCells): Question {
  return {
    placeholder: l10n.t("Cells with a dash for a number: {0}. What does {1} mean?", count, example),
    choices: [
      { label: l10n.t("Zero"), description: "0", value: { dash: "zero" } },
      { label: l10n.t("No Value"), description: l10n.t("an empty cell"), value: { dash: "missing" } },
    ],
  };
}
