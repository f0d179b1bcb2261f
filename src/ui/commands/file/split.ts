import { basename } from "node:path";
import { l10n, ProgressLocation, type Uri, window, workspace } from "vscode";
import { countryCodeOf } from "../../../dataFiles/countryNames";
import { type SplitChoices } from "../../../dataFiles/otherTools/splitExport";
import { type ExportColumn, type ExportRole, type WideExport } from "../../../dataFiles/otherTools/wideExport";
import { signalOf } from "../../kit/cancellation";
import { Refusal } from "../../kit/explain";
import { askDataFiles } from "../ask/dataFile";
import { askMany, askPick, askText, type Choice } from "../ask/inputs";
import { type AskStep, askSteps, back } from "../ask/steps";
import { type Tools } from "../tools";

type State = Partial<SplitChoices>;

/** Makes a file for each kind of data of a table of another tool, beside it; what its names do not say is asked. */
export async function splitTable({ dataFiles }: Tools, target?: Uri, uris?: readonly unknown[]): Promise<void> {
  const title = l10n.t("Split into Alviss Files");
  const [file] = await askDataFiles({ title, openLabel: l10n.t("Split"), many: false }, target, uris);
  if (file === undefined) return;
  const desk = await dataFiles.desk();
  const name = basename(file.path);
  const table = await desk.exportOf(file);
  if (table === undefined || ofRole(table, "money", "units").length === 0) {
    throw new Refusal(
      l10n.t("{0} has no columns of sales and media with one row for a date. Begin with a template instead.", name),
      [{ title: l10n.t("New File from Template..."), command: "alviss.file.newTemplate", arguments: [] }],
    );
  }
  const steps = [salesStep(table), priceStep, otherStep(table), countryStep, productStep];
  const choices = await askSteps<State>(title, steps, {});
  if (choices === undefined || !isComplete(choices)) return;
  const progress = { location: ProgressLocation.Notification, title: l10n.t("Splitting {0}", name), cancellable: true };
  const files = await window.withProgress(progress, (_, token) =>
    desk.split(file, { columns: table.columns, choices }, { signal: signalOf(token) }),
  );
  if ("line" in files) {
    const { line, column, text } = files;
    throw new Refusal(l10n.t('"{0}" in line {1}, column {2} cannot be read without asking.', text, line, column));
  }
  const written: Uri[] = [];
  for (const { type, bytes } of files) written.push(await desk.writeBeside(file, type, bytes));
  for (const each of written) await window.showTextDocument(await workspace.openTextDocument(each), { preview: false });
}

const ofRole = ({ columns }: WideExport, ...roles: readonly ExportRole[]): readonly ExportColumn[] =>
  columns.filter(({ role }) => roles.includes(role));

const isComplete = (state: State): state is SplitChoices =>
  ["country", "product", "units", "price", "media", "events", "indicators"].every((key) => key in state);

/** A price that is still to be typed. */
const typed = "typed";

/** Sales are units and a price, and a table of another tool often has only their product. */
function salesStep(table: WideExport): AskStep<State> {
  return async (_, at) => {
    const [price] = ofRole(table, "price");
    const choices: Choice<{ units: ExportColumn; price: ExportColumn | 1 | typeof typed }>[] = [];
    for (const units of ofRole(table, "units")) {
      if (price !== undefined)
        choices.push({
          label: l10n.t("{0} are units, {1} is their price", units.name, price.name),
          value: { units, price },
        });
      choices.push({
        label: l10n.t("{0} are units, at a price to be typed", units.name),
        value: { units, price: typed },
      });
    }
    for (const units of ofRole(table, "money", "units"))
      choices.push({
        label: l10n.t("{0} is money: units at a price of 1", units.name),
        detail: l10n.t("Models then speak of money where they say units, and cannot tell the effect of the price."),
        value: { units, price: 1 },
      });
    const answer = await askPick(at, {
      placeholder: l10n.t("Sales are units and a price. Which are they here?"),
      choices,
    });
    if (answer === undefined || answer === back) return answer;
    const { units, price: chosen } = answer.value;
    return { next: chosen === typed ? { units } : { units, price: chosen } };
  };
}

const priceStep: AskStep<State> = async (state, at) => {
  if (state.price !== undefined) return { passed: state };
  const problem = (text: string) =>
    Number(text) > 0 ? undefined : l10n.t("Write a number above 0, with a period as decimal mark.");
  const answer = await askText(at, { prompt: l10n.t("The price of a unit, in local currency"), problem });
  return answer === undefined || answer === back ? answer : { next: { ...state, price: Number(answer.value) } };
};

/** Which of the other columns are wanted, and as what. */
function otherStep(table: WideExport): AskStep<State> {
  return async (state, at) => {
    const media = ofRole(table, "spend", "impressions", "clicks", "grp");
    const others = ofRole(table, "event", "context", "unknown").filter(({ name }) => name !== state.units?.name);
    const choices: Choice<ExportColumn>[] = [...media, ...others].map((column) => ({
      label: column.name,
      description: purposeOf(column),
      picked: column.role !== "unknown",
      value: column,
    }));
    const answer = await askMany(at, { placeholder: l10n.t("Which columns are wanted?"), choices });
    if (answer === undefined || answer === back) return answer;
    return {
      next: {
        ...state,
        media: answer.filter((column) => media.includes(column)),
        events: answer.filter(({ role }) => role === "event"),
        indicators: answer.filter(({ role }) => role === "context" || role === "unknown"),
      },
    };
  };
}

function purposeOf({ role, medium = "" }: ExportColumn): string {
  switch (role) {
    case "spend":
      return l10n.t("Media: Investment of {0}", medium);
    case "impressions":
      return l10n.t("Media: Impression of {0}", medium);
    case "clicks":
      return l10n.t("Media: Clicks of {0}", medium);
    case "grp":
      return l10n.t("Media: GRP of {0}", medium);
    case "event":
      return l10n.t("Events");
    case "context":
    case "unknown":
    case "money":
    case "units":
    case "price":
    case "date":
    case "place":
    case "aside":
      return l10n.t("Macro: an indicator of that name");
  }
}

const countryStep: AskStep<State> = async (state, at) => {
  const problem = (text: string) =>
    countryCodeOf(text) === null ? l10n.t("Write a country by its name or its ISO code, such as SWE.") : undefined;
  const answer = await askText(at, { prompt: l10n.t("The country of the sales"), placeholder: "SWE", problem });
  if (answer === undefined || answer === back) return answer;
  return { next: { ...state, country: countryCodeOf(answer.value) ?? "" } };
};

const productStep: AskStep<State> = async (state, at) => {
  const problem = (text: string) => (text.trim() === "" ? l10n.t("Give the product a name.") : undefined);
  const answer = await askText(at, { prompt: l10n.t("The product that is sold"), problem });
  return answer === undefined || answer === back ? answer : { next: { ...state, product: answer.value.trim() } };
};
