/** What the graph editor's page checks on arrival; apart from what the host checks, which need not load it. */
import { isBoolean, isNumber, isString, listOf, oneOf, orNull, shape, tagged } from "./check";
import {
  isGraphEdit,
  isGraphMemory,
  type SentChange,
  type ShownFix,
  type ShownProblem,
  type ToGraphEditor,
} from "./graphMessages";
import { isGraphStrings } from "./graphStrings";

const isProblem = shape<ShownProblem>({
  severity: oneOf("error", "warning"),
  sentence: isString,
  node: orNull(isNumber),
  edge: orNull(isNumber),
  field: orNull(isString),
  fixes: listOf(shape<ShownFix>({ title: isString, edit: isGraphEdit })),
});

/** Checked in the page. */
export const isToGraphEditor = tagged<"type", ToGraphEditor>("type", {
  start: shape({
    strings: isGraphStrings,
    readOnly: isBoolean,
    copyable: isBoolean,
    memory: orNull(isGraphMemory),
  }),
  document: shape({ text: isString }),
  changes: shape({
    changes: listOf(shape<SentChange>({ offset: isNumber, length: isNumber, text: isString })),
    length: isNumber,
  }),
  compared: shape({ text: isString, name: orNull(isString), asked: isBoolean }),
  gone: shape({ sentence: isString }),
  level: shape({ level: oneOf("high", "low") }),
  problems: shape({ problems: listOf(isProblem) }),
  refused: shape({ sentence: isString }),
  goTo: shape({ node: orNull(isNumber), edge: orNull(isNumber) }),
});
