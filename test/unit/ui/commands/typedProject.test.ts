import assert from "node:assert/strict";
import { showId } from "../../../../src/platform/ids";
import { parseProject } from "../../../../src/ui/commands/project/typedProject";

const shown = (text: string): string | undefined => {
  const ids = parseProject(text);
  return ids && `${showId(ids.team)} ${showId(ids.project)}`;
};

describe("a typed project", () => {
  it("is a team id and a project id around a slash", () => {
    assert.equal(shown("12/34"), "12 34");
    assert.equal(shown(" 12 / 34 "), "12 34");
    assert.equal(shown("9007199254740993/1"), "9007199254740993 1");
  });

  it("is taken from the address of a page of the project", () => {
    assert.equal(shown("https://app.alviss.io/12/34"), "12 34");
    assert.equal(shown("https://app.alviss.io/-/teams/12/projects/34/models?page=2"), "12 34");
  });

  it("is not taken without two ids", () => {
    for (const text of ["", "12", "12/", "/34", "1/2/3", "https://app.alviss.io/", "https://app.alviss.io/12"])
      assert.equal(shown(text), undefined, text);
  });
});
