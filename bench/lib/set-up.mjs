// What the benchmarks need, made once below .cache/bench: a Python environment with the peers, the application, the
// Web Adapter and the constant worker.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, findPython, installPackages, root } from "../../scripts/set-up.mjs";

export const folder = join(root, ".cache/bench");
export const python = join(folder, "python/bin/python");
export const peers = join(root, "bench/peers");
const project = join(folder, "project");

/** Variables of the shell that would make Python, pip or Django behave otherwise than on another machine. */
const peculiar = /^(PYTHON|DJANGO|MONOLIFT|AWS|XDG|VIRTUAL_ENV)/;

/** The environment that programs are started with, benchmarked or not. */
export const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !peculiar.test(name)),
);

/** Runs a program whose output does not matter; what it says on stderr is shown. */
export function runProgram(program, parameters, options = {}) {
  execFileSync(program, parameters, { stdio: ["ignore", "ignore", "inherit"], env: environment, ...options });
}

/** Makes what is missing or older than what it is made from; the product is always built anew. */
export function setUp() {
  installPackages();
  build();
  mkdirSync(folder, { recursive: true });
  makeProject();
  // As in a bundle: what runs before the import pack is open would be compiled at each start otherwise.
  runProgram(python, ["-m", "compileall", "-q", join(root, "python/runtime/monolift_runtime"), peers]);
}

function makeProject() {
  const sources = ["requirements.txt", "project/generate.py"].map((file) => join(root, "bench", file));
  const digest = sources.reduce((hash, file) => hash.update(readFileSync(file)), createHash("sha256"));
  const wanted = digest.update(process.env.BENCH_PYTHON ?? "").digest("hex");
  const stamp = join(folder, "stamp");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  for (const old of ["python", "project", "places"])
    rmSync(join(folder, old), { recursive: true, force: true });
  console.error("· Python environment with the peers");
  runProgram(process.env.BENCH_PYTHON ?? findPython(), ["-m", "venv", join(folder, "python")]);
  const [requirements, generator] = sources;
  runProgram(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
  runProgram(python, [generator, project]);
  for (const command of [["makemigrations"], ["migrate", "--noinput"], ["collectstatic", "--noinput"]])
    runProgram(python, ["manage.py", ...command], { cwd: project });
  runProgram(python, ["-m", "compileall", "-q", project]);
  writeFileSync(stamp, wanted);
}

/** Where an application and its packages lie: as pip left them, byte code checked by the sources' times. */
export function installedPlace() {
  const find = "import sysconfig; print(sysconfig.get_path('purelib'))";
  return { code: project, packages: execFileSync(python, ["-c", find], { encoding: "utf8" }).trim() };
}

/**
 * A copy of both as it comes out of a zip whose times are normalised (SAM, CDK, Bazel and Monolift do so, to have the
 * same digest for the same content): every file is of 1 January 1980.
 *
 * @param invalidation How byte code was compiled before: `timestamp`, as pip does it, or `unchecked-hash`.
 */
export function normalisedPlace(invalidation) {
  const place = join(folder, "places", invalidation);
  const parts = { code: join(place, "code"), packages: join(place, "packages") };
  if (existsSync(place)) return parts;
  const source = installedPlace();
  const compile = ["-m", "compileall", "-q", "-f", "--invalidation-mode", invalidation];
  for (const part of ["code", "packages"]) {
    cpSync(source[part], parts[part], { recursive: true, preserveTimestamps: true });
    // Some packages carry files for other versions of Python, which don't compile.
    spawnSync(python, [...compile, parts[part]], { stdio: "ignore", env: environment });
  }
  runProgram("find", [place, "-type", "f", "-exec", "touch", "-d", "1980-01-01T00:00:00Z", "{}", "+"]);
  return parts;
}

/** The AWS Lambda Web Adapter, built from its crate; undefined where there is no cargo. */
export function webAdapter() {
  const program = join(folder, "web-adapter/bin/lambda-adapter");
  if (existsSync(program)) return program;
  const install = ["install", "--quiet", "--locked", "--root", join(folder, "web-adapter")];
  return builds("cargo", [...install, "lambda_web_adapter@0.9.1"]) ? program : undefined;
}

/** The worker that answers a constant; undefined where there is no Rust compiler. */
export function constantWorker() {
  const program = join(folder, "constant-worker");
  if (existsSync(program)) return program;
  return builds("rustc", ["-O", "-o", program, join(peers, "constant_worker.rs")]) ? program : undefined;
}

function builds(program, parameters) {
  console.error(`· ${program} ${parameters[0]}`);
  return spawnSync(program, parameters, { stdio: ["ignore", "ignore", "inherit"] }).status === 0;
}
