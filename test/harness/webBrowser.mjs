import { spawn } from "node:child_process";

/**
 * Asks the desktop to open an address; where there is none, the printed address has to do.
 * @param {string} address
 */
export function openInBrowser(address) {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (!DISPLAY && !WAYLAND_DISPLAY) return;
  const opener = spawn("xdg-open", [address], { stdio: "ignore", detached: true });
  opener.on("error", () => {});
  opener.unref();
}
