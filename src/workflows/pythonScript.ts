import { buildGraph, readGraphText } from "../graphs/graphText";
import { projectPath } from "../platform/addresses";
import { type AnyId, isWholeNumber, type Kind, pathSegment, type ProjectRef, showId } from "../platform/ids";
import { type Combination } from "../platform/records";
import { type SandboxParameters, type TrainingParameters } from "../platform/requests";
import { type Dates } from "./recordFacts";
import { type GraphSource, type Part } from "./recipe";

export interface ScriptFacts {
  /** What the script makes, for its first line. */
  readonly title: string;
  /** Where the project lies, without a last slash. */
  readonly apiUrl: string;
  readonly project: ProjectRef;
  readonly parts: readonly Part[];
  /** The Python functions that the script calls. */
  readonly steps: string;
}

/** A program that makes the same object again, on this project or with changed ids on another; it holds no token. */
export function pythonScript({ title, apiUrl, project, parts, steps }: ScriptFacts): string {
  const names = new Names(parts);
  const last = parts.at(-1);
  const made = last === undefined ? "" : names.of(kindOf[last.make], last.id);
  const lines = parts.flatMap((part) => partLines(part, names));
  return `#!/usr/bin/env python3
"""${comment(title)}

Needs Python 3.9 or newer and nothing else. The access token is read from the environment variable ALVISS_TOKEN; another
address of the server may stand in ALVISS_API. Data files are looked for in the folder of --files, else beside this script.
"""
import argparse
import http.client
import json
import math
import os
import pathlib
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

API = os.environ.get("ALVISS_API", ${text(apiUrl)}).rstrip("/")
TEAM = ${text(pathSegment(project.team))}
PROJECT = ${text(projectPath(project))}

TOKEN = os.environ.get("ALVISS_TOKEN", "").strip()
if not TOKEN:
    sys.exit("Put an access token into the environment variable ALVISS_TOKEN first.")

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--files", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent)
FILES = arguments.parse_args().files


${steps.trim()}


def main():
${lines.map((line) => `    ${line}`).join("\n")}
    print("Done:", ${made})


if __name__ == "__main__":
    main()
`;
}

const kindOf = {
  upload: "upload",
  dataset: "dataset",
  refit: "model",
  build: "model",
  attribution: "attribution",
  attributionSet: "attributionSet",
} satisfies Record<Part["make"], Kind>;

/** What a part makes has a variable; everything else is an id. */
class Names {
  private readonly variables = new Map<string, string>();

  constructor(parts: readonly Part[]) {
    const counts = new Map<Kind, number>();
    for (const { make, id } of parts) {
      const kind = kindOf[make];
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const name = kind === "attributionSet" ? "attribution_set" : kind;
      this.variables.set(`${kind} ${id}`, `${name}_${String(count)}`);
    }
  }

  of(kind: Kind, id: AnyId): string {
    return this.variables.get(`${kind} ${id}`) ?? literal(id);
  }

  list(kind: Kind, ids: readonly AnyId[]): string {
    return `[${ids.map((id) => this.of(kind, id)).join(", ")}]`;
  }
}

function partLines(part: Part, names: Names): readonly string[] {
  const made = names.of(kindOf[part.make], part.id);
  const was = `  # was ${comment(showId(part.id))}`;
  switch (part.make) {
    case "upload":
      return [`${made} = upload(${text(part.datasetName)}, ${text(part.file)})${was}`];
    case "dataset": {
      const [uploads, extend] = [names.list("upload", part.uploads), names.list("dataset", part.extend)];
      return [`${made} = create_dataset(${uploads}, extend=${extend}, activate=${flag(part.activate)})${was}`];
    }
    case "refit": {
      const [model, dataset] = [names.of("model", part.model), names.of("dataset", part.dataset)];
      const activate = part.activate ? ", activate=True" : "";
      return [
        `dates = ${dates(part.dates, dataset, part.combination)}`,
        `${made} = refit_model(${model}, ${dataset}, dates, ${knobs(part.training)}${activate}${sandbox(part.sandbox)})${was}`,
      ];
    }
    case "build": {
      const dataset = names.of("dataset", part.dataset);
      return [
        `combination = ${covers(part.combination)}`,
        `dates = ${dates(part.dates, dataset, part.combination)}`,
        `graph = ${graph(part.graph)}`,
        `parameters = ${knobs(part.training)}`,
        `${made} = build_model(${dataset}, combination, dates, graph, parameters, ${flag(part.activate)}${sandbox(part.sandbox)})${was}`,
      ];
    }
    case "attribution": {
      const [model, dataset] = [names.of("model", part.model), names.of("dataset", part.dataset)];
      const range = [text(part.start), text(part.end)].join(", ");
      return [`${made} = run_attribution(${model}, ${dataset}, ${range}, samples=${String(part.samples)})${was}`];
    }
    case "attributionSet": {
      const attributions = names.list("attribution", part.attributions);
      return [`${made} = align_attributions(${attributions}, activate=${flag(part.activate)})${was}`];
    }
  }
}

function dates(split: Dates, dataset: string, combination: Combination): string {
  if ("share" in split) return `split_dates(${dataset}, ${covers(combination)}, ${String(split.share)})`;
  return `(${JSON.stringify(split.train)}, ${JSON.stringify(split.evaluation)})`;
}

function graph(source: GraphSource): string {
  if (source.level === "high") return `high_level_graph(${literal(source.id)})`;
  if (source.level === "low") return `low_level_graph(${literal(source.id)})`;
  const parts = readGraphText(source.text);
  return text(parts === undefined ? source.text : buildGraph(parts));
}

const covers = ({ country, region, grouping }: Combination): string =>
  `{"country_code": ${text(country)}, "region_code": ${text(region)}, "grouping": ${text(grouping)}}`;

const knobs = ({ epochs, learningRate, samples }: TrainingParameters): string =>
  `{"epochs": ${String(epochs)}, "learning_rate": ${String(learningRate)}, "samples": ${String(samples)}}`;

const sandbox = (parameters: SandboxParameters | undefined): string =>
  parameters === undefined ? "" : `, sandbox=${JSON.stringify(parameters)}`;

const flag = (value: boolean): string => (value ? "True" : "False");

const literal = (id: AnyId): string => (isWholeNumber(id) ? id : text(showId(id)));

/** A JSON string means the same in Python, but for characters that end a line there. */
const text = (value: string): string => JSON.stringify(value);

/** Words of others inside a comment or a docstring: they end neither. */
const comment = (words: string): string =>
  words
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .replaceAll("\\", "/")
    .replaceAll('"', "'");
