import { describeMachine } from "../../../bench/lib/machine.mjs";
import { table } from "../../../bench/lib/table.mjs";
import { scenarios } from "../scenarios.mjs";
import { writeAwsSections } from "./aws-page.mjs";
import { isAsWanted } from "./run.mjs";

const columns = [
  "fault",
  "tried",
  "what is seen",
  "what is true afterwards",
  "acknowledged",
  "lost",
  "serves again within",
];

/**
 * docs/reliability.md.
 *
 * @param rows The rows of `runScenario` by name, as test/faults/results.json keeps them.
 * @param aws Those of test/aws/faults.long.test.ts.
 */
export function writePage({ rows, machine, aws }) {
  const known = scenarios.filter(({ name }) => rows[name] !== undefined);
  const missing = scenarios.filter(({ name }) => rows[name] === undefined);
  const all = known.map(({ name }) => rows[name]);
  const bad = all.filter((row) => !isAsWanted(row));
  const total = (key) => all.reduce((sum, row) => sum + (row[key] ?? 0), 0);
  const groups = [...new Set(known.map(({ group }) => group))];
  const sections = groups.map((group) => {
    const lines = known.filter((one) => one.group === group).map((one) => line(one, rows[one.name]));
    return `## ${group}\n\n${table(columns, lines)}`;
  });
  return `# Reliability

*Written by \`npm run faults\`, which breaks the local platform in every way below, on real input: [examples/blog](../examples/blog)
and [examples/photos](../examples/photos), lifted, with PostgreSQL, and S3 through the AWS SDK. Its parts are in
[test/faults](../test/faults/README.md). What happens to a stage on AWS is [at the end](#on-aws).*

In ${total("tried")} tries of ${known.length} faults ${total("acknowledged")} writes were acknowledged, and ${total("lost")} of them lost.
${bad.length === 0 ? "Everything that the table says was true after each of the tries." : `Not as it should be: ${bad.map(({ name }) => name).join(", ")}.`}
${missing.length > 0 ? `\nNot tried yet: ${missing.map(({ name }) => name).join(", ")}.\n` : ""}
- **Acknowledged** is a write of which the client has the answer: a row by a form of the application, an object by S3's 200.
  Each one is looked for afterwards, rows in PostgreSQL, objects byte by byte, and is there once and whole. What was under way without an answer may be
  there or not; it is never there by half.
- **Seen** is what a client or a command got, quoted, and how often in all tries. Clients go on asking while nothing answers,
  so refused connections are many. A killed background process is started by nobody but a command: \`monolift up\`, at once here.
- **Serves again** is the longest of the tries, from the fault to the first page that reads the database; for a killed command
  and a full disk, where nothing else is said, from the next \`up\` or from the moment at which there is room.
- Faults come at a place in the code where that can be told (a step begins, a request is in its transaction, half of a body is
  sent), else at another moment of the same call in each try.

Times belong to this machine: ${machine.cpu}${machine.virtual ? ` (${machine.virtual})` : ""}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system},
Node ${machine.node}. Other programs worked on it meanwhile: they are upper bounds.

${sections.join("\n\n")}

${writeAwsSections(aws)}`;
}

/** What a page says of the machine that it was written on. */
export { describeMachine };

/** What is true of every row, and said once, above the tables. */
const usual = /^every acknowledged (row|object) is there/;

function line({ fault }, row) {
  if (row.notTried !== undefined) return [fault, "0", `not tried here: ${row.notTried}`, "", "", "", ""];
  const seen = row.seen.map(([text, count]) => `${escape(text)} (×${count})`);
  const truths = row.truths
    .filter(({ sentence, isTrue }) => !isTrue || !usual.test(sentence))
    .map(({ sentence, isTrue }) => (isTrue ? sentence : `**not:** ${escape(sentence)}`));
  const longest = Math.max(...row.againMs);
  return [
    fault,
    row.tried,
    seen.join("<br>"),
    truths.join("<br>"),
    row.acknowledged,
    row.lost,
    row.againMs.length === 0 ? "it never stopped" : `${(longest / 1000).toFixed(1)} s`,
  ];
}

const escape = (text) =>
  text.replaceAll("|", "\\|").replaceAll("\n", " ").replaceAll("<", "&lt;").replaceAll("*", "\\*");
