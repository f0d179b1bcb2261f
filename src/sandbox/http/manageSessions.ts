import { randomBytes, timingSafeEqual } from "node:crypto";

const CODE_MS = 60_000;
const SESSION_MS = 3_600_000;
const MOST_CODES = 100;

export interface ManageSession {
  /** Stands in every form, so that another site's form is recognised. */
  readonly formToken: string;
}

interface Timed<T> {
  readonly value: T;
  readonly until: number;
}

const secret = (): string => randomBytes(32).toString("base64url");

/**
 * Who may use the page that manages tokens. A code is good for a minute and once: it stands in an address, which others
 * may come to see. What it is exchanged for stands in a cookie.
 */
export class ManageSessions {
  readonly #codes = new Map<string, Timed<true>>();
  readonly #sessions = new Map<string, Timed<ManageSession>>();

  constructor(readonly now: () => number) {}

  makeCode(): { code: string; seconds: number } {
    const code = secret();
    this.#codes.set(code, { value: true, until: this.now() + CODE_MS });
    const [oldest] = this.#codes.keys();
    if (this.#codes.size > MOST_CODES && oldest !== undefined) this.#codes.delete(oldest);
    return { code, seconds: CODE_MS / 1000 };
  }

  /** The key of a new session; undefined for a code that is unknown, used or too old. */
  exchange(code: string): string | undefined {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (!known || known.until <= this.now()) return undefined;
    const key = secret();
    this.#sessions.set(key, { value: { formToken: secret() }, until: this.now() + SESSION_MS });
    return key;
  }

  find(key: string | undefined): ManageSession | undefined {
    const known = key === undefined ? undefined : this.#sessions.get(key);
    if (known && known.until > this.now()) return known.value;
    if (key !== undefined) this.#sessions.delete(key);
    return undefined;
  }
}

export function isFormToken({ formToken }: ManageSession, sent: string): boolean {
  const [a, b] = [Buffer.from(formToken), Buffer.from(sent)];
  return a.length === b.length && timingSafeEqual(a, b);
}
