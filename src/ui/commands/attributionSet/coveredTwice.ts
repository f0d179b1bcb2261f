import { type AlvissClient } from "../../../platform/client";
import { AlvissError } from "../../../platform/errors";
import { type AttributionId, type ModelId, type ProjectRef, showId } from "../../../platform/ids";
import { type Place } from "../../explorer/nodes";
import { refOf } from "../ask/place";
import { type Tools } from "../tools";

export interface CoveredTwice {
  /** The market and the attributions, as text. */
  readonly words: string;
  /** All but the first: the new ones stand first. */
  readonly later: readonly AttributionId[];
}

/** The markets that several attributions of a new set would cover, as far as the server tells what they cover. */
export async function coveredTwice(
  tools: Tools,
  place: Place,
  added: readonly AttributionId[],
  signal: AbortSignal,
): Promise<readonly CoveredTwice[]> {
  const client = await tools.clients.of(place.connection.id);
  const project = refOf(place);
  const kept = (await client.readActiveAttributionSet(project, { signal }))?.attributionIds ?? [];
  const markets = new Markets(client, project, signal);
  const byMarket = new Map<string, AttributionId[]>();
  for (const id of new Set([...added, ...kept])) {
    const market = await markets.of(id);
    if (market !== undefined) byMarket.set(market, [...(byMarket.get(market) ?? []), id]);
  }
  return [...byMarket].flatMap(([market, ids]) =>
    ids.length < 2
      ? []
      : [{ words: `${market}: ${ids.map((id) => `#${showId(id)}`).join(", ")}`, later: ids.slice(1) }],
  );
}

/** What attributions cover: the country, region and grouping of their models. */
class Markets {
  private readonly models = new Map<ModelId, Promise<string | undefined>>();

  constructor(
    private readonly client: AlvissClient,
    private readonly project: ProjectRef,
    private readonly signal: AbortSignal,
  ) {}

  async of(id: AttributionId): Promise<string | undefined> {
    const { client, project, signal } = this;
    const attribution = await ifThere(client.readAttribution(project, id, { signal }));
    const model = attribution?.modelId;
    if (model === undefined) return undefined;
    const known = this.models.get(model) ?? this.ofModel(model);
    this.models.set(model, known);
    return known;
  }

  private async ofModel(id: ModelId): Promise<string | undefined> {
    const model = await ifThere(this.client.readModel(this.project, id, { signal: this.signal }));
    const covers = model?.combination;
    return covers && [covers.country, covers.region, covers.grouping].join(" / ");
  }
}

/** What a set holds may have been removed since. */
async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AlvissError && error.kind === "notFound") return undefined;
    throw error;
  }
}
