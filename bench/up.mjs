// `monolift up` of a fresh `django-admin startproject`, beside what a person types to have it run: a virtual
// environment, pip, migrate, collectstatic, runserver, until the first page is there.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { target } from "./lib/measurement.mjs";
import { createUser, packageCaches } from "./lib/monolift.mjs";
import { waitUntilQuiet } from "./lib/quiet.mjs";
import { environment, folder, python, runProgram } from "./lib/set-up.mjs";
import { median, medians } from "./lib/statistics.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const again = 3;

/** @returns {Promise<import("./lib/measurement.mjs").Measurement>} */
export async function measureUp() {
  const template = makeProject();
  const samples = { own: [], hand: [] };
  // The first round fills the caches of pip, and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    const own = await measureMonolift(template);
    const hand = await measureByHand(template);
    if (round === 0) continue;
    samples.own.push(own);
    samples.hand.push(hand);
  }
  const own = medians(samples.own.map(({ steps: _steps, ...numbers }) => numbers));
  const hand = medians(samples.hand);
  return {
    title: "`up` of a fresh startproject, warm caches of pip",
    columns: { seconds: "seconds" },
    rows: [
      { name: "Monolift, first `up`: with PostgreSQL, import pack, health check", seconds: own.first },
      { name: "Monolift, another project with the same packages", seconds: own.second },
      { name: "Monolift, after a change of code", seconds: own.changed },
      { name: "Monolift, with no change", seconds: own.unchanged },
      { name: "by hand: venv, pip install, migrate (SQLite), collectstatic, runserver", seconds: hand.all },
      { name: "of that, runserver to the first page", seconds: hand.serve },
      { name: "`node -e 0`", seconds: own.node },
    ],
    targets: [
      target("first `up`, of doing it by hand", own.first / hand.all, 1.2),
      target("after a change of code, s", own.changed, 1.5),
      target("with no change, s more than `node -e 0`", own.unchanged - own.node, 0.5),
    ],
    samples: rounds,
    notes: [`Steps of the change of code, ms: ${describeSteps(samples.own)}`],
  };
}

function makeProject() {
  const template = join(folder, "fresh");
  rmSync(template, { recursive: true, force: true });
  mkdirSync(template, { recursive: true });
  runProgram(python, ["-m", "django", "startproject", "site_of_one", template]);
  const version = execFileSync(python, ["-m", "django", "--version"], { encoding: "utf8" }).trim();
  writeFileSync(join(template, "requirements.txt"), `Django==${version}\n`);
  // Without it there is no collectstatic by hand.
  appendFileSync(join(template, "site_of_one/settings.py"), 'STATIC_ROOT = BASE_DIR / "collected"\n');
  return template;
}

async function measureMonolift(template) {
  const user = createUser();
  const project = join(user.home, "project");
  const other = join(user.home, "other");
  cpSync(template, project, { recursive: true });
  cpSync(template, other, { recursive: true });
  try {
    await waitUntilQuiet();
    const first = user.call(["up"], project).seconds;
    const second = user.call(["up"], other).seconds;
    const changes = [];
    let steps;
    for (let count = 0; count < again; count += 1) {
      appendFileSync(join(project, "site_of_one/urls.py"), `\n# Change ${count}.\n`);
      await waitUntilQuiet();
      const changed = user.call(["up"], project);
      changes.push(changed.seconds);
      steps = changed.report.steps;
    }
    const [unchanged, node] = [[], []];
    for (let count = 0; count < again; count += 1) {
      await waitUntilQuiet();
      unchanged.push(user.call(["up"], project).seconds);
      node.push(seconds(() => spawnSync(process.execPath, ["-e", "0"], { env: environment })));
    }
    return {
      first,
      second,
      changed: median(changes),
      unchanged: median(unchanged),
      node: median(node),
      steps: Object.fromEntries(steps.map(({ name, durationMs }) => [name, durationMs])),
    };
  } finally {
    for (const name of ["project", "other"]) user.call(["down", `${name}/local`, "--delete-data"], user.home);
    user.forget();
  }
}

const describeSteps = (samples) =>
  Object.entries(medians(samples.map(({ steps }) => steps)))
    .map(([name, duration]) => `${name} ${duration}`)
    .join(", ");

async function measureByHand(template) {
  const home = mkdtempSync(join(tmpdir(), "monolift-bench-"));
  const project = join(home, "project");
  cpSync(template, project, { recursive: true });
  const own = join(project, ".venv/bin/python");
  const run = (program, parameters) =>
    runProgram(program, parameters, { cwd: project, env: { ...environment, ...packageCaches } });
  await waitUntilQuiet();
  const started = performance.now();
  run(basePython(), ["-m", "venv", ".venv"]);
  run(own, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt"]);
  run(own, ["manage.py", "migrate", "--verbosity", "0"]);
  run(own, ["manage.py", "collectstatic", "--noinput", "--verbosity", "0"]);
  const beforeServer = performance.now();
  const server = spawn(own, ["manage.py", "runserver", "18090"], {
    cwd: project,
    env: environment,
    stdio: "ignore",
    detached: true,
  });
  while (!(await isAnswered(18_090))) await delay(10);
  const ended = performance.now();
  await new Promise((resolve) => {
    server.once("close", resolve);
    if (server.pid !== undefined) process.kill(-server.pid, "SIGTERM");
  });
  rmSync(home, { recursive: true, force: true });
  return { all: (ended - started) / 1000, serve: (ended - beforeServer) / 1000 };
}

const basePython = () =>
  execFileSync(python, ["-c", "import sys; print(sys._base_executable)"], { encoding: "utf8" }).trim();

async function isAnswered(port) {
  return fetch(`http://127.0.0.1:${port}/`).then(
    (response) => response.ok,
    () => false,
  );
}

function seconds(work) {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}
