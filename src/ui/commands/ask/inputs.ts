import {
  type Disposable,
  type QuickInput,
  QuickInputButtons,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
  ThemeIcon,
  window,
} from "vscode";
import { readAgain } from "./readAgain";
import { back, type StepPlace } from "./steps";

export interface Choice<T> {
  readonly label: string;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
  readonly icon?: ThemeIcon;
  /** Ticked at first, where several can be taken. */
  readonly picked?: boolean;
  readonly value: T;
}

export interface PickQuestion<T> {
  readonly placeholder: string;
  /** May have to be read first; the list shows that it waits, and closing it ends the signal. */
  readonly choices: readonly Choice<T>[] | ((signal: AbortSignal) => Promise<readonly Choice<T>[]>);
  /** Which is marked at first; the first one otherwise. */
  readonly active?: (value: T) => boolean;
  /** A choice without an alternative is taken without asking. */
  readonly passesIfOnly?: boolean;
}

export interface Picked<T> {
  readonly value: T;
  /** Nobody was asked. */
  readonly passed: boolean;
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
): Promise<Picked<T> | typeof back | undefined> {
  const chosen = await pick(place, question, false);
  if (chosen === back || chosen === undefined) return chosen;
  const [first] = chosen.choices;
  return first && { value: first.value, passed: chosen.passed };
}

/** Some of a list; at least one. */
export async function askMany<T>(
  place: StepPlace,
  question: PickQuestion<T>,
): Promise<readonly T[] | typeof back | undefined> {
  const chosen = await pick(place, question, true);
  return chosen === back || chosen === undefined ? chosen : chosen.choices.map(({ value }) => value);
}

interface Taken<T> {
  readonly choices: readonly Choice<T>[];
  readonly passed: boolean;
}

/** Where the token is refused while the list is read, the question comes again once there is another one. */
const pick = <T>(
  place: StepPlace,
  question: PickQuestion<T>,
  many: boolean,
): Promise<Taken<T> | typeof back | undefined> => readAgain(() => pickOnce(place, question, many));

async function pickOnce<T>(
  place: StepPlace,
  question: PickQuestion<T>,
  many: boolean,
): Promise<Taken<T> | typeof back | undefined> {
  const box = window.createQuickPick<Item<T>>();
  const parts: Disposable[] = [box];
  const closing = new AbortController();
  try {
    dress(box, place);
    box.placeholder = question.placeholder;
    box.canSelectMany = many;
    box.matchOnDescription = true;
    const answer = answerOf(box, parts);
    box.busy = true;
    box.show();
    const given = typeof question.choices === "function" ? question.choices(closing.signal) : question.choices;
    const choices = await Promise.race<readonly Choice<T>[]>([given, answer.then(() => [])]);
    const [only] = choices;
    if (question.passesIfOnly === true && choices.length === 1 && only !== undefined)
      return { choices: [only], passed: true };
    box.busy = false;
    fill(box, choices, question.active);
    return await answer;
  } finally {
    closing.abort(); // Closed or answered: what is still being read is read for nobody.
    for (const part of parts) part.dispose();
  }
}

function answerOf<T>(box: QuickPick<Item<T>>, parts: Disposable[]): Promise<Taken<T> | typeof back | undefined> {
  return new Promise((resolve) => {
    parts.push(
      box.onDidAccept(() => {
        const choices = box.selectedItems.flatMap(({ choice }) => choice ?? []);
        if (choices.length > 0) resolve({ choices, passed: false });
      }),
      box.onDidTriggerButton(() => resolve(back)),
      box.onDidHide(() => resolve(undefined)),
    );
  });
}

function fill<T>(box: QuickPick<Item<T>>, choices: readonly Choice<T>[], isActive?: (value: T) => boolean): void {
  box.items = choices.map((choice) => itemOf(choice));
  box.selectedItems = box.canSelectMany ? box.items.filter(({ choice }) => choice?.picked === true) : [];
  const active = box.items.filter(({ choice }) => choice !== undefined && isActive?.(choice.value) === true);
  if (active.length > 0) box.activeItems = active; // an empty list would unmark the first row, and Enter took nothing
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
  /** A button in the box, for what the answer is found with. */
  readonly button?: TextButton | undefined;
}

export interface TextButton {
  readonly icon: string;
  readonly title: string;
  readonly press: () => Promise<unknown>;
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
    const { button } = question;
    if (button) box.buttons = [...box.buttons, { iconPath: new ThemeIcon(button.icon), tooltip: button.title }];
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
        box.onDidTriggerButton((pressed) => {
          if (pressed === QuickInputButtons.Back) resolve(back);
          else void button?.press();
        }),
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
