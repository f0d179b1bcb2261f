/** Bars of one channel a row, each with its name at the left: what such figures have in common. */
import { ink } from "../plot/axes";
import { shortName } from "../plot/marks";
import { text } from "../plot/plotDoor";

import { type Place } from "../rows";
import { type FigureContext, type Readings } from "./figure";

/** Room in px for the names, and above the first row. */
export const [namesWidth, above] = [130, 4];
const letters = 17;

export type ChannelRow<Row> = Row & {
  /** Its place on the axis: channels may be called alike. */
  readonly name: string;
  readonly place: Place;
};

export const channelRows = <Row extends { readonly channel: string }>(
  rows: readonly Row[],
  { places }: FigureContext,
): ChannelRow<Row>[] =>
  rows.map((row, at) => ({
    ...row,
    name: `${String(at)} ${row.channel}`,
    place: places.get(row.channel) ?? "other",
  }));

export const channelNames = (rows: readonly ChannelRow<{ readonly channel: string }>[]): ReturnType<typeof text> =>
  text(rows, {
    ...{ y: "name", frameAnchor: "left", textAnchor: "end", dx: -10, fill: ink },
    text: ({ channel }: { readonly channel: string }) => shortName(channel, letters),
  } as object);

/** The row at a height of the picture. */
export const nearestRow =
  (count: number, rowHeight: number): Readings["near"] =>
  (_panel, _x, y) => [Math.min(count - 1, Math.max(0, Math.floor((y - above) / rowHeight))), 0];
