import type { DiffResult } from "../actions/diff-results.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import { sayMigrations } from "./migrations.ts";
import { layCommands, stageArgument } from "./next.ts";
import { sayDuration } from "./numbers.ts";
import { paint, type Ink, type Page } from "./page.ts";

/** Lines of one section that are shown; the JSON has all. */
const shownLines = 8;

/** How a line is marked: what is new, gone, and otherwise than it was. */
const marks = {
  added: ["+", "green"],
  removed: ["-", "red"],
  changed: ["~", "yellow"],
} as const satisfies Record<string, readonly [string, Ink]>;

type Line = readonly [kind: keyof typeof marks, text: string];

/** What `up` would do: what it compares, each kind of change, and what one does next. */
export function sayDiff(result: DiffResult, page: Page): string {
  const words = reportWords(page.language).diff;
  const stage = `${result.name}/${result.stage}`;
  const saySecrets = result.stack === null ? words.secrets : words.secretsNext;
  const secrets = result.secrets.length === 0 ? [] : [`  ${saySecrets(result.secrets.join(", "))}`];
  if (!result.changed) {
    const say = result.state === "stopped" ? words.nothingStopped : words.nothing;
    return [`  ${say(result.release ?? 0, stage)}`, ...sayIdle(result, page), ...secrets].join("\n\n");
  }
  const head = result.release === null ? words.first(stage) : words.next(stage, result.release);
  return [
    `  ${paint(page, "bold", head)}`,
    ...sayParts(result, page),
    ...section(words.code, linesOf(result.code, String), page),
    ...section(words.packages, packageLines(result), page),
    ...section(words.application, applicationLines(result, page), page),
    ...section(words.resources, resourceLines(result), page),
    ...section(words.doorRoutes, linesOf({ ...result.doorRoutes, changed: [] }, String), page),
    ...section(words.data, dataLines(result, page), page),
    ...sayStack(result, page),
    // Of a first release everything is new; `inspect` tells it better.
    ...(result.release === null ? [] : section(words.routes, linesOf(result.routes, sayRoute), page)),
    ...(result.release === null ? [] : section(words.models, modelLines(result), page)),
    ...sayPending(result, page),
    ...section(words.risks, riskLines(result, page), page),
    ...sayCanary(result, page),
    ...secrets,
    layCommands([[`monolift up${stageArgument(result.stage)}`, words.up]], page),
  ].join("\n\n");
}

function sayParts({ parts }: DiffResult, page: Page): readonly string[] {
  const { diff: words, comma } = reportWords(page.language);
  if (parts === null || parts.length === 0) return [];
  const named = parts.map((part) => words.partNames[part]).join(comma);
  return [`  ${paint(page, "dim", words.parts)}  ${named}`];
}

interface Changed<T, C = T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly changed: readonly C[];
}

function linesOf<T>(changes: Changed<T> | null, say: (one: T) => string): readonly Line[] {
  if (changes === null) return [];
  return (["added", "removed", "changed"] as const).flatMap((kind) =>
    changes[kind].map((one): Line => [kind, say(one)]),
  );
}

function packageLines({ packages }: DiffResult): readonly Line[] {
  if (packages === null) return [];
  const { changed, ...others } = packages;
  return [
    ...changed.map(({ name, from, to }): Line => ["changed", `${name} ${from} → ${to}`]),
    ...linesOf({ ...others, changed: [] }, ({ name, version }) => `${name} ${version}`),
  ];
}

function applicationLines({ application }: DiffResult, page: Page): readonly Line[] {
  const { applicationParts } = reportWords(page.language).diff;
  return application.map(({ what, from, to }): Line => [
    "changed",
    `${applicationParts[what]} ${from} → ${to}`,
  ]);
}

function resourceLines({ resources, edges }: DiffResult): readonly Line[] {
  const { changed, ...others } = resources;
  return [
    ...changed.map(({ id, field, from, to }): Line => ["changed", `${id} ${field} ${from} → ${to}`]),
    ...linesOf({ ...others, changed: [] }, String),
    ...linesOf({ ...edges, changed: [] }, String),
  ];
}

function dataLines({ data }: DiffResult, page: Page): readonly Line[] {
  const words = reportWords(page.language).diff;
  return data.map(({ what, from, to, reversible }): Line => [
    reversible ? "changed" : "removed",
    `${what} ${from} → ${to}: ${reversible ? words.otherRows : words.emptyRows}`,
  ]);
}

type StackChange = NonNullable<DiffResult["stack"]>[number];

const kindOf = {
  create: "added",
  update: "changed",
  replace: "changed",
  delete: "removed",
  retain: "removed",
} as const satisfies Record<StackChange["action"], Line[0]>;

