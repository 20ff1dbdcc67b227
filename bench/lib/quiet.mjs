// Samples are only worth something while nobody else uses the machine: they wait until it is quiet, and one during
// which others worked is taken again. Where there is no /proc (macOS) every sample counts.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

const hasProc = existsSync("/proc/stat");

/** The share of all processors' time that others may use, and the ticks (of 10 ms) below which it is rounding. */
const tolerated = { share: 0.05, ticks: 3 };

/** How often a sample is taken before a disturbed one counts as well, and how long each waits for quiet. */
const attempts = Number(process.env.BENCH_ATTEMPTS ?? 4);
const patienceMs = Number(process.env.BENCH_PATIENCE_MS ?? 60_000);

/** Samples of this run that count; those of them that were disturbed all the same; those that were thrown away. */
export const tally = { counted: 0, disturbed: 0, discarded: 0 };

/**
 * Takes a sample while the machine is quiet, and takes it again when others turn out to have worked meanwhile.
 *
 * @param sample Is given `watch`: called with the ids of the process groups that it starts, it begins to count their
 * work as the sample's own, until what it returns is called, which has to be before they end.
 */
export async function sampleQuietly(sample) {
  for (let attempt = 1; ; attempt += 1) {
    await waitUntilQuiet();
    const before = readMachine();
    let own = -ownTicks();
    const value = await sample((groups) => {
      own -= ticksOf(groups);
      return () => void (own += ticksOf(groups));
    });
    own += ownTicks();
    const after = readMachine();
    const others = after.busy - before.busy - own;
    const isDisturbed = others > Math.max(tolerated.ticks, tolerated.share * (after.all - before.all));
    if (isDisturbed && attempt < attempts) {
      tally.discarded += 1;
      continue;
    }
    tally.counted += 1;
    if (isDisturbed) tally.disturbed += 1;
    return value;
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
    if (after.busy - before.busy <= tolerated.share * (after.all - before.all)) return;
  }
}

/** The processes of some groups, with the ticks that each has used so far, ended children included. */
export function processesOf(groups) {
  if (!hasProc) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(name) ?? [])
    .filter(({ fields }) => groups.includes(Number(fields[2])))
    .map(({ pid, fields }) => ({ pid, ticks: sum(fields.slice(11, 15)) }));
}

const ticksOf = (groups) => sum(processesOf(groups).map(({ ticks }) => ticks));

/** Time of this process alone: what its children use is counted where they are watched. */
const ownTicks = () => (hasProc ? sum(readProcess("self").fields.slice(11, 13)) : 0);

const sum = (values) => values.reduce((total, one) => total + Number(one), 0);

function readMachine() {
  if (!hasProc) return { busy: 0, all: 0 };
  const ticks = /^cpu +(.*)$/m.exec(readFileSync("/proc/stat", "utf8"))[1].split(" ").map(Number);
  // user, nice, system, idle, waiting for a disk, interrupts, soft interrupts, stolen; guests are in user already.
  const busy = sum([...ticks.slice(0, 3), ...ticks.slice(5, 8)]);
  return { busy, all: busy + ticks[3] + ticks[4] };
}

/** Fields of `/proc/PID/stat` from the state on: group at 2, user and system time at 11 and 12, of children 13, 14. */
function readProcess(name) {
  try {
    const text = readFileSync(`/proc/${name}/stat`, "utf8");
    return {
      pid: Number.parseInt(text, 10),
      fields: text.slice(text.lastIndexOf(")") + 2).split(" "),
    };
  } catch {
    // It has ended since the folder was read.
    return undefined;
  }
}
