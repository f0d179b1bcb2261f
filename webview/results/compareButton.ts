import { button } from "../shared/controls";
import { type FromResults, type ResultKind } from "../shared/resultsMessages";
import { type ResultsStrings } from "./strings";

/** Asks for another result to stand beside this one; a set cannot be compared. */
export const compareButton = (
  kind: ResultKind,
  { compareWith }: ResultsStrings,
  send: (message: FromResults) => void,
): readonly HTMLElement[] =>
  kind === "attributionSet"
    ? []
    : [button({ label: compareWith, look: "secondary", onPress: () => send({ type: "compare" }) })];
