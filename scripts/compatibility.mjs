// Writes the table of docs/compatibility.md from what the last runs of test/apps recorded below .cache/apps/results/.
// `MONOLIFT_APPS=all npx vitest run test/apps/applications` makes the records; this only turns them into words.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./set-up.mjs";

const results = join(root, ".cache/apps/results");
const page = join(root, "docs/compatibility.md");
const [begin, end] = ["<!-- table: node scripts/compatibility.mjs -->", "<!-- /table -->"];

/** What the suite calls its tests, and what the column is called. */
const columns = {
  "is told as Django itself tells it: routes, models, tasks": "equal to Django",
  "answers on its front page": "answers",
  "lets its first user in: cookie, CSRF, redirect": "log-in",
  "takes a POST with a file": "upload",
  "loads static files": "static",
  "leaves nothing after down": "down",
};

function readResults() {
  if (!existsSync(results)) return [];
  return readdirSync(results)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(results, name), "utf8")))
    .toSorted((left, right) => (left.title < right.title ? -1 : 1));
}

function row(result) {
  const marks = Object.keys(columns).map((name) => {
    if (result.passed.includes(name)) return "yes";
    return result.notApplicable.includes(name) ? "–" : "**no**";
  });
  const counts = [result.routes, result.models, result.tasks].map((count) => count ?? "?").join(" / ");
  const seconds = result.upSeconds === null ? "–" : `${result.upSeconds} s`;
  return [result.title, result.django ?? "?", result.python ?? "?", counts, seconds, ...marks];
}

const line = (cells) => `| ${cells.join(" | ")} |`;

function table(found) {
  const head = [
    "Application",
    "Django",
    "Python",
    "routes / models / tasks",
    "`up`",
    ...Object.values(columns),
  ];
  const notes = found.flatMap(({ title, notWorking, differences, error }) => [
    ...notWorking.map((text) => `- **${title}**, not working: ${text}.`),
    ...differences.map((text) => `- **${title}**, told differently: ${text}.`),
    ...(error === null ? [] : [`- **${title}** is not lifted: ${error}`]),
  ]);
  return [
    line(head),
    line(head.map(() => "---")),
    ...found.map((result) => line(row(result))),
    "",
    ...notes,
  ].join("\n");
}

const found = readResults();
if (found.length === 0) {
  console.error("Nothing is recorded yet: MONOLIFT_APPS=all npx vitest run test/apps/applications");
  process.exitCode = 1;
} else {
  const text = readFileSync(page, "utf8");
  const [before, after] = [text.split(begin)[0], text.split(end)[1] ?? "\n"];
  writeFileSync(page, `${before}${begin}\n\n${table(found)}\n\n${end}${after}`);
  console.log(`docs/compatibility.md: ${found.length} applications`);
}
