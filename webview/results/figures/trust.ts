import { element } from "../../shared/dom";
import { fill } from "../../shared/fill";
import { type Diagnostics } from "../data/diagnostics";
import { icon } from "../marks";
import { nearestIndex } from "../plot/thinning";
import { type Figure, type FigureContext, type Reading } from "./figure";
import { pythonScript } from "./python";
import { acfPanel, chainsHeight, chainsPanel, residualPanel, type TrustPanel } from "./trustPanels";
import { trustTable } from "./trustTable";
import { checkWords, countsOf, statusWord, verdictOf } from "./trustWords";
import { sentences } from "./wording";

const smallHeight = 116;
const nameHeight = 24;
const gap = 16;
/** Of bold letters of a name, on the wide side. */
const pixelsOfLetter = 6.6;

/** Whether the model can be trusted: a verdict, its checks in plain words, and what they were read from. */
export function trustFigure(diagnostics: Diagnostics, context: FigureContext): Figure {
  const { strings } = context;
  const { checks } = diagnostics;
  const verdict = verdictOf(checks, context);
  const makers = [
    ...(diagnostics.residuals.length > 0 ? [residualPanel] : []),
    ...(diagnostics.acf.length > 0 ? [acfPanel] : []),
    ...(diagnostics.diag.length > 0 ? [chainsPanel] : []),
  ];
  // Their names say what the shades mean, and stand in one line each.
  const named = [strings.trustResiduals, strings.trustAcf, strings.trustChains];
  const narrowest = Math.max(...named.map(({ length }) => length)) * pixelsOfLetter;
  const across = (width: number): number =>
    Math.max(1, Math.min(makers.length, Math.floor((width + gap) / (narrowest + gap))));
  const rowsOf = (width: number): number => Math.ceil(makers.length / across(width));
  const least = makers.includes(chainsPanel) ? Math.max(smallHeight, chainsHeight(diagnostics)) : smallHeight;
  return {
    id: "trust",
    title: checks.length === 0 ? strings.trustName : sentences(strings.trustName, verdict.title),
    subtitle: checks.length === 0 ? strings.trustNoChecks : countsOf(checks, context),
    legend: [],
    notes: diagnostics.warnings.map((text) => ({ look: "warning", text: sentences(strings.serverSaid, text) })),
    height: (width) => rowsOf(width) * (smallHeight + nameHeight) + least - smallHeight,
    draw:
      makers.length === 0
        ? null
        : (width, height) => {
            const each = Math.floor((width - gap * (across(width) - 1)) / across(width));
            const tall = panelHeight(height, rowsOf(width), least);
            const panels = makers.map((make) => make(diagnostics, each, tall, context));
            return { panels: panels.map(({ panel }) => panel), readings: readingsOf(panels) };
          },
    absent: strings.trustNoPictures,
    lead: () => leadOf(diagnostics, context),
    table: trustTable(diagnostics, context),
    python: pythonScript(context, "diagnostics", `${strings.trustName} ${verdict.title}`, [
      'for check in data["checks"]:',
      '    print(check["id"], check["status"], check["text"], check["value"], "limit:", check["limit"])',
      "fig, (one, two, three) = plt.subplots(3, 1, figsize=(9, 7))",
      'rows = data.get("residuals", [])',
      'one.plot([date.fromisoformat(row["date"][:10]) for row in rows], [row["value"] for row in rows], ".")',
      'one.axhline(0, color="black", linewidth=0.8)',
      'one.set_ylabel("residual, actual - mean")',
      'two.bar(range(1, len(data.get("acf", [])) + 1), data.get("acf", []))',
      'two.set_xlabel("lag")',
      'two.set_ylabel("autocorrelation")',
      'chains = sorted(data.get("diag", []), key=lambda row: -row["rhat"])[:8]',
      'three.barh([row["param"] for row in chains], [row["rhat"] - 1 for row in chains], left=1)',
      'three.set_xlabel("R-hat")',
    ]),
  };
}

/** Of all rows alike, but for one that needs `least`. */
function panelHeight(height: number, rows: number, least: number): number {
  const inside = height - rows * nameHeight;
  const even = Math.floor(inside / rows);
  return rows === 1 || even >= least ? even : Math.floor((inside - least) / (rows - 1));
}

function readingsOf(panels: readonly TrustPanel[]) {
  return {
    rows: panels.length,
    columns: (row: number) => panels[row]?.points.length ?? 0,
    near: (panel: number, x: number, y: number): [number, number] => {
      const { points = [], byHeight = false } = panels[panel] ?? {};
      return [
        panel,
        nearestIndex(
          points.map((point) => (byHeight ? point.y : point.x)),
          byHeight ? y : x,
        ),
      ];
    },
    at: (row: number, column: number): Reading => {
      const point = panels[row]?.points[column];
      return { panel: row, x: point?.x ?? 0, y: point?.y ?? 0, rule: false, words: point?.words ?? [] };
    },
  };
}

const icons = { pass: "pass", look: "warning", fail: "error", unknown: "information" } as const;

function leadOf({ checks }: Diagnostics, context: FigureContext): HTMLElement {
  const { strings } = context;
  const { status, title, sentence } = verdictOf(checks, context);
  const rows = checks.map((check) => {
    const { name, value, help } = checkWords(check, context);
    const word = element("span", {}, statusWord(check.status, context));
    return element(
      "tr",
      {},
      element("td", { class: `status status-${check.status}` }, icon(icons[check.status]), " ", word),
      element("th", { scope: "row" }, name),
      element("td", { class: "second" }, help === "" ? value : fill(strings.checkWithHelp, value, help)),
    );
  });
  return element(
    "div",
    { class: "trust" },
    element(
      "div",
      { class: `verdict status-${status}` },
      icon(icons[status]),
      element("div", {}, element("b", {}, title), element("p", { class: "second" }, sentence)),
    ),
    rows.length === 0
      ? null
      : element(
          "table",
          { class: "checks" },
          element("caption", { class: "hidden-words" }, strings.trustName),
          element("tbody", {}, ...rows),
        ),
  );
}
