import { l10n } from "vscode";
import { type GraphStrings } from "../../../webview/shared/graphStrings";
import { fieldTexts, sectionTexts, unitTexts } from "./fieldTexts";
import { jsonFaultTexts } from "./jsonFaultTexts";

/** The texts of the graph editor's page in the user's language; the places {0}, {1} are filled by the page. */
export function graphTexts(): GraphStrings {
  const plain = { ...toolTexts(), ...pictureTexts(), ...formTexts(), ...tableTexts(), ...stateTexts(), ...copyTexts() };
  return { ...plain, jsonFaults: jsonFaultTexts(), sections: sectionTexts(), units: unitTexts(), fields: fieldTexts() };
}

function toolTexts() {
  return {
    title: l10n.t("Graph"),
    toolbar: l10n.t("Graph tools"),
    add: l10n.t("Add"),
    connect: l10n.t("Connect"),
    fit: l10n.t("Fit"),
    zoomIn: l10n.t("Zoom In"),
    zoomOut: l10n.t("Zoom Out"),
    find: l10n.t("Find node"),
    found: l10n.t("{0} of {1} found: {2}"),
    notFound: l10n.t("No node is called that."),
    view: l10n.t("View"),
    diagram: l10n.t("Diagram"),
    table: l10n.t("Table"),
    level: l10n.t("Level"),
    highLevel: l10n.t("High"),
    lowLevel: l10n.t("Low"),
    openAll: l10n.t("Open All"),
    foldAll: l10n.t("Fold All"),
    look: l10n.t("Focus"),
    lookAtSelected: l10n.t("Select the nodes to focus on first."),
    looking: l10n.t("Only the selected nodes, what they depend on and what depends on them are shown."),
    straighten: l10n.t("Tidy Up"),
    openJson: l10n.t("Open as JSON"),
    openText: l10n.t("Open as Text"),
    readOnly: l10n.t("read-only"),
    addTitle: l10n.t("Add a node"),
    connectTitle: l10n.t("Connect {0} to"),
    edgeLike: l10n.t("Other fields as in"),
    connectFrom: l10n.t("Select the node that influences another first."),
    turnEdge: l10n.t("Select an edge to turn round first."),
    edgeChosen: l10n.t("Edge {0} of {1}: {2}. T turns it round, Delete deletes it."),
    noEdge: l10n.t("No edge begins or ends here."),
    cancel: l10n.t("Cancel"),
    copied: l10n.t("Nodes copied: {0}."),
    nothingToPaste: l10n.t("The clipboard holds no nodes of a graph."),
    noNode: l10n.t("No such node."),
    keys: l10n.t(
      "Arrow keys walk along the edges, with Alt they move a node. Enter opens the form or a folded group, A adds, C connects, E goes through the edges of a node, T turns an edge round, D duplicates, Delete deletes, F2 renames, F shows only the ways through what is selected, 0 fits all, plus and minus zoom, Ctrl with arrow keys moves the view.",
    ),
    onlyRead: l10n.t("This graph is only read here. Edit a copy of it to change something."),
    mendFirst: l10n.t("The text is no graph at the moment. Mend it there first."),
    selectNode: l10n.t("Select a node first."),
    selectSomething: l10n.t("Select nodes or edges first."),
    nodesDeleted: l10n.t("Nodes deleted: {0}."),
    edgesDeleted: l10n.t("Edges deleted: {0}."),
    nodesDuplicated: l10n.t("Nodes duplicated: {0}."),
    edgesTurned: l10n.t("Edges turned round: {0}."),
    edgeAdded: l10n.t("The edge was added."),
  };
}

function pictureTexts() {
  return {
    diagramName: l10n.t("Diagram, nodes: {0}, edges: {1}"),
    nodeInfluences: l10n.t("influences {0}"),
    nodeFedBy: l10n.t("influenced by {0}"),
    nodeEnd: l10n.t("influences nothing"),
    nodeSelected: l10n.t("selected"),
    nodeFolded: l10n.t("{0} nodes folded"),
    nodeOpened: l10n.t("{0} nodes inside"),
    nodeProblem: l10n.t("problem: {0}"),
    edgeName: l10n.t("{0} to {1}"),
    edgeSign: l10n.t("Sign of influence"),
    signPositive: l10n.t("raises"),
    signNegative: l10n.t("lowers"),
    signAny: l10n.t("either way"),
    groupMedia: l10n.t("Media"),
    groupMarket: l10n.t("Market"),
    groupEvents: l10n.t("Events"),
    groupBaseline: l10n.t("Baseline"),
    groupCount: l10n.t("{0} nodes"),
    roi: l10n.t("ROI"),
    yearly: l10n.t("yearly"),
    everyDays: l10n.t("every {0} days"),
    oneHarmonic: l10n.t("1 harmonic"),
    harmonics: l10n.t("{0} harmonics"),
    map: l10n.t("Map of the whole graph"),
  };
}

