import { readFileSync } from "node:fs";
import { processesOf } from "./quiet.mjs";

/** Resident memory of process groups in MB, now and at its highest; undefined where there is no /proc. */
export function memoryOf(groups) {
  const all = processesOf(groups).map(({ pid }) => readMemory(pid));
  if (all.length === 0) return { nowMb: undefined, highestMb: undefined };
  const sum = (key) => all.reduce((total, one) => total + one[key], 0);
  return { nowMb: sum("nowMb"), highestMb: sum("highestMb") };
}

function readMemory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const read = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0) / 1024;
  return { nowMb: read("VmRSS"), highestMb: read("VmHWM") };
}
