// Spawn to the first complete answer of /ping/, in milliseconds.
import { execFileSync } from "node:child_process";
import { createRuntimeApi, functionUrlEvent } from "./lib/runtime-api.mjs";
import { copyPackages, setUp } from "./lib/set-up.mjs";
import { median, table } from "./lib/statistics.mjs";
import { contenders, peerNames, startWorker } from "./lib/workers.mjs";
import { makePack } from "./lib/pack.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 11);

/** One start: the event is there before the worker is, as when a request finds no sandbox. */
export async function measureStart(contender, packages) {
  const api = await createRuntimeApi();
  const answer = api.invoke(functionUrlEvent("/ping/"));
  const started = performance.now();
  const worker = startWorker(contender({ api: api.address, packages }));
  await answer;
  const milliseconds = performance.now() - started;
  await worker.stop();
  api.close();
  return milliseconds;
}

/** Lets the next start read its files from the disk again. */
function dropPageCache() {
  execFileSync("sh", ["-c", "sync; echo 3 > /proc/sys/vm/drop_caches"]);
}

export async function run() {
  setUp();
  const names = peerNames();
  const pack = makePack();
  const variants = [["monolift", contenders.own(pack)], ["monolift, no import pack", contenders.own()], ...names.map((name) => [name, contenders[name]()])];
  // What a zip with normalised timestamps leaves of byte code that was checked by time: nothing. Unchecked hashes stay valid.
  const shipped = { own: copyPackages("unchecked-hash") };
  const rows = [];
  for (const [name, contender] of variants) {
    const warm = [];
    const cold = [];
    for (let round = 0; round < rounds; round += 1) warm.push(await measureStart(contender));
    for (let round = 0; round < Math.min(rounds, 5); round += 1) {
      dropPageCache();
      cold.push(await measureStart(contender));
    }
    rows.push({ name, warm: median(warm), cold: median(cold) });
  }
  void shipped;
  const best = (key) => Math.min(...rows.filter(({ name }) => !name.startsWith("monolift")).map((row) => row[key]));
  return {
    title: "Cold start: spawn to the first complete answer of /ping/ (ms)",
    rows,
    text: table(["", "warm page cache", "of the best peer", "cold page cache", "of the best peer"], rows.map((row) => [row.name, row.warm, row.warm / best("warm"), row.cold, row.cold / best("cold")])),
  };
}
