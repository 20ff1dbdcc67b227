// What is uploaded and how long it takes to make it, beside Zappa's `package`, of the ten-app project.
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { target } from "./lib/measurement.mjs";
import { packageCaches } from "./lib/monolift.mjs";
import { waitUntilQuiet } from "./lib/quiet.mjs";
import { environment, installedPlace, python, runProgram } from "./lib/set-up.mjs";
import { medians } from "./lib/statistics.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const zappa = "zappa==0.63.0";

/** @returns {Promise<import("./lib/measurement.mjs").Measurement>} */
export async function measureBundle() {
  const samples = { own: [], zappa: [] };
  // The first round fills the caches of pip, and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, measure] of [
      ["own", measureMonolift],
      ["zappa", measureZappa],
    ]) {
      const sample = await measure();
      if (round > 0) samples[name].push(sample);
    }
  }
  const own = medians(samples.own);
  const peer = medians(samples.zappa);
  return {
    title: "The bundle of the ten-app project, beside Zappa's `package`",
    columns: {
      zipMb: "zip, MB",
      unpackedMb: "unpacked, MB",
      files: "files",
      freshSeconds: "made from nothing, s",
      changedSeconds: "after a change of code, s",
      changedCpuSeconds: "of that processor time, s",
    },
    rows: [
      { name: "Monolift", ...own },
      { name: "Zappa", ...peer },
    ],
    targets: [
      target("zip, of Zappa's", own.zipMb / peer.zipMb, 1),
      target("unpacked, of Zappa's", own.unpackedMb / peer.unpackedMb, 1),
      target("made from nothing, of Zappa's", own.freshSeconds / peer.freshSeconds, 1),
      target("after a change of code, of Zappa's", own.changedSeconds / peer.changedSeconds, 1),
    ],
    samples: rounds,
    notes: [
      "Monolift loads the application each time, to know which translations it needs; this project may answer in any.",
      "From nothing: with pip's cache warm; Zappa packages a virtual environment, which is made first and counts.",
      "Monolift's holds byte code, Zappa's does not: without it every cold start compiles.",
      "Zappa asks PyPI about every package each time, which the network decides about.",
    ],
  };
}

async function measureMonolift() {
  const { home, project } = makeProject();
  const zip = join(home, "bundle.zip");
  const program = join(import.meta.dirname, "lib/zip-bundle.mjs");
  const make = () => runMeasured([process.execPath, program, project, home, zip], project);
  return measureTwice({ home, project, make: async () => make(), zip });
}

async function measureZappa() {
  const { home, project } = makeProject();
  const zip = join(home, "bundle.zip");
  const venv = join(home, "venv");
  const variables = { ...environment, ...packageCaches };
  writeFileSync(
    join(project, "zappa_settings.json"),
    JSON.stringify({
      production: {
        django_settings: "site_of_ten.settings",
        aws_region: "us-east-1",
        project_name: "site-of-ten",
        s3_bucket: "bench",
        exclude: ["db.sqlite3", "collected"],
      },
    }),
  );
  const install = () => {
    runProgram(python, ["-m", "venv", venv], { env: variables });
    const requirements = ["-r", join(project, "requirements.txt"), zappa];
    runProgram(
      join(venv, "bin/python"),
      ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...requirements],
      { env: variables },
    );
  };
  const make = async () => {
    if (!existsSync(venv)) install();
    rmSync(zip, { force: true });
    const inVenv = {
      PATH: `${join(venv, "bin")}:${environment.PATH}`,
      VIRTUAL_ENV: venv,
      PYTHONWARNINGS: "ignore",
    };
    return runMeasured([join(venv, "bin/zappa"), "package", "production", "--output", zip], project, inVenv);
  };
  return measureTwice({ home, project, make, zip });
}

/** Makes it from nothing, and once more after a line of code was added. */
async function measureTwice({ home, project, make, zip }) {
  try {
    await waitUntilQuiet();
    const started = performance.now();
    await make();
    const freshSeconds = (performance.now() - started) / 1000;
    appendFileSync(join(project, "catalog/views.py"), "\n# A change.\n");
    await waitUntilQuiet();
    const changed = await make();
    return {
      ...sizesOf(zip),
      freshSeconds,
      changedSeconds: changed.seconds,
      changedCpuSeconds: changed.cpuSeconds,
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function makeProject() {
  const home = mkdtempSync(join(tmpdir(), "monolift-bench-"));
  const project = join(home, "project");
  mkdirSync(project);
  cpSync(installedPlace().code, project, { recursive: true });
  return { home, project };
}

const timing = `import json, resource, subprocess, sys, time
started = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"seconds": time.perf_counter() - started, "cpuSeconds": used.ru_utime + used.ru_stime}))`;

function runMeasured(command, cwd, variables = {}) {
  const env = { ...environment, ...packageCaches, ...variables };
  return JSON.parse(execFileSync(python, ["-c", timing, ...command], { cwd, env, encoding: "utf8" }));
}

/** Both zips are measured by the same program. */
function sizesOf(zip) {
  const list =
    "import sys, zipfile; found = zipfile.ZipFile(sys.argv[1]).infolist(); print(len(found), sum(one.file_size for one in found))";
  const [files, bytes] = execFileSync(python, ["-c", list, zip], { encoding: "utf8" }).split(" ").map(Number);
  return { zipMb: statSync(zip).size / 1e6, unpackedMb: bytes / 1e6, files };
}
