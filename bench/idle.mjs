// The background process while nobody asks: what it holds in memory, and what it uses of the processor.
import { cpSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { target } from "./lib/measurement.mjs";
import { createUser } from "./lib/monolift.mjs";
import { installedPlace } from "./lib/set-up.mjs";

const secondsWatched = 30;

/** @returns {Promise<import("./lib/measurement.mjs").Measurement>} */
export async function measureIdle() {
  const title = `Idle: the background process of a project over ${secondsWatched} s`;
  if (process.platform !== "linux")
    return {
      title,
      columns: {},
      rows: [],
      targets: [],
      samples: 0,
      notes: ["Not measured: there is no /proc."],
    };
  const user = createUser();
  const project = join(user.home, "project");
  cpSync(installedPlace().code, project, { recursive: true });
  try {
    const { report } = user.call(["up"], project);
    await fetch(`${report.url}/ping/`);
    // PostgreSQL writes what the migrations left behind.
    await delay(10_000);
    const before = new Map(processesOf(user.home).map((one) => [one.pid, one]));
    await delay(secondsWatched * 1000);
    const after = processesOf(user.home);
    const rows = ["background process", "sandbox, frozen", "PostgreSQL"].map((kind) => {
      const ofKind = after.filter((one) => one.kind === kind);
      const ticks = ofKind.reduce((sum, { pid, ticks: now }) => sum + now - (before.get(pid)?.ticks ?? 0), 0);
      return {
        name: kind,
        processes: ofKind.length,
        memoryMb: ofKind.reduce((sum, { proportionalMb }) => sum + proportionalMb, 0),
        cpuPercent: ticks / secondsWatched,
      };
    });
    return {
      title,
      columns: { processes: "processes", memoryMb: "memory (PSS), MB", cpuPercent: "of one processor, %" },
      rows: rows.map((row) => ({ ...row, name: `Monolift: ${row.name}` })),
      targets: [target("background process, % of one processor", rows[0].cpuPercent, 0)],
      samples: 1,
      notes: [
        "The ten-app project; one sandbox has answered a request before. 0.03 % are one tick of the kernel's clock.",
      ],
    };
  } finally {
    user.call(["down", "project/local", "--delete-data"], user.home);
    user.forget();
  }
}

/** The processes that name the user's folders, or whose parent does: with no other mark do they belong together. */
function processesOf(home) {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(name) ?? []);
  const daemon = all.find(
    ({ command }) => command.includes("platform/daemon/main.js") && command.includes(home),
  );
  const below = (pid) =>
    all.filter(({ parent }) => parent === pid).flatMap((one) => [one, ...below(one.pid)]);
  return [daemon, ...below(daemon.pid)].map((one) => ({ ...one, kind: kindOf(one, daemon) }));
}

function kindOf({ pid, command }, daemon) {
  if (pid === daemon.pid) return "background process";
  return /postgres/.test(command) ? "PostgreSQL" : "sandbox, frozen";
}

function read(name) {
  try {
    const text = readFileSync(`/proc/${name}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return {
      pid: Number(name),
      parent: Number(fields[1]),
      ticks: Number(fields[11]) + Number(fields[12]),
      command: readFileSync(`/proc/${name}/cmdline`, "latin1").replaceAll("\0", " "),
      proportionalMb:
        Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024,
    };
  } catch {
    // It has ended, or is a thread of the kernel.
    return undefined;
  }
}
