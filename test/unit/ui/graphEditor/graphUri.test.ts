import assert from "node:assert/strict";
import { type Uri } from "vscode";
import "../../../support/vscodeStandIn";

const { homeOf } = await import("../../../../src/ui/graphEditor/graphUri");

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
