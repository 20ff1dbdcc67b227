// Sees to it that browser tests have a Chromium, or says why they will fail. Never fails itself.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { fileURLToPath } from "node:url";

const places = [
  process.env.MONOLIFT_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

function isThere(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where Chromium is; with root and apt-get it is installed when missing (about 100 MB, some 20 s).
 *
 * @returns {string | undefined} Its path, or undefined after a line on stderr that says why there is none.
 */
export function ensureChromium() {
  const found = places.find((path) => path !== undefined && isThere(path));
  if (found !== undefined) return found;
  const reason = reasonNotToInstall();
  if (reason !== undefined) {
    console.error(`Browser tests will fail: ${reason}`);
    return undefined;
  }
  const apt = (...parameters) =>
    spawnSync("apt-get", parameters, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  const install = () => apt("install", "-y", "-q", "--no-install-recommends", "chromium").status === 0;
  if (!install()) {
    // The package list may be too old to name a file that is still there.
    apt("update", "-q");
    if (!install()) {
      console.error("Browser tests will fail: apt-get could not install chromium.");
      return undefined;
    }
  }
  return places.find((path) => path !== undefined && isThere(path));
}

function reasonNotToInstall() {
  if (process.env.MONOLIFT_CHROMIUM !== undefined)
    return `MONOLIFT_CHROMIUM=${process.env.MONOLIFT_CHROMIUM} cannot be run.`;
  if (process.platform !== "linux")
    return "there is no Chromium; set MONOLIFT_CHROMIUM to a Chromium or Chrome.";
  if (process.getuid() !== 0)
    return "there is no Chromium, and only root may install it (apt-get install chromium).";
  if (spawnSync("apt-get", ["--version"], { stdio: "ignore" }).error !== undefined)
    return "there is no Chromium and no apt-get to install it with.";
  return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = ensureChromium();
  if (path !== undefined) console.log(path);
}
