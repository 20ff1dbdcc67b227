// A view that yields 50 MB: when the first byte comes, when the last, and what it takes of memory.
import { keepToOneProcessor } from "./lib/machine.mjs";
import { best, target } from "./lib/measurement.mjs";
import { memoryOf } from "./lib/memory.mjs";
import { sampleQuietly } from "./lib/quiet.mjs";
import { createRuntimeApi, functionUrlEvent } from "./lib/runtime-api.mjs";
import { installedPlace } from "./lib/set-up.mjs";
import { medians } from "./lib/statistics.mjs";
import { makePack, monolift, peerContenders, startWorker } from "./lib/workers.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const megabytes = 50;

/** @returns {Promise<import("./lib/measurement.mjs").Measurement>} */
export async function measureStreaming() {
  const release = keepToOneProcessor();
  const place = installedPlace();
  const pack = makePack(place);
  const contenders = [
    ["Monolift", monolift({ pack })],
    ["Monolift, door that can't stream", monolift({ pack, isBuffered: true })],
    ...peerContenders({ isStreaming: true }),
  ].map(([name, contender]) => ({ name, contender, samples: [] }));
  for (let round = 0; round < rounds; round += 1)
    for (const { contender, samples } of contenders) samples.push(await measureStream(contender, place));
  release();
  const rows = contenders.map(({ name, samples }) => ({ name, ...medians(samples) }));
  const [own] = rows;
  return {
    title: `A streaming view of ${megabytes} MB`,
    columns: { firstByteMs: "first byte, ms", totalMs: "last byte, ms", grownMb: "growth of memory, MB" },
    rows,
    targets: [
      target("first byte, ms", own.firstByteMs, 2),
      target("growth of memory, MB", own.grownMb, 1),
      target("last byte, of the best peer", own.totalMs / best(rows, "totalMs"), 1),
    ],
    samples: rounds,
    notes: [
      "What is answered in one piece would be refused by Lambda (6 MB); here it is taken, to see what it costs.",
    ],
  };
}

async function measureStream(contender, place) {
  const api = await createRuntimeApi();
  const worker = startWorker(contender, api, place);
  for (const path of ["/ping/", "/stream/1/", "/ping/"]) await api.invoke(functionUrlEvent(path));
  const sample = await sampleQuietly(async (watch) => {
    const unwatch = watch(worker.groups);
    const before = memoryOf(worker.groups);
    const { firstByteMs, totalMs, bytes, isError } = await api.invoke(
      functionUrlEvent(`/stream/${megabytes}/`),
    );
    if (isError || bytes < megabytes * 1024 * 1024) throw new Error(`only ${bytes} bytes came`);
    const grownMb = Math.max(0, memoryOf(worker.groups).highestMb - before.nowMb);
    unwatch();
    return { firstByteMs, totalMs, grownMb };
  });
  await worker.stop();
  return sample;
}
