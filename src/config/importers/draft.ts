import type { ConfigValue } from "../edit.ts";
import type { ImportAdvice } from "../../words/cli/reports/init/en.ts";
import { isSafeStageName, longestStageName } from "../names.ts";
import type { Finding, Left, Origin, Wish } from "./findings.ts";
import type { Reading, StageReading } from "./reading.ts";

/** A key of the file to be written. */
export interface Entry {
  /** Null for what holds for every stage. */
  readonly stage: string | null;
  /** `functions.web.memory` */
  readonly key: string;
  readonly value: ConfigValue;
  /** Null for what follows from all of the file. */
  readonly from: Origin | null;
}

/** Something of the old file that is not in the new one. */
export interface LeftOut extends Omit<Left, "is"> {
  /** Whose it is; empty where it is no stage's. */
  readonly stages: readonly string[];
}

/** An environment variable that the new stages have to be given. */
export interface GivenVariable {
  readonly name: string;
  readonly stages: readonly string[];
  readonly from: Origin;
}

/** What another tool's files come to, before anybody has looked which keys there are. */
export interface Draft {
  readonly stages: readonly string[];
  readonly entries: readonly Entry[];
  readonly left: readonly LeftOut[];
  readonly variables: readonly GivenVariable[];
}

/** Puts the stages of another tool together: what all of them say alike is said once. */
export function makeDraft({ stages, shared }: Reading): Draft {
  const named = nameStages(stages);
  const kept = named.flatMap((one) =>
    one.name === null ? [] : [{ name: one.name, findings: one.reading.findings }],
  );
  const own = kept.flatMap(({ name, findings }) => entriesOf(name, findings));
  const lifted = liftCommon(
    own.flatMap(({ entry }) => (entry === null ? [] : [entry])),
    kept.map(({ name }) => name),
  );
  const left = [
    ...named.flatMap(({ name, reading }) => renamed(name, reading)),
    ...own.flatMap(({ left: one }) => (one === null ? [] : [one])),
    ...kept.flatMap(({ name, findings }) =>
      findings.flatMap((finding) => (finding.is === "left" ? [leftOut(finding, [name])] : [])),
    ),
    ...shared.flatMap((finding) => (finding.is === "left" ? [leftOut(finding, [])] : [])),
  ];
  const variables = kept.flatMap(({ name, findings }) =>
    findings.flatMap((finding) =>
      finding.is === "variable" ? [{ name: finding.name, stages: [name], from: finding.from }] : [],
    ),
  );
  return {
    stages: kept.map(({ name }) => name),
    entries: lifted,
    left: joinStages(left, ({ advice, target, from }) =>
      [from.file, from.line, from.key, advice, target].join("\n"),
    ),
    variables: joinStages(variables, ({ name, from }) => [name, from.file, from.line, from.key].join("\n")),
  };
}

interface NamedStage {
  readonly reading: StageReading;
  /** Null for one that cannot be a stage here. */
  readonly name: string | null;
}

/** `local` is this machine and two stages cannot have one name: such a stage is left out. */
function nameStages(stages: readonly StageReading[]): readonly NamedStage[] {
  const taken = new Set(["local"]);
  return stages.map((reading) => {
    const words = reading.name.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
    const name = words.join("-").slice(0, longestStageName).replace(/-$/u, "");
    if (!isSafeStageName(name) || taken.has(name)) return { reading, name: null };
    taken.add(name);
    return { reading, name };
  });
}

function renamed(name: string | null, { name: before, from }: StageReading): readonly LeftOut[] {
  if (name === before) return [];
  const advice: ImportAdvice = name === null ? "stage-left-out" : "stage-renamed";
  return [{ advice, target: name, nearest: null, stages: [], from: { ...from, value: before } }];
}

const leftOut = ({ advice, target, nearest, from }: Left, stages: readonly string[]): LeftOut => ({
  advice,
  target,
  nearest,
  from,
  stages,
});

interface Placed {
  readonly entry: (Entry & Pick<Wish, "scope">) | null;
  readonly left: LeftOut | null;
}

/** A key can stand once: of two values the first counts, and the other one is listed. */
function entriesOf(stage: string, findings: readonly Finding[]): readonly Placed[] {
  const seen = new Map<string, ConfigValue>();
  return findings.flatMap((finding): readonly Placed[] => {
    if (finding.is !== "wish") return [];
    const { to, value, scope, from } = finding;
    const before = seen.get(to);
    if (before === undefined) {
      seen.set(to, value);
      return [{ entry: { stage, key: to, value, from, scope }, left: null }];
    }
    if (before === value || from === null) return [];
    return [{ entry: null, left: { advice: "second", target: to, nearest: null, stages: [stage], from } }];
  });
}

function liftCommon(
  entries: readonly (Entry & Pick<Wish, "scope">)[],
  stages: readonly string[],
): readonly Entry[] {
  const isCommon = ({ key, value, scope }: (typeof entries)[number]): boolean =>
    scope === "project" &&
    stages.every((stage) =>
      entries.some((one) => one.stage === stage && one.key === key && one.value === value),
    );
  return entries.flatMap((entry) => {
    const { stage, key, value, from } = entry;
    if (!isCommon(entry)) return [{ stage, key, value, from }];
    return stage === stages[0] ? [{ stage: null, key, value, from }] : [];
  });
}

/** What stands once in the old file is said once, with all stages that it counts for. */
function joinStages<T extends { readonly stages: readonly string[] }>(
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly T[] {
  const joined = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    const before = joined.get(key);
    joined.set(key, before === undefined ? item : { ...before, stages: [...before.stages, ...item.stages] });
  }
  return [...joined.values()];
}
