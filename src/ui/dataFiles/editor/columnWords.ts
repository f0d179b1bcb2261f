import { l10n } from "vscode";

/** What a column is for, in what unit, and an example of it. */
export interface ColumnWords {
  readonly meaning: string;
  readonly unit?: string;
  readonly example: string;
}

/** Read when a column is explained: the texts follow the language of the window. */
export function columnWords(type: string, column: string): ColumnWords | undefined {
  if (column === "Value") return valueWords(type);
  return words()[column];
}

function valueWords(type: string): ColumnWords {
  switch (type) {
    case "Media":
      return {
        meaning: l10n.t("How much of the metric: money for Investment and Gross, counts for the others."),
        unit: l10n.t("local currency, or a count, by the row's Metric"),
        example: "145947.82",
      };
    case "Macro":
      return {
        meaning: l10n.t("The value of the indicator in the period."),
        unit: l10n.t("that of the indicator"),
        example: "0.2123",
      };
    default:
      return {
        meaning: l10n.t("How many of them there are in the period."),
        unit: l10n.t("whole number"),
        example: "90",
      };
  }
}

const words = (): Readonly<Record<string, ColumnWords>> => ({
  Country: { meaning: l10n.t("The country, by its code of three capital letters (ISO 3166)."), example: "SWE" },
  Region: {
    meaning: l10n.t("A part of the country: a code such as SE-AB, a name of your own, or all. Empty means all."),
    example: "all",
  },
  Grouping: {
    meaning: l10n.t(
      "What else splits sales, such as a channel or type of customer; each value gets a model of its own.",
    ),
    example: "all",
  },
  Date: { meaning: l10n.t("The first day of the period; weeks begin on Monday."), example: "2024-01-08" },
  StartDate: { meaning: l10n.t("The first day of the event."), example: "2024-01-08" },
  EndDate: {
    meaning: l10n.t("The last day of the event; the same as its first where it took a day."),
    example: "2024-01-10",
  },
  Product: {
    meaning: l10n.t("The product or service; all where something concerns every product."),
    example: "Health",
  },
  UnitsSold: {
    meaning: l10n.t("What was sold in the period."),
    unit: l10n.t("units; fractions are allowed"),
    example: "292",
  },
  PricePerUnit: {
    meaning: l10n.t("The average price in the period."),
    unit: l10n.t("local currency a unit"),
    example: "362.97",
  },
  ProfitPerUnit: {
    meaning: l10n.t("The profit of a unit; needed for the profit ROI."),
    unit: l10n.t("local currency a unit"),
    example: "120.00",
  },
  Channel: { meaning: l10n.t("The channel, such as Agents, Stores or Direct."), example: "Stores" },
  Media: { meaning: l10n.t("The medium, such as TV, Display or Search."), example: "TV" },
  Campaign: { meaning: l10n.t("The campaign; all where there is none."), example: "all" },
  Metric: {
    meaning: l10n.t(
      "What Value counts: Impression, Investment, GRP, Reach, Clicks, Leads or Gross. Every date needs Investment.",
    ),
    example: "Investment",
  },
  Event: { meaning: l10n.t("The name of the event; it may happen several times."), example: "Website down" },
  Indicator: { meaning: l10n.t("The economic indicator, by a name of your own."), example: "Unemployment" },
  Visits: { meaning: l10n.t("Visits in the period."), unit: l10n.t("whole number"), example: "104596" },
  Competitor: { meaning: l10n.t("The name of the competitor."), example: "Competitor1" },
  Format: { meaning: l10n.t("The format of the advertisement."), example: "all" },
  Device: { meaning: l10n.t("The device it was seen on."), example: "all" },
  TargetGroup: { meaning: l10n.t("Whom it was made for."), example: "all" },
  Creative: { meaning: l10n.t("Which advertisement it was."), example: "all" },
  Category: { meaning: l10n.t("The category of the advertisement."), example: "all" },
});
