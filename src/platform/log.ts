/** Where lines for a maintainer go; VS Code's LogOutputChannel fits. Lines never hold tokens or values of a request. */
export interface Log {
  debug(message: string): void;
  warn(message: string): void;
}

export const silentLog: Log = { debug: () => undefined, warn: () => undefined };
