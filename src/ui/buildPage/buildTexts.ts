import { l10n } from "vscode";
import { type BuildStrings } from "../../../webview/shared/buildStrings";

/** The texts of the build page in the user's language; the places {0}, {1} are filled by the page. */
export function buildTexts(): BuildStrings {
  return { ...headTexts(), ...dataTexts(), ...splitTexts(), ...methodTexts(), ...graphTexts(), ...requestTexts() };
}

function headTexts() {
  return {
    heading: l10n.t("Build a model from {0}"),
    nothingSent: l10n.t("{0}. Nothing is sent until you press Build."),
    build: l10n.t("Build"),
    buildAnyway: l10n.t("Build Anyway"),
    close: l10n.t("Close"),
    showJobs: l10n.t("Show Jobs"),
    openGraph: l10n.t("Open Graph"),
    tryAgain: l10n.t("Try Again"),
    reading: l10n.t("Reading..."),
    notRead: l10n.t("Not read yet."),
    keptMeanwhile: l10n.t("What you have chosen and typed stays."),
    askedAgain: l10n.t("The page asks again by itself."),
    missing: l10n.t("Still to be chosen: {0}"),
  };
}

function dataTexts() {
  return {
    data: l10n.t("Data"),
    dataset: l10n.t("Dataset"),
    country: l10n.t("Country"),
    region: l10n.t("Region"),
    grouping: l10n.t("Grouping"),
    noDatasets: l10n.t(
      "No finished dataset of this project is known here. Create one from uploads first, or add one that the server has by its id.",
    ),
    addDataset: l10n.t("Add Dataset by Id..."),
    typeCombination: l10n.t("The server does not tell what this dataset holds, so write it as it stands in the files."),
  };
}

function splitTexts() {
  return {
    split: l10n.t("Training and evaluation"),
    splitHelp: l10n.t("Drag the handle, or use Left and Right on it. The split is by date."),
    splitHandle: l10n.t("Last training date"),
    splitValue: l10n.t("{0}, {1} of {2} dates"),
    salesOverTime: l10n.t("Sales, units a period"),
    noSales: l10n.t("This server does not tell sales, so only the dates are shown."),
    chartName: l10n.t("Sales from {0} to {1}, lowest {2}, highest {3}"),
    training: l10n.t("training, {0}"),
    evaluation: l10n.t("evaluation, {0}"),
    trainingFrom: l10n.t("Training from"),
    trainingTo: l10n.t("Training to"),
    evaluationTo: l10n.t("Evaluation to"),
    share: l10n.t("Share for training"),
    percent: l10n.t("{0} %"),
    shareFault: l10n.t("Give a number between 0 and 100, such as 75."),
    dateFault: l10n.t("This is not a date of the data in this order."),
    noDates: l10n.t("The dataset has no sales for this combination."),
    eventsInTraining: l10n.t("Only in training, so evaluation cannot test them: {0}."),
    eventsInEvaluation: l10n.t("Only in evaluation, so training cannot learn them: {0}."),
  };
}

function methodTexts() {
  return {
    method: l10n.t("Method"),
    epochs: l10n.t("Epochs"),
    epochsHelp: l10n.t("How often the training goes over the data."),
    learningRate: l10n.t("Learning rate"),
    learningRateHelp: l10n.t("How far each step of the training goes; smaller is slower and steadier."),
    samples: l10n.t("Samples"),
    samplesHelp: l10n.t("Draws for each step of the training; more are slower and less noisy."),
    wholeFault: l10n.t("Give a whole number above 0."),
    rateFault: l10n.t("Give a number above 0 and up to 1, such as 0.01."),
    seedFault: l10n.t("Give a whole number from 0 on."),
    sampler: l10n.t("Sampler, sandbox only"),
    samplerExact: l10n.t("Exact (NUTS)"),
    samplerFast: l10n.t("Fast (SVI)"),
    samplerHelp: l10n.t("Fast takes a moment; its intervals are somewhat too narrow."),
    seed: l10n.t("Seed, sandbox only"),
    seedHelp: l10n.t("The same seed gives the same model."),
    activate: l10n.t("Activate when done"),
    activateHelp: l10n.t("Otherwise it stands beside the other models, and nothing changes for anybody."),
    activateShared: l10n.t("This affects all users of the project."),
  };
}

function graphTexts() {
  return {
    changes: l10n.t("What changes"),
    graph: l10n.t("Graph"),
    noOriginal: l10n.t("This graph was not copied from another, so there is nothing to compare it with."),
    noChanges: l10n.t("Nothing: nodes and edges are sent as they were received."),
    node: l10n.t("Node"),
    field: l10n.t("Field"),
    before: l10n.t("Original"),
    after: l10n.t("This build"),
    absent: l10n.t("none"),
    whole: l10n.t("all of it"),
    nodeAdded: l10n.t("new node"),
    nodeRemoved: l10n.t("removed node"),
    edgeAdded: l10n.t("new edge"),
    edgeRemoved: l10n.t("removed edge"),
    moreChanges: l10n.t("Further changes: {0}."),
    unchanged: l10n.t("Unchanged nodes: {0}, edges: {1}."),
    fullComparison: l10n.t("Open Full Comparison"),
    showInPicture: l10n.t("Show in the Picture"),
    checks: l10n.t("Checks"),
    errors: l10n.t("Errors: {0}"),
    warnings: l10n.t("Warnings: {0}"),
    noProblems: l10n.t("Graph checked, no problems"),
    notReadable: l10n.t("The text is no graph, so no model can be built from it."),
    errorsStop: l10n.t("The sandbox takes no graph with errors. Mend them first."),
    errorsWarn: l10n.t("The server may refuse a graph with errors, or know better."),
    moreProblems: l10n.t("More in Problems: {0}."),
  };
}

function requestTexts() {
  return {
    request: l10n.t("Request"),
    folded: l10n.t("laid out for reading, long lists folded; it is copied and sent whole"),
    exact: l10n.t("whole, with the token left to the environment"),
    format: l10n.t("Form of the request"),
    json: l10n.t("JSON"),
    curl: l10n.t("curl"),
    python: l10n.t("Python"),
    copy: l10n.t("Copy"),
    copied: l10n.t("Copied."),
    openBeside: l10n.t("Open Beside"),
    items: l10n.t("... {0} more"),
    requestWaits: l10n.t("The request is shown once everything is chosen."),
    size: l10n.t("{0} kB, nodes and edges character for character as in the file"),
  };
}
