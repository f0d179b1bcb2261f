import {
  type Disposable,
  type QuickInput,
  QuickInputButtons,
  type QuickInputButton,
  type QuickPickItem,
  type ThemeIcon,
  window,
} from "vscode";
import { back, type StepPlace } from "./steps";

export interface Choice<T> {
  readonly label: string;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
  readonly icon?: ThemeIcon;
  readonly value: T;
}

export interface PickQuestion<T> {
  readonly placeholder: string;
  /** May still be on their way; the list shows that it waits. */
  readonly choices: readonly Choice<T>[] | Promise<readonly Choice<T>[]>;
  /** Which is marked at first; the first one otherwise. */
  readonly active?: (value: T) => boolean;
}

interface Item<T> extends QuickPickItem {
  readonly choice: Choice<T> | undefined;
}

const itemOf = <T>(choice: Choice<T>): Item<T> => ({
  label: choice.label,
  ...(choice.description === undefined ? {} : { description: choice.description }),
  ...(choice.detail === undefined ? {} : { detail: choice.detail }),
  ...(choice.icon === undefined ? {} : { iconPath: choice.icon }),
  choice,
});

/** One of a list. */
export async function askPick<T>(
  place: StepPlace,
  question: PickQuestion<T>,
): Promise<{ readonly value: T } | typeof back | undefined> {
  const chosen = await pick(place, question, false, () => false);
  if (chosen === back || chosen === undefined) return chosen;
  const [first] = chosen;
  return first && { value: first.value };
}

/** Some of a list; at least one. */
export async function askMany<T>(
  place: StepPlace,
  question: PickQuestion<T>,
  picked: (value: T) => boolean,
): Promise<readonly T[] | typeof back | undefined> {
  const chosen = await pick(place, question, true, picked);
  return chosen === back || chosen === undefined ? chosen : chosen.map(({ value }) => value);
}

async function pick<T>(
  place: StepPlace,
  question: PickQuestion<T>,
  many: boolean,
  picked: (value: T) => boolean,
): Promise<readonly Choice<T>[] | typeof back | undefined> {
  const box = window.createQuickPick<Item<T>>();
  const parts: Disposable[] = [box];
  try {
    dress(box, place);
    box.placeholder = question.placeholder;
    box.canSelectMany = many;
    box.matchOnDescription = true;
    const answer = new Promise<readonly Choice<T>[] | typeof back | undefined>((resolve) => {
      parts.push(
        box.onDidAccept(() => {
          const chosen = box.selectedItems.flatMap(({ choice }) => choice ?? []);
          if (chosen.length > 0) resolve(chosen);
        }),
        box.onDidTriggerButton(() => resolve(back)),
        box.onDidHide(() => resolve(undefined)),
      );
    });
    box.busy = true;
    box.show();
    const choices = await Promise.race<readonly Choice<T>[]>([
      Promise.resolve(question.choices),
      answer.then(() => []),
    ]);
    box.busy = false;
    box.items = choices.map((choice) => itemOf(choice));
    box.selectedItems = many ? box.items.filter(({ choice }) => choice !== undefined && picked(choice.value)) : [];
    const active = box.items.filter(({ choice }) => choice !== undefined && question.active?.(choice.value) === true);
    if (active.length > 0) box.activeItems = active; // an empty list would unmark the first row, and Enter took nothing
    return await answer;
  } finally {
    for (const part of parts) part.dispose();
  }
}

export interface TextQuestion {
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** Why the text cannot be taken, as a sentence. */
  readonly problem?: (text: string) => string | undefined;
  /** Tried when the text is accepted; an answer is why it was not taken, and the box stays open. */
  readonly attempt?: (text: string) => Promise<string | undefined>;
}

/** A text; the box stays open until it can be taken. */
export async function askText(
  place: StepPlace,
  question: TextQuestion,
): Promise<{ readonly value: string } | typeof back | undefined> {
  const box = window.createInputBox();
  const parts: Disposable[] = [box];
  try {
    dress(box, place);
    box.ignoreFocusOut = true; // The answer is often copied from elsewhere.
    box.prompt = question.prompt;
    box.value = question.value ?? "";
    box.placeholder = question.placeholder ?? "";
    box.password = question.password ?? false;
    return await new Promise((resolve) => {
      const accept = async (): Promise<void> => {
        const { value } = box;
        let problem = question.problem?.(value);
        if (problem === undefined && question.attempt !== undefined) {
          box.busy = true;
          box.enabled = false;
          problem = await question.attempt(value);
          box.busy = false;
          box.enabled = true;
        }
        box.validationMessage = problem ?? "";
        if (problem === undefined) resolve({ value });
      };
      parts.push(
        box.onDidAccept(() => void accept()),
        // A mistake is told once Enter is pressed, and then watched until it is mended.
        box.onDidChangeValue((value) => {
          if (box.validationMessage) box.validationMessage = question.problem?.(value) ?? "";
        }),
        box.onDidTriggerButton(() => resolve(back)),
        box.onDidHide(() => resolve(undefined)),
      );
      box.show();
    });
  } finally {
    for (const part of parts) part.dispose();
  }
}

type Dressed = Pick<QuickInput, "title" | "step" | "totalSteps" | "ignoreFocusOut"> & {
  buttons: readonly QuickInputButton[];
};

function dress(box: Dressed, place: StepPlace): void {
  box.title = place.title;
  if (place.totalSteps > 1) {
    box.step = place.step;
    box.totalSteps = place.totalSteps;
    // Answers given so far would be lost by a click beside the list.
    box.ignoreFocusOut = place.step > 1;
  }
  if (place.canGoBack) box.buttons = [QuickInputButtons.Back];
}
