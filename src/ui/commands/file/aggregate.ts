import { basename } from "node:path";
import { l10n, type Uri } from "vscode";
import { type Longer } from "../../../dataFiles/converting/aggregate";
import { askDataFiles } from "../ask/dataFile";
import { askPick } from "../ask/inputs";
import { back } from "../ask/steps";
import { type Tools } from "../tools";
import { rewriteBeside } from "./rewrite";

/** Makes one row of the rows of each week or month. */
export async function aggregateFile(tools: Tools, target?: Uri, uris?: readonly unknown[]): Promise<void> {
  const title = l10n.t("Aggregate to Weeks or Months");
  const [file] = await askDataFiles({ title, openLabel: l10n.t("Aggregate"), many: false }, target, uris);
  if (file === undefined) return;
  const answer = await askPick<Longer>(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    {
      placeholder: l10n.t("What are the periods of {0} to be?", basename(file.path)),
      choices: [
        {
          label: l10n.t("Weeks"),
          detail: l10n.t(
            "Amounts are added up; prices are means, weighted by the units sold; counts of places are means.",
          ),
          value: "Week",
        },
        { label: l10n.t("Months"), detail: l10n.t("A week belongs to the month of its Monday."), value: "Month" },
      ],
    },
  );
  if (answer !== undefined && answer !== back) await rewriteBeside(tools, file, answer.value);
}
