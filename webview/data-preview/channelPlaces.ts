/** The places of media in the palette, in the order of the file; those that come later share one. */
export function channelPlaces(channels: readonly (string | null)[]): (channel: string | null) => string {
  const order = [...new Set(channels.filter((channel) => channel !== null))];
  return (channel) => {
    const place = channel === null ? -1 : order.indexOf(channel);
    return place < 0 || place > 6 ? "other" : String(place + 1);
  };
}
