// What a fresh clone needs before anything runs: npm's packages, the build, and a Python environment for the tests.
// Only Node's own modules are used here, since nothing is installed yet.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

/**
 * Installs npm's packages when they are missing or older than the lock file. Not by `npm ci`: it refuses the whole
 * installation where a registry lacks the program of some other platform that an optional dependency names.
 */
export function installPackages() {
  const stamp = join(root, "node_modules/.package-lock.json");
  const lock = join(root, "package-lock.json");
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error("· npm install");
  execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
}

/** Compiles src/ to dist/. */
export function build() {
  execFileSync(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root, stdio: ["ignore", 2, 2] });
}

/** The first Python of this machine that really runs and is 3.11 or newer. */
export function findPython() {
  const names = ["python3", "python3.11", "python3.12", "python3.13", "python3.14", "python"];
  for (const name of names) {
    const asked = spawnSync(
      name,
      ["-c", "import sys; print(sys.executable); sys.exit(sys.version_info < (3, 11))"],
      { encoding: "utf8" },
    );
    if (asked.status === 0) return asked.stdout.trim();
  }
  throw new Error("The tests need Python 3.11 or newer on PATH.");
}

/** Makes the tests' Python environment below .cache/, again when its list of packages changes; gives its interpreter. */
export function installTestPython() {
  return installEnvironment("python", "python/requirements-test.txt");
}

/** The same for the emulators of AWS, whose packages want other versions. */
export function installEmulators() {
  return installEnvironment("aws-python", "test/aws/requirements.txt");
}

function installEnvironment(name, listed) {
  const folder = join(root, ".cache", name);
  const list = join(root, listed);
  const python = join(folder, "bin/python");
  const stamp = join(folder, "requirements.sha256");
  const wanted = createHash("sha256").update(readFileSync(list)).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return python;
  console.error(`· Python environment ${name} for the tests`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(root, ".cache"), { recursive: true });
  execFileSync(findPython(), ["-m", "venv", folder], { stdio: ["ignore", 2, 2] });
  execFileSync(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", list], {
    stdio: ["ignore", 2, 2],
  });
  writeFileSync(stamp, wanted);
  return python;
}