function formTexts() {
  return {
    inspector: l10n.t("Properties"),
    nothingSelected: l10n.t("Select a node or an edge to see its properties."),
    counts: l10n.t("Nodes: {0}, edges: {1}"),
    unknownSchema: l10n.t(
      "The schema of this graph is not known here, so every field is shown as JSON, without units and ranges.",
    ),
    noEnds: l10n.t("No two fields of the edges name nodes, so there are no lines to draw; the table shows all edges."),
    manySelected: l10n.t("{0} nodes selected"),
    manyEdgesSelected: l10n.t("{0} edges selected"),
    duplicate: l10n.t("Duplicate"),
    delete: l10n.t("Delete"),
    turn: l10n.t("Turn Round"),
    id: l10n.t("Id"),
    idMissing: l10n.t("A node needs an id."),
    idTaken: l10n.t('There is a node "{0}" already.'),
    kind: l10n.t("Kind"),
    like: l10n.t("In the shape of"),
    from: l10n.t("From"),
    to: l10n.t("To"),
    port: l10n.t("Port"),
    name: l10n.t("Name"),
    edgesOf: l10n.t("Edges"),
    moreEdges: l10n.t("And {0} more: the table has all of them."),
    otherFields: l10n.t("Other fields"),
    jsonValue: l10n.t("{0}, as JSON"),
    newField: l10n.t("New field"),
    newFieldHelp: l10n.t("Its name; it starts as null."),
    byDefault: l10n.t("{0} (default)"),
    range: l10n.t("{0} to {1}."),
    rangeUnit: l10n.t("{0} to {1} {2}."),
    whole: l10n.t("A whole number."),
    notNumber: l10n.t("This is no number."),
    notApplied: l10n.t("Not applied yet: press Enter here to apply it, or Escape to leave the field as it was."),
    notDate: l10n.t("This is no date. Write it as year-month-day."),
    adjust: l10n.t("Adjust {0}"),
    selectValues: l10n.t("{0}: values, with commas between them"),
    onlyPositive: l10n.t("No values below 0."),
    onlyFraction: l10n.t("Only values from 0 to 1."),
    adstockPicture: l10n.t(
      "Carry-over: after one period {0} % of the largest effect, 90 % of the belief from {1} to {2} %; after four periods {3} %",
    ),
    saturationPicture: l10n.t(
      "Saturation: {0} % of the largest effect in a median active period, 90 % of the belief from {1} to {2} %; {3} % at twice that activity",
    ),
    lagAxis: l10n.t("effect by periods after"),
    activityAxis: l10n.t("effect by activity, in medians of active periods"),
    notJson: l10n.t("This is no JSON value. Put texts in quotes."),
    priorNone: l10n.t("default"),
    priorPicture: l10n.t("Density of the prior: median {0}, 90 % from {1} to {2}"),
  };
}

function tableTexts() {
  return {
    nodes: l10n.t("Nodes"),
    edges: l10n.t("Edges"),
    tableHint: l10n.t(
      "Arrow keys walk through the cells, Enter or typing edits one, Escape leaves it, Delete deletes the selected rows.",
    ),
    allFields: l10n.t("Show All {0} Fields"),
    cell: l10n.t("{0} of {1}"),
  };
}

function stateTexts() {
  return {
    problems: l10n.t("Problems"),
    problemCount: l10n.t("Errors: {0}"),
    warningCount: l10n.t("Warnings: {0}"),
    noProblems: l10n.t("No problems"),
    moreProblems: l10n.t("More in Problems: {0}."),
    moreDifferences: l10n.t("And {0} more: the comparison as text has all of them."),
    connectNoId: l10n.t("An edge names a node by its id, which this one does not have. Give it one first."),
    wholeValue: l10n.t("Value as JSON"),
    emptyText: l10n.t("The file is empty."),
    startGraph: l10n.t("Start a Graph"),
    notGraph: l10n.t('The text is no graph: "nodes" and "edges" must both be there, as lists or as objects.'),
    notJsonText: l10n.t("The text is no JSON: {0}."),
    lastGood: l10n.t("The picture shows the last text that could be read."),
  };
}

function copyTexts() {
  return {
    editCopy: l10n.t("Edit a Copy"),
    differences: l10n.t("Differences"),
    differenceCount: l10n.t("Differences from the original: {0}"),
    same: l10n.t("Same as the original"),
    differencesFrom: l10n.t("Differences from {0}: {1}"),
    sameAs: l10n.t("Same as {0}"),
    compare: l10n.t("Compare..."),
    compareOther: l10n.t("Compare with Another..."),
    compareText: l10n.t("Compare as Text"),
    fieldChange: l10n.t("{0}, {1}: {2} → {3}"),
    absent: l10n.t("none"),
    addedNode: l10n.t("Added: {0}"),
    removedNode: l10n.t("Removed: {0}"),
    addedEdge: l10n.t("Added edge: {0}"),
    removedEdge: l10n.t("Removed edge: {0}"),
    nodeChanged: l10n.t("changed"),
    nodeAdded: l10n.t("new"),
    nodeRemoved: l10n.t("removed"),
    groupRemoved: l10n.t("Removed"),
    calendar: l10n.t("Calendar"),
    calendarName: l10n.t("Calendar, read by {0}"),
    fileName: l10n.t("File {0}, read by {1}"),
  };
}
