import { chromium } from "playwright-core";

/**
 * A headless browser. Its sandbox is off only where it cannot work: Chromium refuses it to root.
 * @param {string} executablePath
 */
export function launchBrowser(executablePath) {
  const unsandboxed = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const quiet = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return chromium.launch({
    executablePath,
    headless: true,
    chromiumSandbox: unsandboxed.length === 0,
    args: [...unsandboxed, ...quiet, "--disable-dev-shm-usage"],
  });
}
