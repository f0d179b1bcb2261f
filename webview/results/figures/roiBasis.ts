import { type ResultTable } from "../data/resultTable";
import { type FigureChoice, type FigureContext } from "./figure";

export interface RoiOptions {
  readonly onBasis: (basis: "profit" | undefined) => void;
}

/** Only where there is a choice; a profit that is missing is said in a note. */
export function basisChoice(
  { bases, basis }: ResultTable,
  { strings }: FigureContext,
  onBasis: RoiOptions["onBasis"],
): readonly FigureChoice[] {
  if (!bases?.includes("profit")) return [];
  const options = [
    { value: "revenue", label: strings.roiOfRevenue },
    { value: "profit", label: strings.roiOfProfit },
  ];
  const choose = (value: string): void => onBasis(value === "profit" ? "profit" : undefined);
  return [{ label: strings.roiBasis, value: basis, options, choose }];
}
