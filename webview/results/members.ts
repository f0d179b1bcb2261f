import { type NumberFormat, periodOfDays } from "../shared/numberFormat";
import { type ResultsQuery } from "../shared/resultsMessages";
import { fill } from "../shared/fill";
import { type ResultMember } from "./data/members";
import { type ResultTable } from "./data/resultTable";
import { periodsText } from "./figures/wording";
import { type Note } from "./note";
import { type ResultsStrings } from "./strings";

interface Texts {
  readonly strings: ResultsStrings;
  readonly format: NumberFormat;
}

const placeOf = ({ place }: ResultMember): string => [place.country, place.region, place.grouping].join(" / ");

/** "#5 SWE / all / all". */
const nameOf = (member: ResultMember, strings: ResultsStrings): string =>
  fill(strings.memberName, String(member.id), placeOf(member));

/** A member by its number, as parts of a result are named. */
export function memberName(id: string, { members }: ResultTable, strings: ResultsStrings): string {
  const member = members.find((each) => String(each.id) === id);
  return member ? nameOf(member, strings) : fill(strings.memberNumber, id);
}

/** Over which dates several attributions are added up, and what of them is left out; undefined for one alone. */
export function sharedDates(result: ResultTable, { strings, format }: Texts): string | undefined {
  const { members, range } = result;
  const counted = members.filter(({ lacks }) => lacks === null);
  if (members.length < 2 || range === null) return undefined;
  const outside = counted.flatMap((member) => {
    const parts = [
      periodsBetween(member.first, range.first, strings.memberBefore, result, { strings, format }),
      periodsBetween(range.last, member.last, strings.memberAfter, result, { strings, format }),
    ].filter((part) => part !== "");
    return parts.length > 0 ? [fill(strings.readoutWord, nameOf(member, strings), format.list(parts))] : [];
  });
  const shared = fill(strings.memberShared, format.count(counted.length), format.dateRange(range.first, range.last));
  return `${shared} ${outside.length === 0 ? strings.memberNothingOut : fill(strings.memberOut, outside.join("; "))}`;
}

function periodsBetween(from: string, to: string, words: string, result: ResultTable, texts: Texts): string {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  const length = result.daysPerPeriod ?? 1;
  const count = Math.round(days / length);
  if (!(count > 0)) return "";
  return fill(words, periodsText(count, { ...texts, period: periodOfDays(length) }));
}

/** What is not in a sum, and what is in it more than once. */
export function membersNotes(result: ResultTable, { product }: ResultsQuery, { strings, format }: Texts): Note[] {
  const { members } = result;
  const names = (lacks: ResultMember["lacks"]): string =>
    format.list(members.filter((member) => member.lacks === lacks).map((member) => nameOf(member, strings)));
  const [noDates, noProduct] = [names("dates"), names("product")];
  const twice = doubled(members.filter(({ lacks }) => lacks === null));
  return [
    ...(noDates === "" ? [] : [{ look: "warning", text: fill(strings.memberNoDates, noDates) } as const]),
    ...(noProduct === ""
      ? []
      : [{ look: "information", text: fill(strings.memberNoProduct, noProduct, product ?? "") } as const]),
    ...twice.map(
      (group) =>
        ({
          look: "warning",
          text: fill(strings.memberTwice, placeOf(group[0]), format.list(group.map(({ id }) => `#${String(id)}`))),
        }) as const,
    ),
  ];
}

/** Members of one place that have a product in common. */
function doubled(members: readonly ResultMember[]): (readonly [ResultMember, ...ResultMember[]])[] {
  const places = new Map<string, [ResultMember, ...ResultMember[]]>();
  for (const member of members) {
    const known = places.get(placeOf(member));
    if (known === undefined) places.set(placeOf(member), [member]);
    else if (known.some(({ products }) => products.some((one) => member.products.includes(one)))) known.push(member);
  }
  return [...places.values()].filter((group) => group.length > 1);
}
