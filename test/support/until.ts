/** Asks again until the answer is good; fails with the last answer after `limit` milliseconds. */
export async function until<T>(read: () => T | Promise<T>, good: (value: T) => boolean, limit = 20_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const value = await read();
    if (good(value)) return value;
    if (Date.now() > end) throw new Error(`Not within ${limit / 1000} s. The last answer was:\n${String(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
