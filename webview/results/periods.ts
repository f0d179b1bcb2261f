import { type Period, periodOf } from "../shared/numberFormat";
import { type Grouping } from "../shared/resultsMessages";

/** What one date of a result stands for, once dates are put together. */
export function groupedPeriod(by: Grouping, dates: readonly string[]): Period {
  return by === "period" ? periodOf(dates) : by;
}

/** What the data count in: told by dates that are not put together. The fit has them in any case. */
export function dataPeriod(by: Grouping, dates: readonly string[], fitDates: readonly string[]): Period {
  return periodOf(by === "period" && dates.length > 0 ? dates : fitDates);
}
