/** Where lines for a maintainer go; VS Code's LogOutputChannel fits. Lines never hold tokens or values of a request. */
export interface Log {
  debug(message: string): void;
  warn(message: string): void;
}

/** One line a request. */
export interface RequestLog extends Log {
  info(message: string): void;
}

export const silentLog: RequestLog = { info: () => undefined, debug: () => undefined, warn: () => undefined };
