import assert from "node:assert/strict";
import { graphChanges, isRefusal } from "../../../src/graphs/applyEdit";
import { graphProblems } from "../../../src/graphs/graphProblems";
import { readGraphView } from "../../../src/graphs/graphView";
import { type GraphProblem, type ProblemRule } from "../../../src/graphs/problem";
import { changedText } from "../../../src/jsonText/changes";

const target = '{"id":"sales","type":"target"}';
const tv = '{"id":"tv","type":"media"}';
const high = (nodes: string, edges: string): string => `{"nodes":[${nodes}],"edges":[${edges}]}`;
const edge = (from: string, to: string): string => `{"from":"${from}","to":"${to}"}`;

function problemsOf(text: string): readonly GraphProblem[] {
  const view = readGraphView(text);
  assert.ok(view);
  return graphProblems(view);
}

/** The only problem of the text, which its first fix must mend. */
function onlyProblem(text: string, rule: ProblemRule, marked: string): void {
  const problems = problemsOf(text);
  assert.deepEqual(
    problems.map((problem) => [problem.rule, text.slice(problem.start, problem.end)]),
    [[rule, marked]],
  );
  const view = readGraphView(text);
  const fix = problems[0]?.fixes[0];
  assert.ok(view && fix);
  const changes = graphChanges(text, view, fix.edit);
  if (isRefusal(changes)) assert.fail(JSON.stringify(changes));
  assert.deepEqual(problemsOf(changedText(text, changes)), [], `after: ${changedText(text, changes)}`);
}

