// One invocation after the other, in a worker that has answered many before.
import { keepToOneProcessor } from "./lib/machine.mjs";
import { best, target } from "./lib/measurement.mjs";
import { processesOf, sampleQuietly } from "./lib/quiet.mjs";
import { createRuntimeApi, functionUrlEvent } from "./lib/runtime-api.mjs";
import { installedPlace } from "./lib/set-up.mjs";
import { medians, quantile } from "./lib/statistics.mjs";
import {
  floor,
  makePack,
  monolift,
  monoliftConstant,
  peerContenders,
  runtimeClientConstant,
  startWorker,
} from "./lib/workers.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const perRound = 1200;
const warmUps = 300;

/** @returns {Promise<import("./lib/measurement.mjs").Measurement[]>} */
export async function measureWarm() {
  const release = keepToOneProcessor();
  const place = installedPlace();
  const application = await measureAll(place, [
    ["Monolift", monolift({ pack: makePack(place) })],
    ...peerContenders(),
  ]);
  const lowest = floor();
  const constant = await measureAll(
    place,
    [
      ["Monolift", monoliftConstant],
      ["awslambdaric", runtimeClientConstant],
      ...(lowest === undefined ? [] : [["compiled worker", lowest]]),
    ],
    // As long as a request's, and no request: what is compared is the runtimes, not an adapter with none.
    { constant: functionUrlEvent("/ping/") },
  );
  const adapted = await measureAll(place, [["Monolift, a WSGI application in it", monoliftConstant]]);
  release();
  constant.splice(1, 0, ...adapted);
  return [ofApplication(application), ofRuntime(constant)];
}

const columns = { p50: "p50, µs", p99: "p99, µs", cpu: "processor time each, µs" };

function ofApplication(rows) {
  return {
    title: "Warm: one /ping/ after the other, event to last byte",
    columns,
    rows,
    targets: ["p50", "p99"].map((key) =>
      target(`${key}, of the best peer`, rows[0][key] / best(rows, key), 0.73),
    ),
    samples: rounds,
    notes: [`Each sample is ${perRound} invocations after ${warmUps} that do not count.`],
  };
}

/** What a runtime costs by itself, over a worker that is compiled and does nothing. */
function ofRuntime(rows) {
  const lowest = rows.find(({ name }) => name === "compiled worker")?.p50;
  const [own] = rows;
  const client = rows.find(({ name }) => name === "awslambdaric");
  return {
    title: "The runtime alone: a handler that returns a constant",
    columns: { ...columns, overFloor: "p50 over the compiled worker, µs" },
    rows: rows.map((row) => ({ ...row, overFloor: lowest === undefined ? undefined : row.p50 - lowest })),
    targets:
      lowest === undefined
        ? []
        : [
            target("over a compiled constant worker, µs", own.p50 - lowest, 15),
            target("the same, of the best peer", (own.p50 - lowest) / (client.p50 - lowest), 15 / 58),
          ],
    samples: rounds,
    notes: [
      "A handler without any adapter in both; the second row has a WSGI application in it, and a request as its event.",
    ],
  };
}

async function measureAll(place, contenders, event = functionUrlEvent("/ping/")) {
  const all = contenders.map(([name, contender]) => ({ name, contender, samples: [] }));
  for (let round = 0; round < rounds; round += 1)
    for (const { contender, samples } of all) samples.push(await measureInvocations(contender, place, event));
  return all.map(({ name, samples }) => ({ name, ...medians(samples) }));
}

async function measureInvocations(contender, place, event) {
  const api = await createRuntimeApi();
  const worker = startWorker(contender, api, place);
  for (let count = 0; count < warmUps; count += 1) await api.invoke(event);
  const sample = await sampleQuietly(async (watch) => {
    const unwatch = watch(worker.groups);
    const ticks = ticksOf(worker);
    const times = [];
    for (let count = 0; count < perRound; count += 1) times.push((await api.invoke(event)).totalMs * 1000);
    const cpu = ((ticksOf(worker) - ticks) * 10_000) / perRound;
    unwatch();
    return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), cpu };
  });
  await worker.stop();
  return sample;
}

const ticksOf = ({ groups }) => processesOf(groups).reduce((sum, { ticks }) => sum + ticks, 0);
