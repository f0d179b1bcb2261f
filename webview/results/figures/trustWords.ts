import { fill } from "../../shared/fill";
import { type TrustCheck } from "../data/diagnostics";
import { type FigureContext } from "./figure";

export interface CheckWords {
  readonly name: string;
  readonly value: string;
  /** What to do about it; empty when it passed. */
  readonly help: string;
}

/** A check in plain words: those that are known in the reader's language, others in the server's. */
export function checkWords(
  check: TrustCheck,
  { strings, format }: Pick<FigureContext, "strings" | "format">,
): CheckWords {
  const { id, status, value, limit, text, params } = check;
  const shown = value === null ? strings.none : format.digits(value, 4);
  const ends = limit === null ? strings.none : format.digits(limit, 4);
  const share = value === null ? strings.none : fill(strings.percentValue, format.percent(value));
  const about = (named: string, alone: string): string =>
    params.length === 0 ? alone : fill(named, format.list(params));
  const known: Readonly<Record<string, readonly [name: string, value: string, help: string]>> = {
    rhat: [strings.checkRhat, fill(strings.checkRhatValue, shown, ends), strings.checkRhatHelp],
    ess: [
      strings.checkEss,
      fill(strings.checkEssValue, value === null ? shown : format.count(value), ends),
      strings.checkEssHelp,
    ],
    divergences: [strings.checkDivergences, shown, strings.checkDivergencesHelp],
    khat: [strings.checkKhat, fill(strings.checkLimit, shown, ends), strings.checkKhatHelp],
    baseline: [strings.checkBaseline, fill(strings.checkBaselineValue, share), strings.checkBaselineHelp],
    roi: [strings.checkRoi, fill(strings.checkCount, shown), about(strings.checkRoiHelpNamed, strings.checkRoiHelp)],
    prior: [
      strings.checkPrior,
      fill(strings.checkPriorValue, shown),
      about(strings.checkPriorHelpNamed, strings.checkPriorHelp),
    ],
    r2: [
      strings.checkR2,
      fill(strings.checkLimit, value === null ? shown : format.ratio(value), ends),
      strings.checkR2Help,
    ],
    band: [strings.checkBand, fill(strings.checkBandValue, share), strings.checkBandHelp],
    holdout: [
      strings.checkHoldout,
      fill(strings.checkHoldoutValue, value === null ? shown : format.ratio(value), ends),
      strings.checkHoldoutHelp,
    ],
    outliers: [strings.checkOutliers, fill(strings.checkOutliersValue, shown), strings.checkOutliersHelp],
  };
  const [name, words, help] = known[id] ?? [text, fill(strings.checkLimit, shown, ends), check.help];
  return { name, value: words, help: status === "pass" ? "" : help };
}

/** The three words of a status. */
export const statusWord = (status: TrustCheck["status"], { strings }: FigureContext): string =>
  status === "pass" ? strings.statusPass : status === "look" ? strings.statusLook : strings.statusFail;

export interface Verdict {
  readonly status: TrustCheck["status"] | "unknown";
  readonly title: string;
  readonly sentence: string;
}

/** Checks of how the fit was sampled: without one of them nobody knows whether its numbers are the model's. */
const aboutDraws: ReadonlySet<string> = new Set(["rhat", "khat"]);

/** What the checks say together; the worst of them decides. */
export function verdictOf(checks: readonly TrustCheck[], context: FigureContext): Verdict {
  const { strings, format } = context;
  const names = (status: TrustCheck["status"]): string =>
    format.list(checks.filter((check) => check.status === status).map((check) => checkWords(check, context).name));
  if (checks.length === 0)
    return { status: "unknown", title: strings.verdictUnknown, sentence: strings.verdictUnknownWhy };
  if (checks.every(({ id, status }) => status === "pass" && !aboutDraws.has(id)))
    return { status: "unknown", title: strings.verdictUnknown, sentence: strings.verdictUnknownDraws };
  if (checks.some(({ status }) => status === "fail")) {
    return { status: "fail", title: strings.verdictFail, sentence: fill(strings.verdictFailWhy, names("fail")) };
  }
  if (checks.some(({ status }) => status === "look")) {
    return { status: "look", title: strings.verdictLook, sentence: fill(strings.verdictLookWhy, names("look")) };
  }
  return { status: "pass", title: strings.verdictPass, sentence: strings.verdictPassWhy };
}

/** "7 pass, 2 need a look, 0 fail" */
export function countsOf(checks: readonly TrustCheck[], { strings, format }: FigureContext): string {
  const count = (status: TrustCheck["status"]): number => checks.filter((check) => check.status === status).length;
  const parts = [
    fill(strings.trustPass, format.count(count("pass"))),
    ...(count("look") > 0 ? [fill(strings.trustLook, format.count(count("look")))] : []),
    ...(count("fail") > 0 ? [fill(strings.trustFail, format.count(count("fail")))] : []),
  ];
  return format.list(parts);
}
