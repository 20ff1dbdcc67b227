// Requests a second through gateway and sandboxes, beside gunicorn with as many sync workers, asked by wrk.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { target } from "./lib/measurement.mjs";
import { waitUntilQuiet } from "./lib/quiet.mjs";
import { environment, installedPlace, python } from "./lib/set-up.mjs";
import { median } from "./lib/statistics.mjs";
import { makePack } from "./lib/workers.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const secondsEach = 6;
const connections = [1, 8];

/** @returns {Promise<import("./lib/measurement.mjs").Measurement>} */
export async function measureGateway() {
  const title = "Gateway and sandboxes: /ping/, requests a second";
  if (spawnSync("wrk", ["--version"]).error !== undefined)
    return {
      title,
      columns: {},
      rows: [],
      targets: [],
      samples: 0,
      notes: ["Not measured: there is no `wrk`."],
    };
  const pack = makePack(installedPlace());
  const rows = [];
  for (const workers of [1, 2]) {
    const contenders = [
      { name: "Monolift", start: () => startMonolift(workers, pack) },
      { name: "gunicorn", start: () => startGunicorn(workers) },
    ].map((one) => ({ ...one, samples: connections.map(() => []) }));
    for (let round = 0; round < rounds; round += 1)
      for (const contender of contenders) await measureServer(contender);
    for (const { name, samples } of contenders)
      rows.push({ name: `${name}, ${workers} worker${workers === 1 ? "" : "s"}`, ...perSecond(samples) });
  }
  const [ownOne, gunicornOne, ownTwo, gunicornTwo] = rows;
  return {
    title,
    columns: Object.fromEntries(
      connections.map((count) => [`at${count}`, `${count} connection${count === 1 ? "" : "s"}`]),
    ),
    rows,
    targets: [
      target("8 connections, 1 worker, of gunicorn", ownOne.at8 / gunicornOne.at8, 0.95, { least: true }),
      target("8 connections, 2 workers, of gunicorn", ownTwo.at8 / gunicornTwo.at8, 0.9, { least: true }),
    ],
    samples: rounds,
    notes: [
      `Each sample is ${secondsEach} s. wrk, gateway and workers share ${availableParallelism()} processors; ` +
        "gunicorn has no gateway in front of it.",
    ],
  };
}

const perSecond = (samples) =>
  Object.fromEntries(connections.map((count, index) => [`at${count}`, median(samples[index])]));

async function measureServer({ start, samples }) {
  const { port, stop } = await start();
  try {
    // Every worker has answered before the counting begins.
    ask(port, 8, 1);
    for (const [index, count] of connections.entries()) {
      await waitUntilQuiet();
      samples[index].push(ask(port, count, secondsEach));
    }
  } finally {
    await stop();
  }
}

function ask(port, count, seconds) {
  const parameters = ["-t1", `-c${count}`, `-d${seconds}s`, `http://127.0.0.1:${port}/ping/`];
  const text = execFileSync("wrk", parameters, { encoding: "utf8" });
  const refused = /Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1];
  if (refused !== undefined) throw new Error(`${refused} requests were not answered with 200`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]);
}

async function startMonolift(workers, pack) {
  const folder = mkdtempSync(join(tmpdir(), "monolift-bench-"));
  const program = join(import.meta.dirname, "lib/application-server.mjs");
  const child = spawn(process.execPath, [program, folder, String(workers), pack], {
    stdio: ["ignore", "pipe", "inherit"],
    env: environment,
  });
  const port = Number(await new Promise((resolve) => child.stdout.once("data", resolve)));
  return {
    port,
    stop: async () => {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startGunicorn(workers) {
  const port = await freePort();
  const parameters = ["--workers", String(workers), "--bind", `127.0.0.1:${port}`, "--log-level", "error"];
  const child = spawn(python, ["-m", "gunicorn", ...parameters, "site_of_ten.wsgi:application"], {
    stdio: ["ignore", "ignore", "inherit"],
    cwd: installedPlace().code,
    env: environment,
  });
  while (!(await isAnswered(port))) await delay(50);
  return { port, stop: () => end(child) };
}

async function isAnswered(port) {
  return fetch(`http://127.0.0.1:${port}/ping/`).then(
    (response) => response.ok,
    () => false,
  );
}

function end(child) {
  return new Promise((resolve) => {
    child.once("close", resolve);
    child.kill("SIGTERM");
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
