import { table } from "../../../bench/lib/table.mjs";

const columns = [
  "fault",
  "what is seen",
  "what is true afterwards",
  "requests",
  "failed",
  "the next `up` took",
];

/**
 * What docs/reliability.md says of stages on AWS.
 *
 * @param rows The rows of test/aws/faults.long.test.ts by name.
 */
export function writeAwsSections(rows) {
  const all = Object.values(rows);
  const asked = all.reduce((sum, row) => sum + row.asked, 0);
  const failed = all.reduce((sum, row) => sum + row.failed, 0);
  const bad = all.filter(({ truths }) => !truths.every(({ isTrue }) => isTrue));
  const groups = [...new Set(all.map(({ group }) => group))];
  const sections = groups.map((group) => {
    const lines = all.filter((row) => row.group === group).map(line);
    return `### ${group}\n\n${table(columns, lines)}`;
  });
  return `## On AWS

Tried against an emulator that runs functions ([ministack](parity.md#on-aws)), through a proxy that makes calls of AWS fail, with
the command line as it is installed and a small project with PostgreSQL; not yet against an account. Before each fault a release
is served, and somebody asks for its page ten times a second until the next one is.

In ${all.length} faults ${asked} pages were asked for, and ${failed} of them not answered well.
${bad.length === 0 ? "Everything that the tables say was true afterwards." : `Not as it should be: ${bad.map(({ name }) => name).join(", ")}.`}

- **The next \`up\`** is the one that brings everything to its end; where there is no time, the command itself went on to a good end.
- Throttled and lost calls are made again by AWS's own client. A command of the framework is asked for once: where its answer is
  lost, \`up\` says so and ends, and the next one finds out what there is to do.
- A version of a function that an interrupted \`up\` has published is removed by the next one. An upload half done is removed by
  S3 itself, by a rule of the bucket.

${sections.join("\n\n")}
`;
}

function line({ fault, seen, truths, asked, failed, upMs }) {
  const said = truths.map(({ sentence, isTrue }) => (isTrue ? sentence : `**not:** ${escape(sentence)}`));
  return [
    fault,
    seen.map(escape).join("<br>"),
    said.join("<br>"),
    asked === 0 ? "" : asked,
    asked === 0 ? "" : failed,
    upMs === null ? "" : `${(upMs / 1000).toFixed(1)} s`,
  ];
}

const escape = (text) =>
  text.replaceAll("|", "\\|").replaceAll("\n", " ").replaceAll("<", "&lt;").replaceAll("*", "\\*");
