import { readFileSync } from "node:fs";
import { processesOfGroups } from "./quiet.mjs";

/** Resident memory of process groups in MB: now and at its highest; undefined where there is no /proc. */
export function memoryOfGroups(groups) {
  const all = processesOfGroups(groups).map(({ pid }) => memoryOf(pid));
  if (all.length === 0) return { residentMb: undefined, highestMb: undefined };
  return {
    residentMb: all.reduce((sum, one) => sum + one.residentMb, 0),
    highestMb: all.reduce((sum, one) => sum + one.highestMb, 0),
  };
}

function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const read = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0) / 1024;
  return { residentMb: read("VmRSS"), highestMb: read("VmHWM") };
}
