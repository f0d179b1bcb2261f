import { type TypeName, fileTypeSpec } from "./fileTypes";
import { guessType, type TypeGuess } from "./guessType";
import { recogniseExport } from "./otherTools/wideExport";
import { openingRows, separatorOf } from "./mending/tableRows";
import { close, wideSpec } from "./wideHeader";

export interface Recognition extends TypeGuess {
  /** The names are all there that the type requires, however they are spelled and separated. */
  readonly recognised: boolean;
  /** The names are those of a table of another tool, which the platform's files can be made of. */
  readonly otherTool: boolean;
}

/** Whether the first rows of a file are those of a platform's file type, so that it is worth checking unasked. */
export function recognise(head: Uint8Array, fileName: string): Recognition {
  const rows = openingRows(head, separatorOf(head));
  const guess = guessType(rows, fileName);
  const recognised = guess.type !== null && hasRequired(rows, guess.type, guess.layout);
  return { ...guess, recognised, otherTool: !recognised && recogniseExport(rows[0] ?? []) !== undefined };
}

function hasRequired(rows: readonly (readonly string[])[], type: TypeName, layout: TypeGuess["layout"]): boolean {
  const spec = fileTypeSpec(type);
  const { columns } = layout === "long" ? spec : wideSpec(spec);
  const given = new Set((layout === "long" ? (rows[0] ?? []) : rows.map(([label = ""]) => label)).map(close));
  return columns.every(({ name, required }) => !required || given.has(close(name)));
}
