// `npm run bench [NAME …]`: takes the measurements of bench/ and writes bench/results.json and docs/performance.md.
// Names are those of the files; a measurement that is not taken keeps what an earlier run wrote.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeMachine } from "../bench/lib/machine.mjs";
import { tally } from "../bench/lib/quiet.mjs";
import { python, setUp } from "../bench/lib/set-up.mjs";
import { table } from "../bench/lib/table.mjs";
import { root } from "./set-up.mjs";

const measures = {
  "cold-start": "measureColdStart",
  isolated: "measureIsolated",
  warm: "measureWarm",
  streaming: "measureStreaming",
  "small-cpu": "measureSmallCpu",
  gateway: "measureGateway",
  up: "measureUp",
  bundle: "measureBundle",
  idle: "measureIdle",
  synthesis: "measureSynthesis",
  aws: "measureAws",
};

const resultsFile = join(root, "bench/results.json");
const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(measures);
const unknown = names.filter((name) => !Object.hasOwn(measures, name));
if (unknown.length > 0) {
  console.error(
    `There is no measurement ${unknown.join(", ")}; there are ${Object.keys(measures).join(", ")}.`,
  );
  process.exit(2);
}

setUp();
const results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, "utf8")) : {};
for (const name of names) {
  const before = { ...tally };
  const module = await import(`../bench/${name}.mjs`);
  const measured = [await module[measures[name]]()].flat();
  const disturbed = tally.disturbed - before.disturbed;
  results[name] = {
    on: describeMachine(python),
    disturbed,
    counted: tally.counted - before.counted,
    measured,
  };
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  console.log(measured.map(section).join("\n\n"));
}
writeFileSync(join(root, "docs/performance.md"), page());

/** One measurement as Markdown: its table, what was aimed at, and what has to be known. */
function section({ title, columns, rows, targets, samples, notes = [] }) {
  const head = ["", ...Object.values(columns)];
  const cells = rows.map((row) => [row.name, ...Object.keys(columns).map((key) => row[key])]);
  const aims = targets.map(
    ({ what, reached, aim, isLeast, isMet }) =>
      `- ${isMet ? "Reached" : "**Missed**"}: ${what}: ${reached.toFixed(2)} (aim: at ${isLeast ? "least" : "most"} ${round(aim)})`,
  );
  const said = [`Medians of ${samples}.`, ...notes].join(" ");
  return [`### ${title}`, table(head, cells), said, aims.join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Two decimals at most. */
function round(value) {
  return Number(value.toFixed(2));
}

function page() {
  const taken = Object.keys(measures).filter((name) => results[name] !== undefined);
  const missing = Object.keys(measures).filter((name) => results[name] === undefined);
  const machine = results[taken[0]].on;
  const disturbed = taken.filter((name) => results[name].disturbed > 0);
  const measured = taken.flatMap((name) => results[name].measured);
  const missed = measured.flatMap(({ targets }) => targets).filter(({ isMet }) => !isMet);
  return `# Performance

*Written by \`npm run bench\`; the numbers are in [bench/results.json](../bench/results.json), how each is taken in
[bench/README.md](../bench/README.md).*

Ratios within one run count; the times belong to this machine: ${machine.cpu}${machine.virtual ? ` (${machine.virtual})` : ""},
${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}, Python ${machine.python}
(${machine.pythonBuild}).
${disturbed.length > 0 ? `\nOther programs worked during some of the samples of: ${disturbed.join(", ")}. Those numbers are upper bounds, and the\nratios of them uncertain.\n` : ""}${missing.length > 0 ? `\nNot measured here yet: ${missing.join(", ")}.\n` : ""}
## The losses

${missed.length === 0 ? "Every aim was reached." : missed.map(({ what, reached, aim, isLeast }) => `- ${what}: ${reached.toFixed(2)}, where ${isLeast ? "at least" : "at most"} ${round(aim)} was the aim`).join("\n")}

## The tables

${measured.map(section).join("\n\n")}
`;
}
