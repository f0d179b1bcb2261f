import assert from "node:assert/strict";
import { type Uri } from "vscode";
import { type Id, parseTypedId } from "../../../../src/platform/ids";
import "../../../support/vscodeStandIn";

const { graphName, homeOf } = await import("../../../../src/ui/graphEditor/graphUri");

const at = (path: string): Uri => ({ scheme: "file", path }) as Uri;
const homeAt = (path: string) => homeOf(at(path), at("/drafts"));

describe("the project of a draft", () => {
  it("is told by its folders, whatever its own name is", () => {
    const home = { connectionId: "my server", project: { team: "1", project: '"a/b"' } };
    for (const name of ["mine", "100%", "50%25", "a%2Fb"])
      assert.deepEqual(homeAt(`/drafts/my%20server/1/%22a%2Fb%22/${name}.alvissgraph.json`), home, name);
  });

  it("is not told of what lies elsewhere, or in a folder that nobody made here", () => {
    for (const path of ["/other/a/1/2/mine", "/drafts/a/1/mine", "/drafts/a%/1/2/mine", "/drafts/../1/2/mine"])
      assert.equal(homeAt(`${path}.alvissgraph.json`), undefined, path);
  });
});

const idOf = <Of extends string>(typed: string): Id<Of> => parseTypedId<Of>(typed) ?? assert.fail(typed);

describe("the file of a model's graph", () => {
  const nameOf = (model: string): string =>
    graphName({
      connectionId: "a",
      project: { team: idOf("1"), project: idOf("2") },
      model: idOf(model),
      level: "high",
    });

  it("has the model's id in its name, and another name for every model", () => {
    assert.equal(nameOf("11"), "model-11-high");
    const names = ['"a/1"', '"a:1"', '"a_1"', '"A_1"', '"../a"'].map(nameOf);
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length);
    for (const name of names) assert.match(name, /^model-[\w.-]+-high$/);
  });
});
