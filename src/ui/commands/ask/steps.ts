/** The user wants the step before. */
export const back = Symbol("back");

export interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

/** Nothing had to be asked: going back passes over this step. */
export interface Passed<S> {
  readonly passed: S;
}

/** Asks one thing and answers the state with it; undefined when the user changed their mind. */
export type AskStep<S> = (
  state: S,
  place: StepPlace,
) => Promise<{ readonly next: S } | Passed<S> | typeof back | undefined>;

/** Several questions with a way back; undefined when the user changed their mind. */
export async function askSteps<S>(title: string, steps: readonly AskStep<S>[], start: S): Promise<S | undefined> {
  const totalSteps = steps.length;
  const end = await walk(steps, start, (index, canGoBack) => ({ title, step: index + 1, totalSteps, canGoBack }));
  return end === back ? undefined : end;
}

/** Several questions in the place of one step; going back from the first of them is going back from that step. */
export const askInside = <S>(
  at: StepPlace,
  steps: readonly AskStep<S>[],
  start: S,
): Promise<S | typeof back | undefined> =>
  walk(steps, start, (_index, canGoBack) => ({ ...at, canGoBack: canGoBack || at.canGoBack }));

async function walk<S>(
  steps: readonly AskStep<S>[],
  start: S,
  placeOf: (index: number, canGoBack: boolean) => StepPlace,
): Promise<S | typeof back | undefined> {
  const asked: { readonly index: number; readonly state: S }[] = [];
  let state = start;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined) break;
    const answer = await step(state, placeOf(index, asked.length > 0));
    if (answer === undefined) return undefined;
    if (answer === back) {
      const before = asked.pop();
      if (before === undefined) return back;
      state = before.state;
      index = before.index - 1;
    } else if ("passed" in answer) {
      state = answer.passed;
    } else {
      asked.push({ index, state });
      state = answer.next;
    }
  }
  return state;
}
