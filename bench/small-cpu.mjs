// The first request of a small function: full speed in the init phase, as Lambda gives it, then 0.29 of a processor,
// which is what 512 MB have.
import { processorQuota } from "./lib/processor-quota.mjs";
import { keepToOneProcessor } from "./lib/machine.mjs";
import { best, target } from "./lib/measurement.mjs";
import { sampleQuietly } from "./lib/quiet.mjs";
import { createRuntimeApi, functionUrlEvent } from "./lib/runtime-api.mjs";
import { installedPlace } from "./lib/set-up.mjs";
import { medians } from "./lib/statistics.mjs";
import { makePack, monolift, peerContenders, startWorker, webAdapterContenders } from "./lib/workers.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
const share = 0.29;
const page = "/admin/login/";

/** @returns {Promise<import("./lib/measurement.mjs").Measurement>} */
export async function measureSmallCpu() {
  const title = `The first ${page} with ${share} of a processor after the init phase`;
  const quota = processorQuota();
  if (quota === undefined) return { title, columns: {}, rows: [], targets: [], samples: 0, notes: [noQuota] };
  const release = keepToOneProcessor();
  const place = installedPlace();
  const pack = makePack(place);
  const contenders = [
    ["Monolift, page warmed up", monolift({ pack, warmUp: page })],
    ["Monolift", monolift({ pack })],
    ...peerContenders(),
    ...webAdapterContenders({ name: "Web Adapter, page as readiness path", readinessPath: page }),
  ].map(([name, contender]) => ({ name, contender, samples: [] }));
  for (let round = 0; round < rounds; round += 1)
    for (const { contender, samples } of contenders)
      samples.push(await measureFirst(contender, place, quota));
  await quota.remove();
  release();
  const rows = contenders.map(({ name, samples }) => ({ name, ...medians(samples) }));
  const asDocumented = rows.filter(({ name }) => !name.includes("readiness path"));
  const [warmed, plain] = rows;
  return {
    title,
    columns: { initMs: "init phase, ms", firstMs: "first request, ms", totalMs: "together, ms" },
    rows,
    targets: [
      target(
        "page warmed up, of the best peer as documented",
        warmed.totalMs / best(asDocumented, "totalMs"),
        0.36,
      ),
      target(
        "page warmed up, of the best peer however configured",
        warmed.totalMs / best(rows, "totalMs"),
        1,
      ),
      target(
        "as installed, of the best peer as documented",
        plain.totalMs / best(asDocumented, "totalMs"),
        1,
      ),
    ],
    samples: rounds,
  };
}

const noQuota = "Not measured: this machine lets nobody limit a process's share of a processor (cgroups).";

function measureFirst(contender, place, quota) {
  return sampleQuietly(async (watch) => {
    quota.lift();
    const api = await createRuntimeApi();
    const started = performance.now();
    const worker = startWorker(contender, api, place, { through: quota.enter });
    const unwatch = watch(worker.groups);
    await api.asked;
    const initMs = performance.now() - started;
    quota.limit(share);
    const { totalMs: firstMs, isError, text } = await api.invoke(functionUrlEvent(page));
    unwatch();
    await worker.stop();
    if (isError) throw new Error(`the first answer was an error: ${text}`);
    return { initMs, firstMs, totalMs: initMs + firstMs };
  });
}
