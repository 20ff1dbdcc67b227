// Everything that must hold: static checks, the TypeScript tests and the Python tests. `--all` takes the long ones, too:
// whole lifts one after the other (*.long.test.ts), for which there is an hour in CI and none at a desk.
// Does its own set-up on a fresh clone. The last line sums all runners: `N passed, N failed`.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { ensureChromium } from "./ensure-chromium.mjs";
import { ensureRegistry } from "./ensure-registry.mjs";
import { build, installEmulators, installPackages, installTestPython, root } from "./set-up.mjs";

const results = join(root, ".cache/test-results");
const totals = { passed: 0, failed: 0 };

/** Runs a program with its output shown; gives the exit code. */
function run(program, parameters, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...environment },
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** One static check counts as one test. */
async function check(name, program, ...parameters) {
  const started = Date.now();
  const code = await run(program, parameters);
  if (code === 0) totals.passed += 1;
  else totals.failed += 1;
  console.log(`${code === 0 ? "✓" : "✗"} ${name} (${Date.now() - started} ms)`);
}

async function runVitest(python, emulators) {
  const file = join(results, "vitest.json");
  const code = await run(
    process.execPath,
    [tool("vitest/vitest.mjs"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    {
      MONOLIFT_TEST_PYTHON: python,
      MONOLIFT_TEST_UV: join(dirname(python), "uv"),
      MONOLIFT_TEST_EMULATORS: dirname(emulators),
      ...(process.argv.includes("--all") ? { MONOLIFT_TEST_LONG: "1" } : {}),
    },
  );
  if (!existsSync(file)) {
    totals.failed += 1;
    return;
  }
  const report = JSON.parse(readFileSync(file, "utf8"));
  totals.passed += report.numPassedTests;
  totals.failed += report.numFailedTests;
  // A file that fails to load has no tests of its own and would otherwise not count.
  const broken = report.testResults.filter(
    (one) => one.status === "failed" && one.assertionResults.every((test) => test.status !== "failed"),
  );
  totals.failed += broken.length;
  if (code !== 0 && report.numFailedTests === 0 && broken.length === 0) totals.failed += 1;
}

async function runPytest(python, emulators) {
  const file = join(results, "pytest.xml");
  const code = await run(
    python,
    [
      "-m",
      "pytest",
      "-q",
      "-c",
      "python/pyproject.toml",
      "--rootdir=python",
      "python",
      `--junitxml=${file}`,
      "-p",
      "no:cacheprovider",
      // Most tests wait for a process of their own. Each of these has a PostgreSQL server besides.
      "--numprocesses=auto",
      "--maxprocesses=4",
      "--dist=worksteal",
    ],
    { MONOLIFT_TEST_EMULATORS: dirname(emulators) },
  );
  const count = (name) =>
    Number(
      new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(
        existsSync(file) ? readFileSync(file, "utf8") : "",
      )?.[1] ?? 0,
    );
  const failed = count("failures") + count("errors");
  totals.passed += count("tests") - failed - count("skipped");
  totals.failed += failed;
  if (code !== 0 && failed === 0) totals.failed += 1;
}

const tool = (path) => join(root, "node_modules", path);

async function main() {
  installPackages();
  const python = installTestPython();
  const emulators = installEmulators();
  build();
  ensureChromium();
  ensureRegistry();
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const node = process.execPath;
  await check("types", node, tool("typescript/bin/tsc"), "--noEmit");
  await check("lint", node, tool("oxlint/bin/oxlint"), "--type-aware", "--deny-warnings");
  await check("format", node, tool("oxfmt/bin/oxfmt"), "--check");
  await check("dead code", node, tool("knip/bin/knip.js"));
  await check("package", node, tool("publint/src/cli.js"), "--pack", "npm");
  await check(
    "Python lint",
    python,
    "-m",
    "ruff",
    "check",
    "--no-cache",
    "--config",
    "python/pyproject.toml",
    "python",
  );
  await check(
    "Python types",
    python,
    "-m",
    "mypy",
    "--config-file",
    "python/pyproject.toml",
    "python/runtime/monolift_runtime",
    "python/inspector/monolift_inspector",
    "python/bundler/compile_files.py",
    "python/bundler/evaluate_markers.py",
    "python/bundler/pip_for_target.py",
    "python/bundler/retarget_pack.py",
  );
  await runPytest(python, emulators);
  await runVitest(python, emulators);
}

try {
  await main();
} catch (error) {
  console.error(error);
  totals.failed += 1;
}
if (totals.passed + totals.failed === 0) totals.failed = 1;
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
