import { type Note } from "../note";
import { type FigureContext } from "./figure";

/** A fit is judged as a whole: that a filter by product does not narrow it down. */
export const aboutAllProducts = ({ query, strings }: FigureContext): readonly Note[] =>
  query.product === null ? [] : [{ look: "information", text: strings.fitAllProducts }];
