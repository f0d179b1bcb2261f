/** Small type guards for messages between host and webview: complete, and without a library in the page. */
export type Check<T> = (value: unknown) => value is T;

export const isString: Check<string> = (value) => typeof value === "string";
export const isNumber: Check<number> = (value): value is number => Number.isFinite(value);
export const isBoolean: Check<boolean> = (value) => typeof value === "boolean";

export function oneOf<const T extends string | number>(...values: readonly T[]): Check<T> {
  return (value): value is T => values.some((known) => known === value);
}

export function orNull<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

export function listOf<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(check);
}

/** Every named field must be there and pass; further fields are let through. */
export function shape<T extends object>(fields: { readonly [K in keyof T]-?: Check<T[K]> }): Check<T> {
  const checks = Object.entries<Check<unknown>>(fields);
  return (value): value is T =>
    typeof value === "object" &&
    value !== null &&
    checks.every(([name, check]) => check((value as Record<string, unknown>)[name]));
}

/** One of several shapes, told apart by the word in the field `tag`. */
export function tagged<Tag extends string, T extends Record<Tag, string>>(
  tag: Tag,
  members: { readonly [K in T[Tag]]: Check<Omit<Extract<T, Record<Tag, K>>, Tag>> },
): Check<T> {
  return (value): value is T => {
    if (typeof value !== "object" || value === null) return false;
    const word = (value as Record<string, unknown>)[tag];
    if (typeof word !== "string" || !Object.hasOwn(members, word)) return false;
    return members[word as T[Tag]](value);
  };
}
