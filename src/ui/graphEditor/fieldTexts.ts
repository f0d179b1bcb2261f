import { l10n } from "vscode";
import { type GraphStrings } from "../../../webview/shared/graphStrings";

type Texts = GraphStrings["fields"];

/** A name and a sentence of help for each field of the sandbox's schema. */
export function fieldTexts(): Texts {
  return {
    ...nameFields(),
    ...dataFields(),
    ...mediaFields(),
    ...effectFields(),
    ...baselineFields(),
    ...priorFields(),
    ...lowFields(),
  };
}

export function sectionTexts(): GraphStrings["sections"] {
  return {
    data: l10n.t("Data"),
    adstock: l10n.t("Carry-Over"),
    saturation: l10n.t("Saturation"),
    effect: l10n.t("Effect"),
  };
}

export function unitTexts(): GraphStrings["units"] {
  return { periods: l10n.t("periods"), days: l10n.t("days") };
}

const field = (label: string, help: string) => ({ label, help });

function nameFields(): Texts {
  return {
    name: field(l10n.t("Name"), l10n.t("What people call it; without one the id is shown.")),
    label: field(l10n.t("Label"), l10n.t("What people call it; without one the id is shown.")),
    parent: field(l10n.t("Parent"), l10n.t("Id of the high-level node that it came from; it is folded under it.")),
  };
}

function priorFields(): Texts {
  return {
    "prior.mu": field("mu", l10n.t("Middle; of lognormal that of the logarithm.")),
    "prior.sd": field("sd", l10n.t("Spread; of lognormal that of the logarithm.")),
    "prior.lo": field("lo", l10n.t("Nothing lies below.")),
    "prior.hi": field("hi", l10n.t("Nothing lies above.")),
    "prior.nu": field("nu", l10n.t("The lower, the longer the tails.")),
    "prior.a": field("a", l10n.t("Raises the values.")),
    "prior.b": field("b", l10n.t("Lowers the values.")),
    "prior.shape": field("shape", l10n.t("Raises the values and narrows them.")),
    "prior.rate": field("rate", l10n.t("Lowers the values.")),
  };
}

function dataFields(): Texts {
  return {
    "data.file": field(l10n.t("File"), l10n.t("Which of the dataset's files it is read from.")),
    "data.select": field(
      l10n.t("Rows"),
      l10n.t("For each column the values that count; all of them without a selection."),
    ),
    "data.metric": field(l10n.t("Metric"), l10n.t("The column, or the metric of a medium, that is used.")),
  };
}

function mediaFields(): Texts {
  return {
    "adstock.type": field(l10n.t("Carry-over"), l10n.t("How the effect of a period spreads over those after it.")),
    "adstock.max_lag": field(l10n.t("Longest lag"), l10n.t("After so many periods nothing is left of the effect.")),
    "adstock.prior": field(l10n.t("Retention"), l10n.t("The part that is left after one period.")),
    "adstock.prior:delayed": field(
      l10n.t("Retention"),
      l10n.t("The part of the largest effect that is left one period after its peak."),
    ),
    "adstock.prior:binomial": field(
      l10n.t("Retention"),
      l10n.t("Near 0 all comes at once, at 0.5 the effect falls in a straight line, near 1 it stays till the end."),
    ),
    "adstock.prior:weibull_pdf": field(
      l10n.t("Shape"),
      l10n.t("Up to 1 the effect falls from the start; above 1 it rises first."),
    ),
    "adstock.lag_prior": field(l10n.t("Delay"), l10n.t("What it says hangs on the carry-over; not each has one.")),
    "adstock.lag_prior:geometric_lag": field(
      l10n.t("Delayed share"),
      l10n.t("The share of the activity that works one period later."),
    ),
    "adstock.lag_prior:delayed": field(l10n.t("Peak"), l10n.t("After how many periods the effect is largest.")),
    "adstock.lag_prior:weibull_pdf": field(
      l10n.t("Scale"),
      l10n.t("In periods; the larger, the later the effect and the longer it lasts."),
    ),
    "saturation.type": field(l10n.t("Saturation"), l10n.t("How the effect levels off when more is spent.")),
    "saturation.half_prior": field(
      l10n.t("Half effect"),
      l10n.t("Where half of the largest effect is reached, in medians of the active periods."),
    ),
    "saturation.half_prior:logistic": field(
      l10n.t("Rate"),
      l10n.t(
        "The larger, the earlier it levels off: half of the largest effect is reached at 1.1 medians of the active periods, divided by the rate.",
      ),
    ),
    "saturation.slope_prior": field(
      l10n.t("Slope"),
      l10n.t("How steep the curve is; above 1 it has the form of an S."),
    ),
  };
}

