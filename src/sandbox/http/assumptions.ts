/**
 * Everything that the sandbox decides for itself because no public page of the platform says it. The page of the API
 * shows this list. `otherwise`: how to get another behaviour, where there is one.
 */
export interface Assumption {
  readonly about: string;
  readonly says: string;
  readonly otherwise?: string;
}

export const ASSUMPTIONS: readonly Assumption[] = [
  {
    about: "Addresses",
    says: "The same calls are served below /v1/api and /api/v1/api, the teams below /v1/team and /api/v1/team. A path with a slash at its end is answered with 307 and the path without it.",
  },
  {
    about: "Signing in",
    says: "A missing, unknown, expired or revoked token is answered with 401 and WWW-Authenticate: Bearer. This page, openapi.json and the sandbox's identity need no token.",
    otherwise: "--profile old-auth: a missing token is answered with 403.",
  },
  {
    about: "Roles",
    says: "A token has one role, the same in every team. Reading needs Observer; uploads, datasets and their dates Data Manager; builds, refits, attributions and sets Model Developer; activating Manager; tokens, teams and projects Admin. A lower role is answered with 403 and the role needed.",
    otherwise: "--profile lenient-data: a Data Manager may activate a dataset.",
  },
  {
    about: "Teams",
    says: "An array of objects with Id and Name.",
    otherwise: "--profile hostile: an object with the array inside.",
  },
  {
    about: "Success",
    says: "Every call that succeeds answers 200, a creating one with the new record, an activating one with the record it activated.",
    otherwise:
      "--profile created-201: creating calls answer 201. activate-204, activate-null, activate-true: activating calls answer nothing, null or true.",
  },
  {
    about: "Unknown things",
    says: "An unknown team, project or record is 404 with a sentence; ids of projects and teams are compared as text. Without an active dataset or set the call for it is 404.",
    otherwise:
      "--profile strangers-403: an unknown team or project is 403. active-null, active-empty: without an active one the answer is 200 with null or {}.",
  },
  {
    about: "Wrong requests",
    says: "422 with one entry for each mistake: loc, msg, type. Unknown keys are ignored; a number may be written as text. JSON is taken up to 64 MB, 100 levels deep, with two million values inside a graph and fifty thousand elsewhere; a body whose content type is another one is not JSON. A form that cannot be read is 400.",
  },
  {
    about: "State of things",
    says: "What is unfinished or failed cannot be built on: 409 with its status. A dataset or set that is not complete cannot be activated: 409.",
    otherwise: "--profile unfinished-422: 422, with the same sentence as its detail.",
  },
  {
    about: "Ids",
    says: "Datasets, models, attributions and sets count from 1 in each project, uploads from 101, high-level graphs from 70001 and low-level ones from 90001 over the whole server, so that a mistaken id finds nothing.",
    otherwise: "--profile hostile: ids are answered as text.",
  },
  {
    about: "Status words",
    says: "Uploads, datasets and sets end with complete, models and attributions with completed. Before that they are pending, then processing, or training for a model. Otherwise they end with failed or cancelled, and Message says why.",
    otherwise:
      "--profile hostile: other spellings, and answers that take their time. --profile failing: jobs end badly.",
  },
  {
    about: "Speed of jobs",
    says: "A job takes as long as its work. Its record is pending when it is made, and two jobs of one kind run one after another.",
    otherwise:
      "--profile jobs-instant: the call that makes a record answers when its job is over. jobs-slow: four seconds more. jobs-endless: no job is ever over, but cancelled ones.",
  },
  {
    about: "Further keys and calls",
    says: "Records have more keys than the platform's scripts read, and there are lists, results, diagnostics and cancelling. In this page they are marked as extras of the sandbox.",
    otherwise: "--profile minimal: none of them.",
  },
  {
    about: "Uploads",
    says: "The form has one part, file; its name and content type do not matter. A file is taken up to 5 GB (--max-upload BYTES). Faults in its content end the upload as failed: Findings names line and column of the first 100, FindingCount counts all.",
    otherwise: "--profile refuse-at-once: the call waits for the reading, and a fault is 422.",
  },
  {
    about: "File types",
    says: "A dataset_name is compared without case, spaces, hyphens and underscores. One that is none of our list is taken with a warning, its rows kept and used by no model. Brand, Weather, Competitor Media and Extra have no public specification: only the common columns are checked.",
    otherwise: "--profile strict-data: an unknown name is 422.",
  },
  {
    about: "Content of files",
    says: "Where the documents are plain, a fault is an error. Further named columns, weeks that start on a Sunday, gaps and unknown ISO countries only warn.",
    otherwise: "--profile strict-data: they are errors. --profile lenient-data: much else only warns as well.",
  },
  {
    about: "Periodicity",
    says: "A project without one takes that of its first complete Sales upload.",
  },
  {
    about: "Datasets",
    says: "A dataset needs a Sales file. Extending makes a new dataset: where uploads have the same key the later one wins, elsewhere all rows count. One dataset of a project is active; activate takes effect when the dataset is complete.",
  },
  {
    about: "Dates",
    says: "ISO days, ascending; of several combinations the union. A combination without rows gives an empty list. A time part that is sent back is cut off.",
  },
  {
    about: "Refit and build",
    says: "Both make a new model and leave the old one as it is. A refit starts from the means of its source. Training and evaluation dates must be Sales dates of the dataset; the evaluation dates may be empty. epochs, learning_rate and samples steer the variational part of the fit, before the sampling. The new model's id is its IId.",
    otherwise: "--profile model-id-key: a build answers the id of its model as model_id, not IId.",
  },
  {
    about: "Graphs",
    says: "The schema of nodes and edges is the sandbox's own; both are lists. The level is recognised by the nodes; a posted graph is stored character by character. An edge to a missing node, or into anything but the target, is 422; so are more than 20,000 nodes, 100,000 edges or 8 MB of both.",
    otherwise:
      "--profile graphs-by-id: nodes are an object keyed by id, edges one keyed by place; both forms are taken.",
  },
  {
    about: "Attributions",
    says: "In units sold. The range must lie inside the Sales dates. More samples than the model has draws are cut down, and Message says so.",
  },
  {
    about: "Attribution sets",
    says: "A set covers the days that all of its attributions cover; without any it fails. Its result adds its attributions up. An attribution that comes twice counts once. One set of a project is active.",
  },
  {
    about: "Comparing results",
    says: "Our own call, results/compare: two models or attributions of one project over the dates that both have. Draws of one fit are paired by their number, draws of two fits at random. A model counts with 1,000 of its draws over all dates of its dataset. Without common dates, or for revenue in two countries, the answer is 409.",
  },
  {
    about: "Too much at once",
    says: "Beyond 200 requests, or 256 MB of JSON, that are being answered at once, a request gets 503 with Retry-After. A body that comes slower than a kilobyte a second is cut off with 408. A full disk is 507.",
  },
  {
    about: "Proxies",
    says: "Every refusal is JSON with the key detail.",
    otherwise: "--profile hostile: what is too large, went wrong or is no address is answered with a page in HTML.",
  },
  {
    about: "Activation",
    says: "activate and active take effect only when the record is complete. Activating asks for Manager, because what a project has in use is one of its settings.",
    otherwise: "--profile lenient-data: a Data Manager may activate a dataset.",
  },
  {
    about: "Stopped in the middle",
    says: "A job that was cut off by the end of the process is begun once more at the next start; cut off twice, it fails and says so.",
  },
];
