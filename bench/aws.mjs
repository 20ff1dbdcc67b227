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
      const calls = proxy.listen();
      const loaded = await clientsLoaded(verb, user, project);
      return { calls: calls.length, services: new Set(calls).size, clients: loaded.length };
    };
    const calls = { up: await counted("up"), status: await counted("status") };
    const starts = await measureStarts(user, project);
    await user.callLater(["down", "production", "--delete-data"], project);
    return [callsMeasurement(calls), startMeasurement(starts)];
  } finally {
    await postgres.stop();
    proxy.stop();
    await emulator.stop();
    user.forget();
    rmSync(home, { recursive: true, force: true });
  }
}

function callsMeasurement({ up, status }) {
  return {
    title: "Calls of AWS for a stage on which nothing has changed",
    columns: { calls: "calls", services: "services called", clients: "clients of the SDK loaded" },
    rows: [
      { name: "Monolift: `up`", ...up },
      { name: "Monolift: `status`", ...status },
    ],
    targets: [
      target("calls of an `up` without a change", up.calls, 12),
      target("clients that `status` loads beside those that it calls", status.clients - status.services, 0),
    ],
    samples: 1,
    notes: ["[examples/blog](../examples/blog) on ministack, counted by a proxy."],
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
      "Not their median but the least of them, taken in turn. `status` asks an emulator on the same machine.",
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

/** The clients of the SDK that a verb loads, by what V8 has seen. */
async function clientsLoaded(verb, user, project) {
  const folder = join(user.home, `coverage-${verb}`);
  mkdirSync(folder);
  const variables = { ...user.variables, NODE_V8_COVERAGE: folder };
  await timeOf([user.program, verb, "production", "--json"], variables, project);
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const found = texts.flatMap((text) => [...text.matchAll(/@aws-sdk\/client-([a-z0-9-]+)\//g)]);
  return [...new Set(found.map(([, name]) => name))];
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

/**
 * Passes requests on to the emulator.
 *
 * @returns `listen` gives a list to which the service of each request is added from now on, by the name that it is signed for.
 */
async function startProxy(port) {
  let services = [];
  const server = createServer((request, response) => {
    const { method, url: path, headers } = request;
    services.push(/Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? "")?.[1]);
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
    listen: () => (services = []),
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