describe("checking a graph", () => {
  const good = high(`${target},${tv}`, edge("tv", "sales"));

  it("finds nothing wrong with a good one, of the sandbox or of another schema", () => {
    assert.deepEqual(problemsOf(good), []);
    assert.deepEqual(problemsOf('{"nodes":{"a":{},"b":{}},"edges":[["a","b"]]}'), []);
  });

  const cases: readonly (readonly [rule: ProblemRule, text: string, marked: string])[] = [
    [
      "danglingEdge",
      high(`${target},${tv}`, `${edge("tv", "sales")},${edge("radio", "sales")}`),
      edge("radio", "sales"),
    ],
    ["duplicateId", '{"nodes":[{"id":1},{"id":2},{"id":1}],"edges":[{"from":1,"to":2}]}', "1"],
    [
      "duplicateId",
      '{"nodes":[{"id":"a","name":"a"},{"id":"a","name":"b"},{"id":"c","name":"c"},{"id":"d","name":"d"}],"edges":[{"source":"a","target":"c"}]}',
      '"a"',
    ],
    [
      "secondTarget",
      '{"nodes":[{"id":"y","role":"kpi"},{"id":"z","role":"kpi"},{"id":"x","role":"paid"}],"edges":[{"src":"x","dst":"y"}]}',
      '"z"',
    ],
    ["cycle", '{"nodes":["a","b"],"edges":[["a","b"],["b","a"]]}', '["b","a"]'],
    ["cycle", '{"nodes":["a"],"edges":[["a","a"]]}', '["a","a"]'],
    ["secondTarget", high(`${target},${tv},{"id":"other","type":"target"}`, edge("tv", "sales")), '"other"'],
    ["unreachable", high(`${target},${tv}`, ""), '"tv"'],
    ["unreachable", '{"nodes":[{"id":"y","type":"kpi"},{"id":"x"}],"edges":[]}', '"x"'],
    [
      "unknownKind",
      high(`${target},${tv},{"id":"p","type":"prise"}`, `${edge("tv", "sales")},${edge("p", "sales")}`),
      '"prise"',
    ],
    ["field", good.replace('"media"}', '"media","adstock":{"max_lag":0}}'), "0"],
    [
      "field",
      good.replace('"media"}', '"media","effect":{"prior":{"dist":"normal","mu":0,"sd":1}}}'),
      '{"dist":"normal","mu":0,"sd":1}',
    ],
    [
      "field",
      good.replace('"media"}', '"media","effect":{"prior":{"dist":"lognormal","mu":0,"sd":-1}}}'),
      '{"dist":"lognormal","mu":0,"sd":-1}',
    ],
    ["field", good.replace('"media"}', '"media","saturation":{"type":"hil"}}'), '"hil"'],
    ["edge", high(`${target},${tv}`, `${edge("tv", "sales")},${edge("tv", "sales")}`), edge("tv", "sales")],
  ];
  for (const [rule, text, marked] of cases)
    it(`marks ${rule} at ${marked}, and its first fix mends it`, () => onlyProblem(text, rule, marked));

  it("does not offer to turn round what goes from a node to itself", () => {
    const [problem] = problemsOf('{"nodes":["a"],"edges":[["a","a"]]}');
    assert.deepEqual(
      problem?.fixes.map(({ title }) => title),
      ["deleteEdge"],
    );
  });

  it("knows a graph of the sandbox by most of its nodes, and marks the one that does not say what it is", () => {
    const text = high(`${target},${tv},{"id":"radio"}`, `${edge("tv", "sales")},${edge("radio", "sales")}`);
    assert.equal(readGraphView(text)?.level, "high");
    assert.deepEqual(
      problemsOf(text.replace('"media"', '"media","adstock":{"max_lag":0}')).map(({ rule, node }) => [rule, node]),
      [
        ["field", 1],
        ["unknownKind", 2],
      ],
    );
    const mixed = text.replace('{"id":"radio"}', '{"id":"radio","kind":"x","type":"media"}');
    assert.equal(readGraphView(mixed)?.level, "high");
    const [number] = problemsOf(good.replaceAll('"tv"', "7"));
    assert.deepEqual(
      [number?.rule, number?.node, number?.words[0]],
      ["field", 1, "a node needs an id, a non-empty text"],
    );
  });

  it("takes no name for the id because an id is there twice", () => {
    const named = [target, tv, tv].map((node, at) => node.replace("}", `,"name":"${String(at)}"}`)).join(",");
    assert.deepEqual(
      problemsOf(high(named, edge("tv", "sales"))).map(({ rule, node, words }) => [rule, node, words[0]]),
      [["duplicateId", 2, "tv"]],
    );
  });

  it("offers a target where there is none", () => {
    const problems = problemsOf(high(tv, ""));
    assert.deepEqual(
      problems.map(({ rule, fixes }) => [rule, fixes.map(({ title }) => title)]),
      [["noTarget", ["addTarget"]]],
    );
  });

  it("says a thing once, though both checks know it", () => {
    const rules = problemsOf(high(`${target},${target},${tv}`, `${edge("tv", "sales")},${edge("gone", "sales")}`)).map(
      ({ rule }) => rule,
    );
    assert.deepEqual(rules, ["duplicateId", "secondTarget", "danglingEdge"]);
  });

  it("warns, no more, of what leads nowhere", () => {
    assert.equal(problemsOf(high(`${target},${tv}`, ""))[0]?.severity, "warning");
  });

  it("says an error behind however many warnings", () => {
    const lost = Array.from({ length: 400 }, (_, i) => `{"id":"lost ${String(i)}","kind":"other"}`).join(",");
    const text = high(
      `{"id":"sales","kind":"target"},{"id":"a"},${lost}`,
      `${edge("a", "sales")},${edge("a", "gone")}`,
    );
    const problems = problemsOf(text);
    assert.equal(problems.length, 300);
    assert.deepEqual(
      problems.filter(({ severity }) => severity === "error").map(({ rule }) => rule),
      ["danglingEdge"],
    );
  });

  it("is done with a hostile graph in a moment", () => {
    const nodes = Array.from({ length: 5000 }, (_, i) => `{"id":"n${String(i)}","type":"media"}`);
    const edges = nodes.map((_, i) => edge(`n${String(i)}`, `n${String((i + 1) % 5000)}`));
    const problems = problemsOf(high(`${target},${nodes.join(",")}`, edges.join(",")));
    assert.equal(problems.length, 300);
  });
});
