// `npm run faults -- [--rounds N] [NAME …]`: breaks the local platform in every way that test/faults/scenarios.mjs names, and
// lifts to an emulator of AWS in every weather of test/aws/faults/scenarios.ts, whose names begin with `aws`. Writes
// test/faults/results.json and docs/reliability.md. A fault that is not tried keeps what an earlier run wrote.
// Ends with 1 when an acknowledged write is lost, or a state is not the one that is wanted.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, installEmulators, installPackages, installTestPython, root } from "./set-up.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "2" },
    /** Keeps packages that were fetched. */
    cache: { type: "string" },
    /** Tries the build that is there, and writes nothing. */
    check: { type: "boolean", default: false },
    /** Prints the rows as JSON. */
    json: { type: "boolean", default: false },
    /** Names the faults. */
    list: { type: "boolean", default: false },
    /** Used by the command itself: a folder on a disk of its own, which may be filled. */
    "small-disk": { type: "string" },
  },
});
const resultsFile = join(root, "test/faults/results.json");
if (!values.check) installPackages();
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const { makeFolder, openField } = await import("../test/faults/lib/field.mjs");
const { chooseScenarios, isAsWanted, runScenario } = await import("../test/faults/lib/run.mjs");
const { onSmallDisk } = await import("../test/faults/lib/small-disk.mjs");
const { describeMachine, writePage } = await import("../test/faults/lib/page.mjs");

const isOfAws = (name) => /^aws(?:-|$)/.test(name);
const hasNames = positionals.length > 0;
const namesOfAws = hasNames ? positionals.filter(isOfAws) : ["aws"];
const localNames = positionals.filter((name) => !isOfAws(name));
const scenarios = hasNames && localNames.length === 0 ? [] : chooseScenarios(localNames);
if (values.list) {
  for (const { name, group, fault } of scenarios) console.log([name, group, fault].join("\t"));
} else if (values["small-disk"] !== undefined) {
  const rows = await tryAll(scenarios, values["small-disk"], values.cache);
  for (const row of rows) console.log(JSON.stringify(row));
} else {
  if (!values.check) build();
  const rows = await inFolder(async (folder) => {
    const cache = values.cache ?? join(folder, "cache");
    return [
      ...(namesOfAws.length === 0 || values.check ? [] : await tryOnAws(join(folder, "aws.jsonl"))),
      ...(await inFolder((home) =>
        tryAll(
          scenarios.filter((one) => one.onSmallDisk !== true),
          home,
          cache,
        ),
      )),
      ...(await inFolder((home) =>
        tryOnSmallDisk(
          scenarios.filter((one) => one.onSmallDisk === true),
          home,
          cache,
        ),
      )),
    ];
  });
  const bad = rows.filter((row) => !isAsWanted(row));
  for (const row of bad) console.error(JSON.stringify(row, null, 2));
  if (values.json) console.log(JSON.stringify(rows, null, 2));
  console.log(`${rows.length - bad.length} of ${rows.length} faults are as wanted`);
  process.exitCode = bad.length === 0 ? 0 : 1;
}

/** Does something in a folder that goes away. */
async function inFolder(work) {
  const folder = makeFolder();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // The process may also be told to end.
  process.once("exit", remove);
  try {
    return await work(folder);
  } finally {
    remove();
    process.off("exit", remove);
  }
}

/** Tries faults one after the other, and ends everything that was started for them. */
async function tryAll(some, home, cache) {
  if (some.length === 0) return [];
  const field = await openField(home, { cache });
  const interrupt = () => void field.close().then(() => process.exit(130));
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  const rows = [];
  try {
    for (const scenario of some) {
      const began = performance.now();
      const row = await runScenario(field, scenario, Number(values.rounds));
      rows.push(row);
      if (!values.check) write(row);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.error(`${isAsWanted(row) ? "✓" : "✗"} ${row.name} (${seconds} s)`);
    }
  } finally {
    const left = await field.close();
    if (left.length > 0)
      rows.push({ name: "down", lost: 0, truths: [{ sentence: `left: ${left.join(", ")}`, isTrue: false }] });
  }
  return rows;
}

/** Tries faults on AWS's side; they are TypeScript, which runs as tests do. */
async function tryOnAws(file) {
  writeFileSync(file, "");
  const environment = {
    ...process.env,
    MONOLIFT_TEST_PYTHON: installTestPython(),
    MONOLIFT_TEST_UV: join(dirname(installTestPython()), "uv"),
    MONOLIFT_TEST_EMULATORS: dirname(installEmulators()),
    MONOLIFT_TEST_FAULTS: namesOfAws.join(" "),
    MONOLIFT_TEST_FAULTS_FILE: file,
  };
  const runner = join(root, "node_modules/vitest/vitest.mjs");
  await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [runner, "run", "test/aws/faults.long.test.ts"], {
      cwd: root,
      env: environment,
      stdio: ["ignore", 2, 2],
    });
    child.once("error", reject);
    child.once("close", resolve);
  });
  const rows = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  for (const row of rows) writeResults({ aws: { [row.name]: row } });
  return rows;
}

/** The same in a mount namespace, where a small disk is nobody else's. */
async function tryOnSmallDisk(some, folder, cache) {
  if (some.length === 0) return [];
  const entrance = onSmallDisk(folder);
  const rows =
    entrance === undefined
      ? some.map(({ name }) => ({ name, tried: 0, notTried: "this machine allows no mounts" }))
      : await tryThere(some, entrance, folder, cache);
  if (!values.check) for (const row of rows) write(row);
  return rows;
}

async function tryThere(some, entrance, folder, cache) {
  const own = ["--small-disk", folder, "--cache", cache, "--rounds", values.rounds, "--check"];
  const names = some.map(({ name }) => name);
  const [program, ...parameters] = [
    ...entrance,
    process.execPath,
    fileURLToPath(import.meta.url),
    ...own,
    ...names,
  ];
  const text = await outputOf(program, parameters);
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

function outputOf(program, parameters) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (chunk) => (text += chunk));
    child.once("error", reject);
    child.once("close", () => resolve(text));
  });
}

/** Puts a row in the place of the one that an earlier run wrote. */
function write(row) {
  writeResults({ rows: { [row.name]: row } });
}

function writeResults({ rows = {}, aws = {} }) {
  const before = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, "utf8")) : {};
  const results = {
    machine: describeMachine("python3"),
    rows: { ...before.rows, ...rows },
    aws: { ...before.aws, ...aws },
  };
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(root, "docs/reliability.md"), writePage(results));
}
