// A stage on AWS, on an emulator: what an `up` without a change asks, and what `status` and `--help` cost beside a bare Node.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as requestOf } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { installEmulators, root } from "../scripts/set-up.mjs";
import { target } from "./lib/measurement.mjs";
import { createUser } from "./lib/monolift.mjs";
import { sampleQuietly } from "./lib/quiet.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 9);

/** @returns {Promise<readonly import("./lib/measurement.mjs").Measurement[]>} */
export async function measureAws() {
  const home = mkdtempSync(join(tmpdir(), "monolift-bench-aws-"));
  const emulator = await startEmulator(home);
  const proxy = await startProxy(emulator.port);
  const postgres = await startDatabase(home);
  const variables = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${proxy.port}`,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "us-east-1",
  };
  const user = createUser(variables);
  try {
    const project = join(home, "blog");
    cpSync(join(root, "examples/blog"), project, { recursive: true });
    writeFileSync(
      join(project, "monolift.toml"),
      'name = "blog"\n\n[stages.production]\nprovider = "aws"\ndatabase = "url"\n',
    );
    await postgres.ensureDatabase("blog");
    await user.callLater(
      ["secrets", "set", "DATABASE_URL", "production"],
      project,
      postgres.databaseUrl("blog"),
    );
    await user.callLater(["up", "production"], project);
    const counted = async (verb) => {
      const before = proxy.count();
      await user.callLater([verb, "production"], project);
      return proxy.count() - before;
    };
    const calls = { up: await counted("up"), status: await counted("status") };
    const clients = await clientsLoaded(user, project);
    const starts = await measureStarts(user, project);
    await user.callLater(["down", "production", "--delete-data"], project);
    return [callsMeasurement(calls, clients), startMeasurement(starts)];
  } finally {
    await postgres.stop();
    proxy.stop();
    await emulator.stop();
    user.forget();
    rmSync(home, { recursive: true, force: true });
  }
}

function callsMeasurement(calls, clients) {
  return {
    title: "Calls of AWS for a stage on which nothing has changed",
    columns: { calls: "calls", clients: "clients of the SDK loaded" },
    rows: [
      { name: "Monolift: `up`", calls: calls.up, clients: clients.up },
      { name: "Monolift: `status`", calls: calls.status, clients: clients.status },
    ],
    targets: [
      target("calls of an `up` without a change", calls.up, 12),
      target("clients that `status` loads, of those that it calls", clients.status / 4, 1),
    ],
    samples: 1,
    notes: [
      "[examples/blog](../examples/blog) on ministack, counted by a proxy; none of the calls changes anything. `status` asks STS, Lambda, S3 and CloudFormation.",
    ],
  };
}

function startMeasurement({ node, help, status }) {
  return {
    title: "A command's own time, beside a bare Node",
    columns: { ms: "ms", ofNode: "of `node -e 0`" },
    rows: [
      { name: "Monolift: `--help`", ms: help, ofNode: help / node },
      { name: "Monolift: `status` of a stage on AWS", ms: status, ofNode: status / node },
      { name: "`node -e 0`", ms: node, ofNode: 1, isPeer: false },
    ],
    targets: [target("`monolift --help`, of `node -e 0`", help / node, 1.3)],
    samples: rounds,
    notes: [
      "The least of the samples, which are taken in turn. `status` asks an emulator on the same machine.",
    ],
  };
}

/** Milliseconds from spawn to the end, the least of all samples: what others do on the machine only adds to it. */
async function measureStarts(user, project) {
  const least = { node: Infinity, help: Infinity, status: Infinity };
  const commands = {
    node: ["-e", "0"],
    help: [user.program, "--help"],
    status: [user.program, "status", "production", "--json"],
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, parameters] of Object.entries(commands)) {
      const ms = await sampleQuietly(() => timeOf(parameters, user.variables, project));
      least[name] = Math.min(least[name], ms);
    }
  }
  return least;
}

/** The emulator and the proxy of this process answer meanwhile. */
function timeOf(parameters, variables, cwd) {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, { cwd, env: variables, stdio: "ignore" });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(performance.now() - started);
      else reject(new Error(`${parameters.join(" ")}: ${code}`));
    });
  });
}

/** How many clients of the SDK `up` without a change and `status` load, by what V8 has seen. */
async function clientsLoaded(user, project) {
  const loaded = {};
  for (const verb of ["up", "status"]) {
    const folder = join(user.home, `coverage-${verb}`);
    mkdirSync(folder);
    const variables = { ...user.variables, NODE_V8_COVERAGE: folder };
    await timeOf([user.program, verb, "production", "--json"], variables, project);
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    loaded[verb] = new Set(
      texts.flatMap((text) => [...text.matchAll(/@aws-sdk\/client-([a-z0-9-]+)\//g)].map(([, name]) => name)),
    ).size;
  }
  return loaded;
}

async function startEmulator(home) {
  const program = join(dirname(installEmulators()), "ministack");
  const port = await freePort();
  const child = spawn(program, [], {
    cwd: home,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      TMPDIR: home,
      BIND_HOST: "127.0.0.1",
      GATEWAY_PORT: String(port),
      MINISTACK_HOST: "localhost",
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      IOT_MTLS_ENABLED: "0",
    },
  });
  const end = () => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  };
  process.once("exit", end);
  let said = "";
  await new Promise((resolve, reject) => {
    const look = (text) => {
      said += text;
      if (said.includes("Running on http")) resolve();
    };
    child.stdout.on("data", look);
    child.stderr.on("data", look);
    child.once("close", (code) => reject(new Error(`ministack ended with ${code}:\n${said}`)));
  });
  return {
    port,
    stop: async () => {
      process.off("exit", end);
      const closed = new Promise((resolve) => child.once("close", resolve));
      end();
      await closed;
    },
  };
}

/** Counts requests on their way to the emulator. */
async function startProxy(port) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const { method, url: path, headers } = request;
    const onward = requestOf({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.once("error", () => response.destroy());
    request.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    count: () => requests,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function startDatabase(home) {
  const { startPostgres } = await import("../.cache/modules/platform/postgres/postgres.js");
  return startPostgres({
    binaries: join(home, "binaries"),
    dataFolder: join(home, "data"),
    logFile: join(home, "postgres.log"),
    signal: new AbortController().signal,
  });
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
