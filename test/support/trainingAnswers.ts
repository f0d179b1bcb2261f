import { type Workbench } from "./workbench";

/** Types how a model is trained, number by number. */
export async function answerNumbers(window: Workbench, epochs: string, learningRate: string, samples: string) {
  for (const [question, value] of [
    ["Epochs: how often", epochs],
    ["Learning rate: how far", learningRate],
    ["Samples: draws for each step", samples],
  ] as const) {
    await window.question(question).waitFor();
    await window.quickPickRow("Other Number...").click();
    await window.quickPickRow("Other Number...").waitFor({ state: "detached" });
    await window.fill(question, value);
  }
}
