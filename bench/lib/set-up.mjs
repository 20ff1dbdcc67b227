// What the benchmarks need, made once below .cache/bench: a Python environment with the peers, the application, the Web Adapter.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, findPython, installPackages, root } from "../../scripts/set-up.mjs";

export const folder = join(root, ".cache/bench");
export const python = join(folder, "python/bin/python");
export const project = join(folder, "project");
export const peers = join(root, "bench/peers");
export const sitePackages = () =>
  execFileSync(python, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], { encoding: "utf8" }).trim();

export function setUp() {
  installPackages();
  if (!existsSync(join(root, "dist/cli/main.js"))) build();
  mkdirSync(folder, { recursive: true });
  const list = join(root, "bench/requirements.txt");
  const generator = join(root, "bench/project/generate.py");
  const wanted = createHash("sha256").update(readFileSync(list)).update(readFileSync(generator)).digest("hex");
  const stamp = join(folder, "stamp");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  rmSync(join(folder, "python"), { recursive: true, force: true });
  rmSync(project, { recursive: true, force: true });
  const quiet = { stdio: ["ignore", "ignore", "inherit"] };
  execFileSync(findPython(), ["-m", "venv", join(folder, "python")], quiet);
  execFileSync(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", list], quiet);
  execFileSync(python, [generator, project], quiet);
  mkdirSync(join(project, "collected"), { recursive: true });
  for (const command of [["makemigrations"], ["migrate", "--noinput"]]) {
    execFileSync(python, ["manage.py", ...command], { cwd: project, ...quiet });
  }
  execFileSync(python, ["-m", "compileall", "-q", project], quiet);
  writeFileSync(stamp, wanted);
}

/** The AWS Lambda Web Adapter's program, built from its crate; undefined where there is no cargo. */
export function webAdapter() {
  const program = join(folder, "web-adapter/bin/lambda-adapter");
  if (existsSync(program)) return program;
  const built = spawnSync("cargo", ["install", "--quiet", "--locked", "--root", join(folder, "web-adapter"), "lambda_web_adapter@0.9.1"], { stdio: ["ignore", "ignore", "inherit"] });
  return built.status === 0 ? program : undefined;
}

/** A copy of the installed packages with byte code as `mode` says, for comparing what a shipped zip would hold. */
export function copyPackages(mode) {
  const target = join(folder, `packages-${mode}`);
  if (existsSync(target)) return target;
  cpSync(sitePackages(), target, { recursive: true });
  execFileSync(python, ["-m", "compileall", "-q", "-f", "--invalidation-mode", mode, target], { stdio: "ignore" });
  return target;
}
