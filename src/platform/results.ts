import * as l10n from "@vscode/l10n";
import * as z from "zod/mini";
import { type JsonNode, toValue } from "../jsonText/read";
import { AlvissError } from "./errors";

/** What results are read of. */
export type ResultKind = "attribution" | "attributionSet" | "model";

const interval = z.object({ p50: z.number(), lo: z.number(), hi: z.number() });

const driverTotal = z.object({
  driver: z.string(),
  kind: z.string(),
  product: z.string(),
  /** Units sold over the dates of the result. */
  mean: z.number(),
  p50: z.number(),
  lo: z.number(),
  hi: z.number(),
  /** Fractions of the total expected sales. */
  share: interval,
  pPositive: z.number(),
  /** The level that zero-sum drivers are measured against, in words. */
  reference: z.nullable(z.string()),
});

const channelRoi = z.object({
  channel: z.string(),
  spend: z.number(),
  spendShare: z.number(),
  effectShare: interval,
  basis: z.string(),
  mean: z.number(),
  p50: z.number(),
  lo50: z.number(),
  hi50: z.number(),
  lo: z.number(),
  hi: z.number(),
  pAbove1: z.number(),
});

const attributionResult = z.object({
  v: z.literal(1),
  engine: z.string(),
  seed: z.number(),
  draws: z.number(),
  /** Probability inside the intervals: 0.9. */
  level: z.number(),
  currency: z.nullish(z.string()),
  dates: z.array(z.string()),
  total: z.object({ mean: z.number(), p50: z.number(), lo: z.number(), hi: z.number() }),
  totals: z.array(driverTotal),
  /** Empty where there is no price. */
  roi: z.array(channelRoi),
  /** All media together; absent where a server does not tell. */
  media: z.nullish(z.object({ share: interval, roi: z.nullable(interval) })),
});

export type DriverTotal = Readonly<z.infer<typeof driverTotal>>;
export type ChannelRoi = Readonly<z.infer<typeof channelRoi>>;

/** What an attribution found, where a server tells (the platform's documented calls do not). */
export type AttributionResult = Readonly<z.infer<typeof attributionResult>>;

/** Reads a result, or says which field is not as expected. */
export function readAttributionResult(answer: JsonNode, endpoint: string): AttributionResult {
  const checked = attributionResult.safeParse(toValue(answer));
  if (checked.success) return checked.data;
  const first = checked.error.issues[0];
  const where = first === undefined || first.path.length === 0 ? l10n.t("its top") : first.path.join(" > ");
  throw new AlvissError({
    kind: "notJson",
    endpoint,
    serverWords: l10n.t("The result is not in the form this version reads (at {0}).", where),
    remedy: l10n.t("Update the extension, or the server."),
  });
}