function effectFields(): Texts {
  return {
    "effect.parameter": field(l10n.t("Prior is about"), l10n.t("Return on spend, share of sales, or the coefficient.")),
    "effect.prior": field(l10n.t("Prior"), l10n.t("What is believed of the effect before the data are seen.")),
    "effect.sign": field(l10n.t("Sign"), l10n.t("Whether it can only raise sales, only lower them, or both.")),
    "effect.pooling": field(l10n.t("Over products"), l10n.t("Whether products share the effect, partly or wholly.")),
  };
}

function baselineFields(): Texts {
  return {
    link: field(l10n.t("Link"), l10n.t("identity: effects add up; log: they multiply.")),
    likelihood: field(l10n.t("Noise"), l10n.t("student_t stands single odd periods better than normal.")),
    nu: field(l10n.t("Degrees of freedom"), l10n.t("Of student_t; the lower, the more odd periods are expected.")),
    harmonics: field(l10n.t("Harmonics"), l10n.t("The more, the finer the shape of the season.")),
    period: field(l10n.t("Period"), l10n.t("Length of the season.")),
    basis: field(l10n.t("Form"), l10n.t("One straight line, or one that bends at knots.")),
    knots: field(l10n.t("Knots"), l10n.t("How often the line may bend.")),
    drift: field(l10n.t("Drift"), l10n.t("A baseline that wanders by itself.")),
    drift_prior: field(l10n.t("Drift size"), l10n.t("How far the baseline may wander in a period.")),
  };
}

function lowFields(): Texts {
  return {
    "attrs.series": field(l10n.t("Series"), l10n.t("The series of the data that it reads.")),
    "attrs.scale": field(l10n.t("Scale"), l10n.t("What the series is divided by.")),
    "attrs.metric": field(l10n.t("Metric"), l10n.t("What the scale was made for.")),
    "attrs.type": field(l10n.t("Type"), l10n.t("Which function it is.")),
    "attrs.size": field(l10n.t("Size"), l10n.t("How many values the parameter has.")),
    "attrs.per_unit": field(l10n.t("Per unit"), l10n.t("Whether each product or region has its own values.")),
    "attrs.prior": field(l10n.t("Prior"), l10n.t("What is believed of it before the data are seen.")),
    "attrs.max_lag": field(l10n.t("Longest lag"), l10n.t("After so many periods nothing is left of the effect.")),
    "attrs.normalise": field(l10n.t("Normalised"), l10n.t("Whether the weights of the lags add up to 1.")),
    "attrs.mode": field(l10n.t("Coefficient"), l10n.t("share: the mean contribution; coef: the plain coefficient.")),
    "attrs.transform": field(l10n.t("Transform"), l10n.t("How a unit's effect is made of mean and spread.")),
    "attrs.centred": field(l10n.t("Centred"), l10n.t("Whether the effect itself is sampled.")),
    "attrs.likelihood": field(l10n.t("Noise"), l10n.t("student_t stands single odd periods better than normal.")),
    "attrs.nu": field(l10n.t("Degrees of freedom"), l10n.t("Of student_t.")),
    "attrs.drift": field(l10n.t("Drift"), l10n.t("A baseline that wanders by itself.")),
    "attrs.harmonics": field(l10n.t("Harmonics"), l10n.t("The more, the finer the shape of the season.")),
    "attrs.period": field(l10n.t("Period"), l10n.t("Length of the season.")),
    "attrs.from": field(l10n.t("From"), l10n.t("First date.")),
    "attrs.to": field(l10n.t("To"), l10n.t("Last date.")),
    "attrs.knots": field(l10n.t("Knots"), l10n.t("Where the line bends, as parts of the time.")),
    "attrs.reference": field(l10n.t("Reference"), l10n.t("What the series is divided by, one number a unit.")),
    "attrs.mean": field(l10n.t("Mean"), l10n.t("Subtracted from the series, one number a unit.")),
    "attrs.sd": field(l10n.t("Standard deviation"), l10n.t("What the series is then divided by, one number a unit.")),
  };
}
