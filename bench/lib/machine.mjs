import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";

/** What a result depends on, for whoever reads it elsewhere. */
export function describeMachine(python) {
  const asked = execFileSync(python, ["-c", askPython], { encoding: "utf8" }).trim().split("\n");
  return {
    cpu: cpus()[0].model,
    ...hypervisor(),
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${systemName()}, ${type()} ${release()}`,
    node: process.versions.node,
    python: asked[0],
    pythonBuild: asked[1],
  };
}

const askPython = `import platform, sysconfig
print(platform.python_version())
flags = sysconfig.get_config_var("CONFIG_ARGS") or ""
print("with profile-guided optimisation" if "enable-optimizations" in flags or "PGO" in flags else "whose build says nothing of profile-guided optimisation")`;

function hypervisor() {
  const asked = spawnSync("lscpu", { encoding: "utf8" });
  const name = /^Hypervisor vendor:\s*(.+)$/m.exec(asked.stdout ?? "")?.[1];
  return name === undefined ? {} : { virtual: name };
}

function systemName() {
  if (!existsSync("/etc/os-release")) return type();
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? type();
}

/**
 * Keeps this process, its threads included, to one processor, so that workers have the other for themselves.
 * Nothing happens where there is one processor only, or no `taskset`.
 *
 * @returns Gives all processors back.
 */
export function keepToOneProcessor() {
  if (workerProcessor() === undefined) return () => {};
  const keep = (list) => execFileSync("taskset", ["-acp", list, String(process.pid)], { stdio: "ignore" });
  keep("0");
  return () => keep(`0-${cpus().length - 1}`);
}

let known;

/** The processor that workers are kept to; undefined where they can't be. */
export function workerProcessor() {
  known ??= cpus().length > 1 && spawnSync("taskset", ["--version"]).status === 0 ? { number: "1" } : {};
  return known.number;
}