/** What becomes of each resource, the gravest first, and what a month costs in which nobody comes. */
function sayStack(result: DiffResult, page: Page): readonly string[] {
  const { stack } = result;
  const words = reportWords(page.language).diff.stack;
  if (stack === null) return [];
  const gravity = ({ reversible, downtime }: StackChange): number =>
    Number(downtime) + 2 * Number(!reversible);
  const lines = stack
    .toSorted((one, other) => gravity(other) - gravity(one))
    .map((change): Line => [kindOf[change.action], sayChange(change, page)]);
  const isHarmless = stack.length > 0 && stack.every((one) => gravity(one) === 0);
  return [
    ...section(words.title, lines, page),
    ...(isHarmless ? [`  ${words.harmless}`] : []),
    ...sayIdle(result, page),
  ];
}

function sayChange({ id, type, action, properties, ...change }: StackChange, page: Page): string {
  const { diff, comma } = reportWords(page.language);
  const { actions, irreversible, downtime, why } = diff.stack;
  const grave = [...(change.reversible ? [] : [irreversible]), ...(change.downtime ? [downtime] : [])];
  const named = `${id} (${type.replace(/^AWS::/, "")}) ${actions[action]}`;
  const what = properties.length === 0 ? named : `${named}: ${properties.join(comma)}`;
  return grave.length === 0 ? what : `${what}\n      ${grave.join(comma)}: ${why[change.why]}`;
}

function sayIdle({ idleUsdPerMonth }: DiffResult, page: Page): readonly string[] {
  if (idleUsdPerMonth === null) return [];
  const { idle } = reportWords(page.language).diff.stack;
  const { before, after, region } = idleUsdPerMonth;
  const say = (usd: number | null): string | null => (usd === null ? null : `$${usd.toFixed(2)}`);
  return [`  ${idle({ before: say(before), after: say(after), region })}`];
}

function sayRoute({ pattern, name, view }: DiffResult["routes"]["added"][number]): string {
  return [pattern === "" ? "/" : pattern, ...(name === null ? [] : [`(${name})`]), view].join("  ");
}

function modelLines({ models }: DiffResult): readonly Line[] {
  const { changed, ...others } = models;
  return [
    ...linesOf({ ...others, changed: [] }, String),
    ...changed.map(({ model, fields }): Line => ["changed", `${model}: ${fields.join(", ")}`]),
  ];
}

/** The same words as `up` has for them; their names where nothing could judge them. */
function sayPending({ migrations, release }: DiffResult, page: Page): readonly string[] {
  const words = reportWords(page.language).diff;
  const heading = paint(page, "bold", words.migrations);
  if (migrations === null) {
    return release === null ? [] : [`  ${heading}  ${paint(page, "dim", words.notAsked)}`];
  }
  const { pending, judged, problem } = migrations;
  if (pending.length === 0)
    return problem === null ? [] : [`  ${heading}  ${paint(page, "dim", words.notTold(problem))}`];
  const said = judged === null ? "" : sayMigrations(judged, { verbose: false }, page);
  if (said !== "") return [said];
  const lines = pending.map((name): Line => ["added", name]);
  return [...section(words.migrations, lines, page), `  ${words.notJudged(problem)}`];
}

function riskLines({ risks }: DiffResult, page: Page): readonly Line[] {
  const { diff: words, inspect } = reportWords(page.language);
  return [
    ...risks.added.map(({ setting, risk }): Line => ["added", `${setting}: ${inspect.risks[risk]}`]),
    ...risks.gone.map(({ setting, risk }): Line => [
      "removed",
      `${setting} (${words.risksGone}): ${inspect.risks[risk]}`,
    ]),
  ];
}

function sayCanary({ canary }: DiffResult, page: Page): readonly string[] {
  if (canary === null) return [];
  const { percent, seconds, threshold } = canary;
  return [`  ${reportWords(page.language).diff.canary(percent, sayDuration(seconds * 1000), threshold)}`];
}

function section(title: string, lines: readonly Line[], page: Page): readonly string[] {
  if (lines.length === 0) return [];
  const { more } = reportWords(page.language);
  const said = lines.slice(0, shownLines).map(([kind, text]) => {
    const [mark, ink] = marks[kind];
    return `    ${paint(page, ink, mark)} ${text}`;
  });
  const rest =
    lines.length > shownLines ? [`    ${paint(page, "dim", more(lines.length - shownLines))}`] : [];
  return [[`  ${paint(page, "bold", title)}`, ...said, ...rest].join("\n")];
}
