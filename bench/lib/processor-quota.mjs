import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { join } from "node:path";

/** Lambda gives out its shares in periods of 20 ms. */
const periodMicroseconds = 20_000;

/**
 * A control group in which processes get a share of one processor.
 *
 * @returns `enter`, a program with parameters that starts another one in the group; `limit(share)`; `lift()`; `remove()`,
 * once no process is left in it. Undefined where groups can't be made: not Linux, not root, or no controller.
 * @see https://docs.kernel.org/scheduler/sched-bwc.html
 */
export function processorQuota() {
  const name = `monolift-bench-${process.pid}`;
  for (const { parent, mark, write } of hierarchies) {
    if (!existsSync(join(parent, mark))) continue;
    const folder = join(parent, name);
    try {
      mkdirSync(folder);
      write(folder, undefined);
    } catch {
      removeFolder(folder);
      continue;
    }
    return {
      enter: ["sh", "-c", 'echo $$ > "$0" && exec "$@"', join(folder, "cgroup.procs")],
      limit: (share) => write(folder, Math.round(share * periodMicroseconds)),
      lift: () => write(folder, undefined),
      remove: () => removeWhenEmpty(folder),
    };
  }
  return undefined;
}

const hierarchies = [
  {
    // Version 2.
    parent: "/sys/fs/cgroup",
    mark: "cgroup.controllers",
    write: (folder, quota) =>
      writeFileSync(join(folder, "cpu.max"), `${quota ?? "max"} ${periodMicroseconds}`),
  },
  {
    // Version 1.
    parent: "/sys/fs/cgroup/cpu",
    mark: "cpu.cfs_quota_us",
    write: (folder, quota) => {
      writeFileSync(join(folder, "cpu.cfs_period_us"), String(periodMicroseconds));
      writeFileSync(join(folder, "cpu.cfs_quota_us"), String(quota ?? -1));
    },
  },
];

async function removeWhenEmpty(folder) {
  // A process that has ended leaves its group a moment later.
  while (readFileSync(join(folder, "cgroup.procs"), "utf8") !== "") await delay(20);
  removeFolder(folder);
}

function removeFolder(folder) {
  if (existsSync(folder)) rmdirSync(folder);
}
