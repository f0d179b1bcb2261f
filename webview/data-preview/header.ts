import { button } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { type PreviewData, type SentCalendar, type SentSeries, type ToPreview } from "../shared/previewMessages";
import { type PreviewStrings } from "../shared/previewStrings";

interface KeyFigure {
  readonly value: string;
  readonly caption: string;
}

/** Which file it is, what it holds in a few numbers, and the way to send it. */
export function headerElement(
  { name, folder, strings, locale }: Extract<ToPreview, { readonly type: "start" }>,
  data: PreviewData | undefined,
  format: NumberFormat,
  upload: () => void,
): (HTMLElement | string)[] {
  const title = element(
    "div",
    { class: "title" },
    element("h1", {}, name),
    data === undefined ? null : element("span", { class: "chip" }, data.typeWords),
  );
  const where = data === undefined ? [folder] : [folder, sizeWords(data.size, locale)];
  const about = element("p", { class: "caption" }, where.filter((part) => part !== "").join(", "));
  const parts = [element("div", { class: "about" }, title, about)];
  if (data === undefined) return parts;
  const figures = element("ul", { class: "key-figures", "aria-label": strings.keyFigures });
  for (const { value, caption } of keyFigures(data, strings, format))
    figures.append(element("li", {}, element("b", {}, value), element("span", { class: "caption" }, ` ${caption}`)));
  const label = data.errorCount > 0 ? strings.uploadAsks : strings.upload;
  const look = data.errorCount > 0 ? "secondary" : "primary";
  const send = element("div", { class: "actions" }, button({ label, look, onPress: upload }));
  return [...parts, figures, send];
}

function keyFigures(data: PreviewData, strings: PreviewStrings, format: NumberFormat): KeyFigure[] {
  const { rows, calendar, seriesCount, totals } = data;
  const figures: KeyFigure[] = [{ value: format.count(rows), caption: strings.keyRows }];
  if (calendar !== null) {
    const periods = periodWords(calendar, strings);
    const caption =
      calendar.missing === 0 ? periods : fill(strings.keyMissing, periods, format.count(calendar.missing));
    figures.push({ value: format.count(calendar.periods), caption });
  }
  if (seriesCount > 0) figures.push({ value: format.count(seriesCount), caption: strings.keySeries });
  if (totals !== null) {
    const caption = totals.of === "Investment" ? strings.keyInvestment : strings.keyRevenue;
    figures.push({ value: format.compact(totals.total), caption });
  }
  return figures;
}

export function periodWords({ period }: Pick<SentCalendar, "period">, strings: PreviewStrings): string {
  const texts: Readonly<Record<SentCalendar["period"], string>> = {
    Day: strings.periodsDay,
    Week: strings.periodsWeek,
    Month: strings.periodsMonth,
    Quarter: strings.periodsQuarter,
    Year: strings.periodsYear,
  };
  return texts[period];
}

/** "GRP a week"; what stands at a level is not of a time. */
export function measureWords(
  { measure, kind }: Pick<SentSeries, "measure" | "kind">,
  { period }: Pick<SentCalendar, "period">,
  strings: PreviewStrings,
): string {
  if (kind === "level") return measure;
  const texts: Readonly<Record<SentCalendar["period"], string>> = {
    Day: strings.perDay,
    Week: strings.perWeek,
    Month: strings.perMonth,
    Quarter: strings.perQuarter,
    Year: strings.perYear,
  };
  return fill(texts[period], measure);
}

function sizeWords(size: number, locale: string): string {
  const [unit, divisor] =
    size < 1e3 ? (["byte", 1] as const) : size < 1e6 ? (["kilobyte", 1e3] as const) : (["megabyte", 1e6] as const);
  const options = { style: "unit", unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, options).format(size / divisor);
}
