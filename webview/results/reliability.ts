import { type NumberFormat } from "../shared/numberFormat";
import { fill } from "../shared/fill";
import { type FitDoubt, type ResultMember } from "./data/members";
import { type Part } from "./data/parts";
import { type ResultTable } from "./data/resultTable";
import { checkWords } from "./figures/trustWords";
import { memberName } from "./members";
import { type Note } from "./note";
import { type ResultsStrings } from "./strings";

interface Texts {
  readonly strings: ResultsStrings;
  readonly format: NumberFormat;
}

/** Fewer draws of a result than this leave the ends of an interval to chance. */
export const enoughDraws = 100;
/** A handful of divergences does no harm. */
const harmless = "divergences";

/** What makes every number less than it seems: a poor fit, few draws, numbers that did not come. `part`: of a result. */
export function reliabilityNotes(
  result: ResultTable,
  texts: Texts,
  part: Pick<Part<unknown>, "draws" | "leftOut"> = result,
): readonly Note[] {
  const { strings, format } = texts;
  const draws = part.draws ?? result.draws;
  return [
    ...fitNotes(result, texts),
    ...(draws < enoughDraws
      ? [{ look: "warning", text: fill(strings.noteFewDraws, format.count(draws)) } as const]
      : []),
    ...leftOutNotes(part.leftOut, texts),
  ];
}

export const leftOutNotes = (leftOut: number, { strings, format }: Texts): readonly Note[] =>
  leftOut > 0 ? [{ look: "warning", text: fill(strings.noteLeftOut, format.count(leftOut)) }] : [];

/** Which checks the fit did not pass, or of a set which fits did not pass which. */
function fitNotes(result: ResultTable, texts: Texts): readonly Note[] {
  const { strings } = texts;
  const doubted = result.members.filter(({ lacks, doubts }) => lacks === null && doubts.length > 0);
  if (doubted.length === 0) return [];
  const doubts = doubted.flatMap((member) => member.doubts);
  const words = (member: ResultMember): string => doubtsText(member.doubts, texts);
  const text =
    result.members.length === 1
      ? fill(strings.noteFitDoubts, doubted.map(words).join(), strings.trustName)
      : fill(
          strings.noteFitsDoubts,
          doubted
            .map((member) => fill(strings.readoutWord, memberName(String(member.id), result, strings), words(member)))
            .join("; "),
        );
  return [{ look: doubtLook(doubts), text }];
}

/** Checks that a fit did not pass, as a list. */
export const doubtsText = (doubts: readonly FitDoubt[], texts: Texts): string =>
  texts.format.list(doubts.map((doubt) => doubtWords(doubt, texts)));

/** What is a danger to numbers, and what does no harm in small numbers. */
export const doubtLook = (doubts: readonly FitDoubt[]): Note["look"] =>
  doubts.every(({ check }) => check === harmless) ? "information" : "warning";

/** "Chains agree (R-hat 1.08, limit 1.01)": the name that the check has under Trust. */
function doubtWords({ check, ...rest }: FitDoubt, texts: Texts): string {
  const { name, value } = checkWords({ ...rest, id: check, text: check, help: "", params: [] }, texts);
  return fill(texts.strings.driverOfProduct, name, value);
}
