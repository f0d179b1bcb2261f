import { type Check, isString } from "./check";

/** Every text of the graph editor's page. {0}, {1} are places for values; the host fills the object in the user's language. */
const keys = [
  "title",
  "toolbar",
  "add",
  "connect",
  "fit",
  "zoomIn",
  "zoomOut",
  "find",
  "found",
  "notFound",
  "view",
  "diagram",
  "table",
  "openAll",
  "foldAll",
  "look",
  "lookAtSelected",
  "looking",
  "straighten",
  "openJson",
  "openText",
  "readOnly",
  "diagramName",
  "nodeInfluences",
  "nodeFedBy",
  "nodeEnd",
  "nodeSelected",
  "nodeFolded",
  "nodeOpened",
  "nodeProblem",
  "edgeName",
  "edgeSign",
  "signPositive",
  "signNegative",
  "signAny",
  "groupMedia",
  "groupMarket",
  "groupEvents",
  "groupBaseline",
  "groupCount",
  "roi",
  "yearly",
  "everyDays",
  "oneHarmonic",
  "harmonics",
  "map",
  "inspector",
  "nothingSelected",
  "counts",
  "unknownSchema",
  "noEnds",
  "manySelected",
  "duplicate",
  "delete",
  "turn",
  "id",
  "kind",
  "like",
  "from",
  "to",
  "port",
  "name",
  "edgesOf",
  "otherFields",
  "jsonValue",
  "newField",
  "newFieldHelp",
  "notApplied",
  "byDefault",
  "range",
  "rangeUnit",
  "whole",
  "notNumber",
  "notDate",
  "adjust",
  "selectValues",
  "onlyPositive",
  "onlyFraction",
  "adstockPicture",
  "saturationPicture",
  "lagAxis",
  "activityAxis",
  "notJson",
  "priorNone",
  "priorPicture",
  "nodes",
  "edges",
  "tableHint",
  "allFields",
  "moreEdges",
  "idMissing",
  "idTaken",
  "cell",
  "problems",
  "problemCount",
  "warningCount",
  "noProblems",
  "connectNoId",
  "moreProblems",
  "moreDifferences",
  "wholeValue",
  "emptyText",
  "startGraph",
  "notGraph",
  "notJsonText",
  "lastGood",
  "addTitle",
  "connectTitle",
  "connectFrom",
  "edgeLike",
  "turnEdge",
  "edgeChosen",
  "noEdge",
  "cancel",
  "copied",
  "nothingToPaste",
  "noNode",
  "keys",
  "editCopy",
  "differences",
  "differenceCount",
  "same",
  "differencesFrom",
  "sameAs",
  "compare",
  "compareOther",
  "compareText",
  "fieldChange",
  "absent",
  "addedNode",
  "removedNode",
  "addedEdge",
  "removedEdge",
  "nodeChanged",
  "nodeAdded",
  "nodeRemoved",
  "level",
  "highLevel",
  "lowLevel",
  "groupRemoved",
] as const;

export type GraphStrings = { readonly [Key in (typeof keys)[number]]: string } & {
  /** Why a text is no JSON, by the fault that the scanner names; {0} is where. */
  readonly jsonFaults: Readonly<Record<string, string>>;
  /** Names of the parts of a form, by the first key of their fields' paths. */
  readonly sections: Readonly<Record<string, string>>;
  /** Names of the schema's units. */
  readonly units: Readonly<Record<string, string>>;
  /** Names and help of fields of the sandbox's schema, by path inside the node. */
  readonly fields: Readonly<Record<string, { readonly label: string; readonly help: string }>>;
};

const isFieldText = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "label" in value && isString(value.label) && "help" in value;

const holds = (value: unknown, check: (item: unknown) => boolean): boolean =>
  typeof value === "object" && value !== null && Object.values(value).every(check);

export const isGraphStrings: Check<GraphStrings> = (value): value is GraphStrings => {
  if (typeof value !== "object" || value === null) return false;
  const texts = value as Record<string, unknown>;
  return (
    keys.every((key) => isString(texts[key])) &&
    holds(texts["jsonFaults"], isString) &&
    holds(texts["sections"], isString) &&
    holds(texts["units"], isString) &&
    holds(texts["fields"], isFieldText)
  );
};
