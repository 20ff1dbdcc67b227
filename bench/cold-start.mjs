// Spawn to the last byte of the first answer, which is /ping/'s.
import { fileURLToPath } from "node:url";
import { evictFiles } from "./lib/evict-files.mjs";
import { measureFirstAnswer } from "./lib/first-answer.mjs";
import { keepToOneProcessor } from "./lib/machine.mjs";
import { best, target } from "./lib/measurement.mjs";
import { installedPlace, normalisedPlace } from "./lib/set-up.mjs";
import { median } from "./lib/statistics.mjs";
import { makePack, monolift, peerContenders } from "./lib/workers.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 9);

/** @returns {Promise<import("./lib/measurement.mjs").Measurement>} */
export async function measureColdStart() {
  const release = keepToOneProcessor();
  const installed = installedPlace();
  const pack = makePack(installed);
  const own = normalisedPlace("unchecked-hash");
  const peers = normalisedPlace("timestamp");
  const contenders = [
    { name: "Monolift", contender: monolift({ pack }), normalised: own },
    { name: "Monolift without its import pack", contender: monolift(), normalised: own },
    ...peerContenders().map(([name, contender]) => ({ name, contender, normalised: peers })),
  ].map((one) => ({ ...one, warm: [], cold: [], zip: [], memory: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { contender, normalised, warm, cold, zip, memory } of contenders) {
      const started = await measureStart(contender, installed);
      warm.push(started.milliseconds);
      memory.push(started.memoryMb);
      cold.push((await measureStart(contender, installed, { isCold: true })).milliseconds);
      zip.push((await measureStart(contender, normalised)).milliseconds);
    }
  }
  release();
  const rows = contenders.map(({ name, warm, cold, zip, memory }) => ({
    name,
    warmMs: median(warm),
    coldMs: median(cold),
    normalisedMs: median(zip),
    memoryMb: median(memory),
  }));
  return {
    title: "Cold start: spawn to the first complete answer of /ping/",
    columns: {
      warmMs: "warm page cache, ms",
      coldMs: "cold page cache, ms",
      normalisedMs: "zip with normalised times, ms",
      memoryMb: "memory, MB",
    },
    rows,
    targets: [
      target("warm page cache, of the best peer", rows[0].warmMs / best(rows, "warmMs"), 0.73),
      target("cold page cache, of the best peer", rows[0].coldMs / best(rows, "coldMs"), 0.6),
      target(
        "zip with normalised times, of the best peer",
        rows[0].normalisedMs / best(rows, "normalisedMs"),
        0.4,
      ),
    ],
    samples: rounds,
  };
}

const runtime = fileURLToPath(new URL("../python/runtime", import.meta.url));

function measureStart(contender, place, { isCold = false } = {}) {
  const prepare = isCold ? () => evictFiles([place.code, place.packages, runtime]) : undefined;
  return measureFirstAnswer(contender, place, { path: "/ping/", prepare });
}
