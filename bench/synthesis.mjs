// The templates of one stage and of twenty, beside aws-cdk-lib with the same resources; each in a process of its own.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { target } from "./lib/measurement.mjs";
import { sampleQuietly } from "./lib/quiet.mjs";
import { environment, folder, peers } from "./lib/set-up.mjs";
import { medians } from "./lib/statistics.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const cdkPackages = ["aws-cdk-lib@2.276.0", "constructs@10.8.1"];
const manyStages = 20;

/** @returns {Promise<import("./lib/measurement.mjs").Measurement>} */
export async function measureSynthesis() {
  const packages = installCdk();
  const kinds = [
    { name: "Monolift", kind: "monolift" },
    { name: "aws-cdk-lib", kind: "cdk" },
  ];
  const rows = [];
  for (const { name, kind } of kinds) {
    const one = await measure(kind, 1, packages);
    const many = await measure(kind, manyStages, packages);
    rows.push({
      name,
      oneMs: one.firstMs,
      oneAgainMs: one.againMs,
      manyMs: many.firstMs,
      manyAgainMs: many.againMs,
      growth: many.againMs / one.againMs,
      wholeMs: one.wholeMs,
      bytes: one.bytes,
      resources: one.resources,
    });
  }
  const [own, peer] = rows;
  return {
    title: `Templates of a stage with 60 routes, and of ${manyStages} stages, beside aws-cdk-lib`,
    columns: {
      oneMs: "one stage, first, ms",
      oneAgainMs: "again, ms",
      manyMs: `${manyStages} stages, first, ms`,
      manyAgainMs: "again, ms",
      growth: "of one stage's",
      wholeMs: "the process until then, ms",
      bytes: "bytes",
      resources: "resources",
    },
    rows,
    targets: [
      target("one stage, ms", own.oneMs, 20),
      target(`${manyStages} stages, of one stage's`, own.growth, manyStages),
      target("one stage, of aws-cdk-lib's", own.oneMs / peer.oneMs, 1),
      target("the process until then, of aws-cdk-lib's", own.wholeMs / peer.wholeMs, 1),
    ],
    samples: rounds,
    notes: [
      "Time of the processor. The same kinds of resources: two functions with role, log group and version, a Function URL, a distribution with a function at the edge, of buckets that are there already. Routes are the application's own, and no resources, for both. `aws-cdk-lib` loads its code as it is first used, and writes its templates to a folder.",
    ],
  };
}

async function measure(kind, stages, packages) {
  const samples = [];
  for (let round = 0; round < rounds; round += 1) {
    const program = join(peers, "synthesise.mjs");
    const sample = () =>
      JSON.parse(
        execFileSync(process.execPath, [program, kind, String(stages), packages], {
          env: environment,
          encoding: "utf8",
        }),
      );
    samples.push(await sampleQuietly(sample));
  }
  return medians(samples);
}

/** Where the peer is: it is no dependency of Monolift's, and fetched for this measurement alone. */
function installCdk() {
  const place = join(folder, "cdk");
  if (existsSync(join(place, "node_modules/aws-cdk-lib/package.json"))) return place;
  console.error("· aws-cdk-lib");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "package.json"), '{ "private": true }\n');
  execFileSync(
    "npm",
    ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", ...cdkPackages],
    { cwd: place, stdio: ["ignore", 2, 2] },
  );
  return place;
}
