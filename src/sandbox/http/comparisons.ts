import * as z from "zod/mini";
import { RESULT_UNITS } from "../training/attributionResult";
import { NotComparable, type Subject } from "../training/resultComparison";
import { type Project } from "../store/projectRecords";
import { type Api } from "./api";
import { completedAttribution } from "./attributions";
import { decimalNumber } from "./checkInput";
import { day } from "./inputShapes";
import { completedModel, findModel } from "./models";
import { conflict } from "./refusal";

const NAME = /^(models|attributions)\/(\d{1,9})$/;

/** A result is named by the end of its record's path. */
const subjectName = z.string().check(z.regex(NAME, "Input should be models/ID or attributions/ID"));

const comparisonQuery = z.object({
  first: subjectName,
  second: subjectName,
  level: z._default(decimalNumber(z.gt(0), z.lt(1)), 0.9),
  from: z.optional(day),
  to: z.optional(day),
  product: z.optional(z.string()),
  unit: z._default(z.enum(RESULT_UNITS), "units"),
});

export function comparisonRoutes(api: Api): void {
  api.route({
    method: "GET",
    path: "/projects/:team/:project/results/compare",
    about: "How a second model or attribution differs from a first, over the dates that both have, from their draws.",
    needs: "observer",
    describes: "comparison",
    extra: true,
    query: comparisonQuery,
    handle: async ({ project, query, signal, reply }) => {
      const { first, second, ...rest } = query;
      const owner = project();
      const [one, other] = [subjectOf(api, owner, first), subjectOf(api, owner, second)];
      try {
        const text = await api.training.comparisons.of(one, other, rest, signal);
        return await reply.type("application/json; charset=utf-8").send(text);
      } catch (error) {
        throw error instanceof NotComparable ? conflict(error.message) : error;
      }
    },
  });
}

/** 404 where it is gone, 409 while it is unfinished. */
function subjectOf(api: Api, project: Project, name: string): Subject {
  const [, collection, id] = NAME.exec(name) ?? [];
  if (collection === "models") return { kind: "model", model: completedModel(api, project, Number(id)) };
  const attribution = completedAttribution(api, project, Number(id));
  return { kind: "attribution", attribution, model: findModel(api, project, attribution.modelIid) };
}
