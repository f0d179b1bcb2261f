import { type FigureContext } from "./figure";
import { python, pythonScript, shownInPython } from "./python";

/** What of the series is looked at. */
interface SeriesChoice {
  /** A driver alone, with its interval. */
  readonly one: string | undefined;
  /** Drivers that are not in the stack. */
  readonly without: readonly string[];
  readonly withActual: boolean;
}

export function seriesPython({ one, without, withActual }: SeriesChoice, context: FigureContext): string {
  const { strings, shares } = context;
  const unit = shares ? '"fraction of what is expected"' : 'data.get("unit", "units") + " per period"';
  return pythonScript(context, "result", strings.seriesName, [
    ...shownInPython,
    'dates = [date.fromisoformat(day[:10]) for day in data["dates"]]',
    'series = data["series"]',
    ...(shares
      ? [
          'sums = [sum(value or 0 for value in values) for values in zip(*(row["mean"] for row in series))]',
          "for row in series:",
          '    for key in ("mean", "lo", "hi"):',
          "        row[key] = [(value or 0) / whole if whole else 0 for value, whole in zip(row[key], sums)]",
        ]
      : []),
    ...(one === undefined ? stackLines(without, withActual) : driverLines(one)),
    `plt.ylabel(${unit} + ", means")`,
    "plt.gcf().autofmt_xdate()",
    "plt.legend(fontsize=6)",
  ]);
}

const driverLines = (driver: string): readonly string[] => [
  `row = next(row for row in series if row["driver"] == ${python(driver)})`,
  'plt.fill_between(dates, row["lo"], row["hi"], alpha=0.3)',
  'plt.plot(dates, row["mean"], label=shown(row["driver"]))',
];

const stackLines = (without: readonly string[], withActual: boolean): readonly string[] => [
  ...(without.length === 0
    ? []
    : [`series = [row for row in series if row["driver"] not in [${without.map(python).join(", ")}]]`]),
  'plt.gca().set_prop_cycle(color=plt.get_cmap("tab20").colors)',
  "up, down = [0.0] * len(dates), [0.0] * len(dates)",
  "for row in series:",
  '    high = [base + max(0, value or 0) for base, value in zip(up, row["mean"])]',
  '    low = [base + min(0, value or 0) for base, value in zip(down, row["mean"])]',
  '    area = plt.fill_between(dates, up, high, label=shown(row["driver"]))',
  "    plt.fill_between(dates, down, low, color=area.get_facecolor())",
  "    up, down = high, low",
  ...(withActual ? ['plt.plot(dates, data["actual"], color="black", linewidth=1, label="actual")'] : []),
];
