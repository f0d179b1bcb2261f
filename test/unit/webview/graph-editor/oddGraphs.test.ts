import assert from "node:assert/strict";
import { readGraphView } from "../../../../src/graphs/graphView";
import { readJson, valueAt } from "../../../../src/jsonText/read";
import { type GraphPageHost, describeGraphPage } from "../../../support/graphPage";

interface Odd {
  readonly name: string;
  readonly text: string;
  /** Cards in the picture. */
  readonly cards: number;
  readonly lines: number;
}

const many = Array.from({ length: 5000 }, (_, i) => `{"k":${String(i)},"v":NaN}`).join(",");

/** Graphs as other servers may send them. */
const odd: readonly Odd[] = [
  { name: "lists of lists", text: '{"nodes":[["a",1.0],["b",2]],"edges":[["a","b",-0]]}', cards: 2, lines: 1 },
  { name: "nodes that are only texts", text: '{"nodes":["a","b"],"edges":[["a","b"]]}', cards: 2, lines: 1 },
  {
    name: "objects keyed by id",
    text: '{"nodes":{"a":{},"b":null},"edges":{"e":{"source":"a","target":"b"}}}',
    cards: 2,
    lines: 1,
  },
  {
    name: "nodes without ids",
    text: '{"nodes":[{"w":1e-7},{"w":1.0}],"edges":[{"from":0,"to":1}]}',
    cards: 2,
    lines: 1,
  },
  {
    name: "nulls among the nodes",
    text: '{"nodes":[null,{"id":"a"},{"id":"b"}],"edges":[null,{"from":"a","to":"b"}]}',
    cards: 3,
    lines: 1,
  },
  {
    name: "nodes inside of other objects",
    text: '{"nodes":[{"data":{"id":"a"}},{"data":{"id":"b"}}],"edges":[{"data":{"source":"a","target":"b"}}]}',
    cards: 2,
    lines: 1,
  },
  {
    name: "numbers that no number holds",
    text: '{"nodes":[{"id":9007199254740993,"x":NaN},{"id":9007199254740992,"x":-Infinity}],"edges":[{"u":9007199254740993,"v":9007199254740992}]}',
    cards: 2,
    lines: 1,
  },
  {
    name: "letters of all kinds",
    text: '{"nodes":[{"id":"\\u00e4\\/"},{"id":"😀 \\u0000"},{"id":"__proto__"}],"edges":[{"from":"ä/","to":"__proto__"}]}',
    cards: 3,
    lines: 1,
  },
  {
    name: "one id twice, and a key twice",
    text: '{"nodes":[{"id":"a","id":"b"},{"id":"b","w":1,"w":2}],"edges":[]}',
    cards: 2,
    lines: 0,
  },
  {
    name: "edges that name nothing",
    text: '{"nodes":[{"id":"a"}],"edges":[{"x":{"y":[1]}},{"x":2}]}',
    cards: 1,
    lines: 0,
  },
  { name: "nothing at all", text: '{"nodes":[],"edges":[],"more":{"a":[1,{"b":null}]}}', cards: 0, lines: 0 },
  {
    name: "deep values",
    text: `{"nodes":[{"id":"a","d":${"[".repeat(60)}1.0${"]".repeat(60)}},{"id":"b"}],"edges":[["b","a"]]}`,
    cards: 2,
    lines: 1,
  },
];

describeGraphPage("graphs of other servers in the graph editor", (opened) => {
  for (const { name, text, cards, lines } of odd)
    it(`shows ${name}, and changes nothing but what is asked for`, async () => {
      const host = await opened(text);
      await host.page.locator(".diagram").waitFor();
      assert.equal(await host.page.locator(".item").count(), cards);
      assert.equal(await host.page.locator(".line").count(), lines);
      await host.page.getByRole("button", { name: "Table", exact: true }).click();
      await host.page.getByRole("grid", { name: "Nodes" }).waitFor();
      await host.settled();
      assert.equal(host.text, text);
      if (cards > 0) await duplicateLast(host, text);
    });

  it("shows 5,000 nodes without ids as a table, and changes one cell", async () => {
    const text = `{"nodes":[${many}],"edges":[]}`;
    const host = await opened(text);
    const cell = host.page.getByRole("grid", { name: "Nodes" }).getByRole("gridcell", { name: "NaN" }).first();
    await cell.click();
    await host.page.keyboard.press("Enter");
    await host.page.keyboard.type("1.0");
    await host.page.keyboard.press("Enter");
    assert.equal(await host.textOf((now) => now !== text), text.replace('"v":NaN', '"v":1.0'));
  });
});

/** All that was there is there as it was written; the copy stands behind it. */
async function duplicateLast(host: GraphPageHost, text: string): Promise<void> {
  await host.page.getByRole("grid", { name: "Nodes" }).locator("tbody th").last().click();
  await host.page.keyboard.press("Escape");
  await host.page.getByRole("grid", { name: "Nodes" }).locator("tbody th").last().click();
  await host.page.getByRole("button", { name: "Duplicate" }).click();
  await host.settled();
  const [before, after] = [readGraphView(text), readGraphView(host.text)];
  assert.ok(before && after);
  before.nodes.forEach(({ json }, at) => assert.equal(after.nodes[at]?.json.text, json.text));
  before.edges.forEach(({ json }, at) => assert.equal(after.edges[at]?.json.text, json.text));
  assert.equal(valueAt(readJson(host.text), ["more"])?.text, valueAt(readJson(text), ["more"])?.text);
}
