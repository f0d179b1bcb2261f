import { l10n } from "vscode";
import { AlvissError, type ErrorFacts, isCancelled, webPage } from "../../platform/errors";

/** A reason that is already a sentence for the user, such as "There is no finished upload in this project." */
export class Refusal extends Error {
  readonly buttons: readonly Button[];

  constructor(sentence: string, buttons: readonly Button[] = []) {
    super(sentence);
    this.name = "Refusal";
    this.buttons = buttons;
  }
}

export interface Button {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

export interface Explanation {
  readonly sentence: string;
  /** For the log and for Copy Details: facts, without secrets. */
  readonly details: string;
  readonly buttons: readonly Button[];
}

export const showLogButton = (): Button => ({ title: l10n.t("Show Log"), command: "alviss.showLog" });

/** The one place where a failure becomes a sentence for people. Undefined: the user cancelled. */
export function explain(error: unknown): Explanation | undefined {
  if (isCancelled(error)) return undefined;
  if (error instanceof Refusal) return { sentence: error.message, details: error.message, buttons: error.buttons };
  if (error instanceof AlvissError) return explainFacts(error);
  const words = error instanceof Error ? error.message : String(error);
  return {
    sentence: l10n.t("Something unexpected went wrong: {0}", words),
    details: stackOf(error),
    buttons: [showLogButton()],
  };
}

export function explainFacts(facts: ErrorFacts): Explanation {
  // A refused token has its button instead.
  const remedy = isRefusedToken(facts) ? undefined : facts.remedy;
  const sentence = [...whatHappened(facts), remedy].filter(Boolean).join(" ");
  const answer = facts.status === undefined ? facts.kind : `HTTP ${facts.status} (${facts.kind})`;
  const details = [facts.endpoint, answer, facts.serverWords, facts.remedy].filter(Boolean).join("\n");
  return { sentence, details, buttons: [...buttonsOf(facts), showLogButton()] };
}

/** Our sentence, and the server's own words where a server has spoken. */
function whatHappened(facts: ErrorFacts): readonly string[] {
  const { kind, serverWords, status } = facts;
  // Without an answer, or with one that only points elsewhere, the words are ours.
  const isOurs = status === undefined || (status >= 300 && status < 400);
  const isForDetailsOnly = isOurs && (kind === "network" || kind === "timedOut");
  if (serverWords === undefined || isForDetailsOnly) return [sentenceOf(facts)];
  // What cannot be used is said by us too; a page's title is for the details.
  if (kind === "notJson")
    return [sentenceOf(facts), serverWords.endsWith(".") ? serverWords : undefined].filter(isSaid);
  if (isOurs) return [serverWords];
  const words = firstLine(serverWords);
  return [sentenceOf(facts), words.startsWith(webPage) ? pageSentence(words) : l10n.t('The server said: "{0}"', words)];
}

function pageSentence(words: string): string {
  const title = words.slice(webPage.length).replace(/^: /, "");
  return title === "" ? l10n.t("It answered with a web page.") : l10n.t("It answered with a web page: {0}.", title);
}

const isRefusedToken = (facts: ErrorFacts): boolean => facts.kind === "notSignedIn" && facts.unsent !== true;

function sentenceOf(facts: ErrorFacts): string {
  switch (facts.kind) {
    case "notSignedIn":
      if (!isRefusedToken(facts)) return l10n.t("There is no access token for this connection, so nothing was sent.");
      return l10n.t("The server refused the token (expired, revoked or mistyped; tokens live at most 365 days).");
    case "forbidden":
      return l10n.t("Your account may not do this.");
    case "notFound":
      return l10n.t("The server does not have this.");
    case "invalid":
      return l10n.t("The server did not accept the request.");
    case "conflict":
      return l10n.t("This does not fit the present state on the server.");
    case "tooLarge":
      return l10n.t("The file is too large for the server.");
    case "rateLimited":
      return l10n.t("The server asks to slow down.");
    case "server":
      return l10n.t("The server failed.");
    case "network":
      return l10n.t("The server cannot be reached.");
    case "notJson":
      return l10n.t("The server answered with something unexpected.");
    case "timedOut":
      return l10n.t("The server did not answer in time.");
    case "cancelled":
      return l10n.t("Cancelled.");
  }
}

function buttonsOf(facts: ErrorFacts): Button[] {
  if (facts.kind !== "notSignedIn") return [];
  return isRefusedToken(facts)
    ? [{ title: l10n.t("Replace Token"), command: "alviss.replaceToken" }]
    : [{ title: l10n.t("Sign In"), command: "alviss.signIn" }];
}

const isSaid = (words: string | undefined): words is string => words !== undefined;

const firstLine = (words: string): string => words.split("\n", 1)[0] ?? words;

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
