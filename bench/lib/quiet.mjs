// Samples are only worth something while nobody else uses the machine: they wait until it is quiet, and one during
// which others worked is taken again. Where there is no /proc (macOS) every sample counts.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

const hasProc = existsSync("/proc/stat");

/** The share of all processors' time that others may use. */
const tolerated = 0.06;

/** How often a sample is taken again, and how long one waits for quiet, before a disturbed one counts as well. */
const attempts = 4;
const patienceMs = Number(process.env.BENCH_PATIENCE_MS ?? 60_000);

/** Samples of this run: how many were taken, and how many of those that count were disturbed all the same. */
export const tally = { counted: 0, disturbed: 0, repeated: 0 };

/**
 * Takes a sample while the machine is quiet.
 *
 * @param sample Does the work. It is given `watch`, to be told of the process groups it has started while they live:
 * `await watch(pids)` before ending them. Without that their work counts as that of others.
 */
export async function sampleQuietly(sample) {
  for (let attempt = 1; ; attempt += 1) {
    await waitUntilQuiet();
    const before = readMachine();
    const ownBefore = ownTicks();
    let others = 0;
    const watch = (pids) => {
      others -= ticksOfGroups(pids);
    };
    const value = await sample(watch);
    const after = readMachine();
    others += after.busy - before.busy - (ownTicks() - ownBefore);
    // Ticks are hundredths of a second: two of them are less than rounding.
    const isDisturbed = hasProc && others > Math.max(3, tolerated * (after.all - before.all));
    if (!isDisturbed || attempt === attempts) {
      tally.counted += 1;
      if (isDisturbed) tally.disturbed += 1;
      return value;
    }
    tally.repeated += 1;
  }
}

/** Resolves when others have used next to nothing for a fifth of a second, or patience ends. */
export async function waitUntilQuiet() {
  if (!hasProc) return;
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    const before = readMachine();
    await delay(200);
    const after = readMachine();
    if (after.busy - before.busy <= tolerated * (after.all - before.all)) return;
  }
}

function readMachine() {
  if (!hasProc) return { busy: 0, all: 0 };
  const ticks = /^cpu +(.*)$/m.exec(readFileSync("/proc/stat", "utf8"))[1].split(" ").map(Number);
  const [user, nice, system, idle, waiting, interrupts, softInterrupts, stolen] = ticks;
  const busy = user + nice + system + interrupts + softInterrupts + stolen;
  return { busy, all: busy + idle + waiting };
}

/** Processor time of this process and of all its children that have ended, in ticks. */
function ownTicks() {
  if (!hasProc) return 0;
  const { fields } = readProcess("self");
  return fields.slice(11, 15).reduce((sum, one) => sum + Number(one), 0);
}

/** Processor time in ticks of process groups that live, from their start on. */
function ticksOfGroups(pids) {
  return processesOfGroups(pids).reduce((sum, { ticks }) => sum + ticks, 0);
}

/**
 * What the processes of some groups have used so far: `ticks` of a hundredth of a second each.
 *
 * @param groups Ids of the groups' leaders.
 */
export function processesOfGroups(groups) {
  if (!hasProc) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(name) ?? [])
    .filter(({ fields }) => groups.includes(Number(fields[2])))
    .map(({ pid, fields }) => ({ pid, ticks: fields.slice(11, 15).reduce((sum, one) => sum + Number(one), 0) }));
}

/** Fields of `/proc/PID/stat` from the state on: group at 2, user and system time at 11 and 12, of children 13, 14. */
function readProcess(name) {
  try {
    const text = readFileSync(`/proc/${name}/stat`, "utf8");
    return { pid: Number.parseInt(text, 10), fields: text.slice(text.lastIndexOf(")") + 2).split(" ") };
  } catch {
    // It has ended since the folder was read.
    return undefined;
  }
}
