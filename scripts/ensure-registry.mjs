// Sees to it that tests of container images have a registry, or says why they will fail. Never fails itself.
import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../.cache/docker-registry", import.meta.url));
const program = join(folder, "usr/bin/docker-registry");
const places = [process.env.MONOLIFT_REGISTRY, program, "/usr/bin/docker-registry"];

function isThere(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where the registry is. On Debian its package is unpacked below .cache/ when it is missing (5 MB); nothing is installed.
 *
 * @returns {string | undefined} Its path, or undefined after a line on stderr that says why there is none.
 */
export function ensureRegistry() {
  const found = places.find((path) => path !== undefined && isThere(path));
  if (found !== undefined) return found;
  if (process.env.MONOLIFT_REGISTRY !== undefined)
    return fail(`MONOLIFT_REGISTRY=${process.env.MONOLIFT_REGISTRY} cannot be run.`);
  mkdirSync(dirname(folder), { recursive: true });
  const making = mkdtempSync(`${folder}-`);
  try {
    const reason = unpack(making);
    if (reason !== undefined) return fail(reason);
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(making, "unpacked"), folder);
    return program;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** Gives the reason when it fails. */
function unpack(making) {
  const run = (command, ...parameters) =>
    spawnSync(command, parameters, { cwd: making, stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  const download = () => run("apt-get", "download", "-q", "docker-registry");
  let downloaded = download();
  if (downloaded.error !== undefined)
    return "there is no docker-registry and no apt-get to get it with; set MONOLIFT_REGISTRY.";
  if (downloaded.status !== 0) {
    // The package list may be missing, or too old to name a file that is still there; only root may renew it.
    run("apt-get", "update", "-q");
    downloaded = download();
  }
  const file = readdirSync(making).find((name) => name.endsWith(".deb"));
  if (file === undefined) return `apt-get could not download docker-registry: ${downloaded.stderr.trim()}`;
  const unpacked = run("dpkg", "-x", file, "unpacked");
  return unpacked.status === 0 ? undefined : `dpkg could not unpack ${file}.`;
}

function fail(reason) {
  console.error(`Tests of container images will fail: ${reason}`);
  return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = ensureRegistry();
  if (path !== undefined) console.log(path);
}
