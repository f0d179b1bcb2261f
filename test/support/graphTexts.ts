import fc from "fast-check";

/** Numbers and texts that a reader and writer of JSON would spell anew. */
export const oddValue = fc.constantFrom(
  "1.0",
  "1e-7",
  "-0",
  "NaN",
  "-Infinity",
  "9007199254740993",
  '"\\u00e4\\/"',
  '{"b":1,  "a":[1e5,\n null]}',
  "true",
);
const space = fc.constantFrom("", " ", "\n  ", "\r\n\t");

export interface GraphSample {
  readonly text: string;
  readonly nodeTexts: readonly string[];
  readonly edgeTexts: readonly string[];
  readonly ids: readonly string[];
  readonly ends: readonly (readonly [number, number])[];
}

/** Graphs of five schemas with odd spacing, unknown keys and odd values. */
export const graphSample: fc.Arbitrary<GraphSample> = fc
  .record({
    count: fc.integer({ min: 2, max: 6 }),
    form: fc.constantFrom("plain", "keyed", "numbers", "nested", "pairs"),
    pairs: fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 8 }),
    extra: fc.array(oddValue, { minLength: 6, maxLength: 6 }),
    gap: space,
  })
  .map(({ count, form, pairs, extra, gap }) => {
    const ids = Array.from({ length: count }, (_, i) => (form === "numbers" ? String(10 + 7 * i) : `näme "${i}`));
    const written = (i: number): string => (form === "numbers" ? (ids[i] ?? "") : JSON.stringify(ids[i]));
    const ends = pairs.map(([a, b]) => [a % count, b % count] as const);
    const nodeTexts = ids.map((_, i) => {
      const odd = `"odd":${gap}${extra[i % 6] ?? "1"}`;
      if (form === "keyed") return `{${odd}}`;
      if (form === "nested") return `{"data":${gap}{"id": ${written(i)}}, ${odd}}`;
      return `{${odd},${gap}"${form === "numbers" ? "uid" : "id"}":${written(i)}${gap}}`;
    });
    const edgeTexts = ends.map(([a, b], i) => {
      if (form === "pairs") return `[${written(a)},${gap}${written(b)}]`;
      if (form === "nested")
        return `{"data":{"source":${written(a)},"target":${written(b)}},"w":${extra[i % 6] ?? ""}}`;
      if (form === "numbers") return `{"influencer":${written(a)},"influenced":${gap}${written(b)}}`;
      return `{"to": ${written(b)},${gap}"from":${written(a)}, "w":${extra[i % 6] ?? ""}}`;
    });
    const list = (items: readonly string[]): string => `[${gap}${items.join(`,${gap}`)}${gap}]`;
    const nodes =
      form === "keyed"
        ? `{${gap}${nodeTexts.map((node, i) => `${written(i)}:${gap}${node}`).join(`,${gap}`)}}`
        : list(nodeTexts);
    const text = `{"before":${extra[0] ?? ""},${gap}"edges":${list(edgeTexts)},${gap}"nodes":${nodes},"after":9007199254740993}`;
    return { text, nodeTexts, edgeTexts, ids, ends };
  });
