import assert from "node:assert/strict";
import { askInside, type AskStep, askSteps, back } from "../../../../src/ui/commands/ask/steps";

/** Answers in order, and writes down where it was asked. */
function script(answers: readonly (string | typeof back | undefined)[]) {
  const asked: string[] = [];
  const left = [...answers];
  const step =
    (name: string): AskStep<string> =>
    (state, { step: number, canGoBack }) => {
      asked.push(`${number} ${name}${canGoBack ? " <" : ""}`);
      const answer = left.shift();
      if (answer === undefined || answer === back) return Promise.resolve(answer);
      return Promise.resolve(answer === "passed" ? { passed: state } : { next: `${state}${answer}` });
    };
  return { asked, steps: ["one", "two", "three"].map(step) };
}

describe("a series of questions", () => {
  it("collects the answers in order", async () => {
    const { asked, steps } = script(["a", "b", "c"]);
    assert.equal(await askSteps("", steps, ">"), ">abc");
    assert.deepEqual(asked, ["1 one", "2 two <", "3 three <"]);
  });

  it("forgets the answer that somebody goes back to", async () => {
    const { asked, steps } = script(["a", "b", back, "B", "c"]);
    assert.equal(await askSteps("", steps, ">"), ">aBc");
    assert.deepEqual(asked, ["1 one", "2 two <", "3 three <", "2 two <", "3 three <"]);
  });

  it("goes back over a question that was not asked", async () => {
    const { asked, steps } = script(["a", "passed", back, "A", "passed", "c"]);
    assert.equal(await askSteps("", steps, ">"), ">Ac");
    assert.deepEqual(asked, ["1 one", "2 two <", "3 three <", "1 one", "2 two <", "3 three <"]);
  });

  it("ends without an answer when somebody changes their mind", async () => {
    const { asked, steps } = script(["a", undefined]);
    assert.equal(await askSteps("", steps, ">"), undefined);
    assert.equal(asked.length, 2);
  });

  it("ends when somebody goes back from the first question", async () => {
    assert.equal(await askSteps("", script([back]).steps, ">"), undefined);
  });

  it("may stand in the place of one question, with the way back of that one", async () => {
    const place = { title: "", step: 4, totalSteps: 6, canGoBack: true };
    const inner = script(["a", back, back]);
    assert.equal(await askInside(place, inner.steps, ">"), back);
    assert.deepEqual(inner.asked, ["4 one <", "4 two <", "4 one <"]);
    const first = script(["a", undefined]);
    assert.equal(await askInside({ ...place, canGoBack: false }, first.steps, ">"), undefined);
    assert.deepEqual(first.asked, ["4 one", "4 two <"]);
  });
});
