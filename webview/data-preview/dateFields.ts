import { button, textField, type ValueControl } from "../shared/controls";
import { element } from "../shared/dom";
import { type DateRange, isIsoDate } from "../shared/previewMessages";
import { type PreviewStrings } from "../shared/previewStrings";

export interface DateFieldsActions {
  readonly onDates: (dates: DateRange | null) => void;
  /** Says what is wrong with what was typed, or nothing. */
  readonly onFault: (sentence: string) => void;
}

/** The first and the last date that are looked at; an empty field has no end on its side. */
export class DateFields {
  readonly element: HTMLElement;
  private readonly from: ValueControl;
  private readonly to: ValueControl;
  private readonly all: HTMLElement;
  private dates: DateRange = { from: null, to: null };

  constructor(
    private readonly strings: PreviewStrings,
    private readonly actions: DateFieldsActions,
  ) {
    const field = (label: string) => textField({ label, value: "", onCommit: () => this.take() });
    this.from = field(strings.datesFrom);
    this.to = field(strings.datesTo);
    const onPress = (): void => {
      this.from.focus();
      actions.onDates(null);
    };
    this.all = button({ label: strings.datesAll, look: "secondary", onPress });
    // The fields have their names themselves; these are for the eye.
    const seen = (text: string) => element("span", { class: "second", "aria-hidden": "true" }, text);
    const parts = [seen(strings.datesFrom), this.from, seen(strings.datesTo), this.to, this.all];
    this.element = element("div", { class: "dates", role: "group", "aria-label": strings.dates }, ...parts);
  }

  /** `whole`: the dates that there are. */
  show(whole: { readonly first: string; readonly last: string } | null, dates: DateRange | null): void {
    this.element.hidden = whole === null && dates === null;
    this.from.setAttribute("placeholder", whole?.first ?? "");
    this.to.setAttribute("placeholder", whole?.last ?? "");
    this.all.hidden = dates === null;
    const { from, to } = dates ?? { from: null, to: null };
    if (from !== this.dates.from || this.from.value === "") this.from.value = from ?? "";
    if (to !== this.dates.to || this.to.value === "") this.to.value = to ?? "";
    this.dates = { from, to };
    if (dates === null) this.mark("", this.from, this.to);
  }

  private take(): void {
    const { strings } = this;
    const [from, to] = [this.from.value.trim(), this.to.value.trim()];
    const wrong = [this.from, this.to].filter(({ value }) => value.trim() !== "" && !isIsoDate(value.trim()));
    this.mark("", this.from, this.to);
    if (wrong.length > 0) return this.mark(strings.dateFault, ...wrong);
    if (from !== "" && to !== "" && from > to) return this.mark(strings.dateOrderFault, this.from, this.to);
    const dates = { from: from === "" ? null : from, to: to === "" ? null : to };
    this.actions.onDates(dates.from === null && dates.to === null ? null : dates);
  }

  private mark(sentence: string, ...fields: readonly ValueControl[]): void {
    for (const field of fields) field.setAttribute("aria-invalid", String(sentence !== ""));
    this.actions.onFault(sentence);
  }
}
