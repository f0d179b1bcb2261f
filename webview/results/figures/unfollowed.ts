import { type Note } from "../note";
import { type FigureContext, type FigureId } from "./figure";

type Choice = "product" | "dates" | "unit";

/** What of the toolbar's choices a figure cannot follow, as it is made of the fit or counts in units by its nature. */
const unfollowed: Readonly<Partial<Record<FigureId, readonly Choice[]>>> = {
  fit: ["product", "unit"],
  trust: ["product", "dates", "unit"],
  predictive: ["product", "dates", "unit"],
  density: ["product", "dates"],
  training: ["product", "dates"],
  decay: ["dates"],
  curves: ["unit"],
};

/** Says of a choice that was made where the figure stays as it is. */
export function unfollowedNotes(id: FigureId, { query, shares, strings }: FigureContext): readonly Note[] {
  const ignores = (choice: Choice): boolean => unfollowed[id]?.includes(choice) ?? false;
  const product = ignores("product") && query.product !== null;
  const dates = ignores("dates") && (query.from !== null || query.to !== null);
  const unit = ignores("unit") && (shares || query.unit === "revenue");
  const texts = [
    ...(product && dates ? [strings.fitAllProductsAndDates] : []),
    ...(product && !dates ? [strings.fitAllProducts] : []),
    ...(dates && !product ? [strings.wholeAllDates] : []),
    ...(unit ? [strings.alwaysUnits] : []),
  ];
  return texts.map((text) => ({ look: "information", text }));
}
