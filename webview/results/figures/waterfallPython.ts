import { type FigureContext } from "./figure";
import { pythonScript } from "./python";
import { type Bar } from "./waterfallRows";

/** The same bars, with the small drivers put together where the figure does so. */
export function waterfallPython(bars: readonly Bar[], context: FigureContext): string {
  const { strings, shares } = context;
  const alone = bars.filter(({ kind }) => kind === "base" || kind === "driver").length;
  return pythonScript(context, "result", strings.waterfallName, [
    'rows = sorted(data["totals"], key=lambda row: (row["kind"] != "base", -abs(row["mean"])))',
    'whole = data["total"]["mean"]',
    `scale = ${shares ? "1 / whole if whole else 0" : "1"}`,
    "start = 0",
    `for i, row in enumerate(rows[:${String(alone)}]):`,
    '    plt.barh(i, scale * row["mean"], left=start)',
    // An interval of shares is no interval of units over a total.
    `    interval = ${shares ? 'row.get("share")' : "row"}`,
    "    if interval:",
    '        plt.plot([start + interval["lo"], start + interval["hi"]], [i, i], color="black", linewidth=1)',
    '    start += scale * row["mean"]',
    `names = [row["driver"] for row in rows[:${String(alone)}]]`,
    ...(bars.some(({ kind }) => kind === "other")
      ? [
          `rest = rows[${String(alone)}:]`,
          'plt.barh(len(names), scale * sum(row["mean"] for row in rest), left=start)',
          'names.append(f"Other ({len(rest)})")',
        ]
      : []),
    'plt.barh(len(names), scale * whole, color="gray")',
    'plt.yticks(range(len(names) + 1), names + ["Total"])',
    "plt.gca().invert_yaxis()",
    `plt.xlabel(${shares ? '"fraction of the total' : 'data.get("unit", "units") + "'} (bars: means; lines: intervals)")`,
    ...(shares
      ? []
      : [
          "if whole > 0:",
          "    scales = (lambda v: 100 * v / whole, lambda p: p * whole / 100)",
          '    plt.gca().secondary_xaxis("top", functions=scales).set_xlabel("% of total")',
        ]),
  ]);
}
