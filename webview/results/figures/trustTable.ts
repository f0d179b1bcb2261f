/** The table of the trust figure: its checks, then every number that its pictures are drawn from. */
import { fill } from "../../shared/fill";
import { type Diagnostics } from "../data/diagnostics";
import { type FigureContext, type FigureRow, type FigureTable } from "./figure";
import { chainWords, limits } from "./trustPanels";
import { checkWords, statusWord } from "./trustWords";

export function trustTable(diagnostics: Diagnostics, context: FigureContext): FigureTable {
  const { strings } = context;
  return {
    columns: [
      { heading: strings.trustCheck, unit: "" },
      { heading: strings.trustStatus, unit: "" },
      { heading: strings.trustValue, unit: "" },
      { heading: strings.trustHelp, unit: "" },
    ],
    names: ["check", "status", "value", "limit", "text", "help"],
    rows: [...checkRows(diagnostics, context), ...chainRows(diagnostics, context), ...dateRows(diagnostics, context)],
  };
}

const checkRows = ({ checks }: Diagnostics, context: FigureContext): FigureRow[] =>
  checks.map((check) => {
    const { name, value, help } = checkWords(check, context);
    return {
      name,
      cells: [statusWord(check.status, context), value, help === "" ? context.strings.none : help],
      values: [check.id, check.status, check.value, check.limit, check.text, check.help],
    };
  });

/** Of every quantity, the worst first. */
function chainRows({ diag }: Diagnostics, context: FigureContext): FigureRow[] {
  const numbers = [...diag].sort((a, b) => b.rhat - a.rhat);
  return numbers.flatMap((row): FigureRow[] => {
    const { param, rhat, ess } = row;
    const [agreement, size] = chainWords(row, context);
    return [
      { name: param, cells: ["", agreement, ""], values: ["rhat of", null, rhat, limits.rhat, param, null] },
      { name: param, cells: ["", size, ""], values: ["ess of", null, ess, limits.ess, param, null] },
    ];
  });
}

function dateRows({ acf, residuals }: Diagnostics, { strings, format }: FigureContext): FigureRow[] {
  return [
    ...acf.map((value, at) => ({
      name: fill(strings.readoutWord, strings.statAcf, fill(strings.trustLag, format.count(at + 1))),
      cells: ["", format.digits(value, 3), ""],
      values: ["autocorrelation", null, value, null, `lag ${String(at + 1)}`, null],
    })),
    ...residuals.map(({ date, value }) => ({
      name: fill(strings.readoutWord, strings.residual, format.date(date)),
      cells: ["", format.digits(value, 4), ""],
      values: ["residual", null, value, null, date.slice(0, 10), null],
    })),
  ];
}
