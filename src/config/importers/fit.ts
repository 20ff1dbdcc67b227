import type { ConfigValue } from "../edit.ts";
import type { Draft, Entry, GivenVariable, LeftOut } from "./draft.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What is written, and what is not. */
export interface Fitted {
  /** Stages that the file gets, each with `provider = "aws"`. */
  readonly stages: readonly string[];
  readonly entries: readonly Entry[];
  readonly left: readonly LeftOut[];
  /** Only of stages that the file gets. */
  readonly variables: readonly GivenVariable[];
}

type Table = { readonly [name: string]: ConfigValue | Table };

const provider = "aws";

/**
 * Keeps of a draft what the file may say. A key that this version does not have yet is listed as to come, and so is a whole
 * stage as long as there is no `provider = "aws"`.
 */
export function fitDraft(draft: Draft, vocabulary: Vocabulary): Fitted {
  let document: Table = { name: "name" };
  const accept = (changes: readonly (readonly [path: readonly string[], value: ConfigValue])[]): boolean => {
    const next = changes.reduce((table, [path, value]) => withValue(table, path, value), document);
    if (!vocabulary.accepts(next)) return false;
    document = next;
    return true;
  };
  const stages = draft.stages.filter((stage) => {
    const region = draft.entries.find((entry) => entry.stage === stage && entry.key === "region");
    const alone = [[["stages", stage, "provider"], provider]] as const;
    // A stage on AWS may be one only with its region.
    return (
      (region !== undefined && accept([...alone, [["stages", stage, "region"], region.value]])) ||
      accept(alone)
    );
  });
  const entries: Entry[] = [];
  const left: LeftOut[] = [...draft.left];
  for (const entry of draft.entries) {
    const path = pathOf(entry);
    const hasStage = entry.stage === null || stages.includes(entry.stage);
    if (hasStage && vocabulary.hasKey(path) && accept([[path, entry.value]])) {
      entries.push(entry);
      continue;
    }
    if (entry.from === null) continue;
    // A word that a key does not take yet will be taken; a number past its bounds will not.
    const isToCome = !hasStage || !vocabulary.hasKey(path) || typeof entry.value !== "number";
    const target = `${path.join(".")} = ${JSON.stringify(entry.value)}`;
    const named = entry.stage === null ? [] : [entry.stage];
    left.push({
      advice: isToCome ? "later" : "unfit",
      target,
      nearest: null,
      stages: named,
      from: entry.from,
    });
  }
  const split = splitVariables(draft.variables, stages, entries);
  const inOrder = [...left, ...split.left].toSorted(
    (a, b) => a.from.file.localeCompare(b.from.file) || a.from.line - b.from.line,
  );
  return { stages, entries, variables: split.variables, left: inOrder };
}

function pathOf({ stage, key }: Entry): readonly string[] {
  return [...(stage === null ? [] : ["stages", stage]), ...key.split(".")];
}

function withValue(table: Table, [name = "", ...rest]: readonly string[], value: ConfigValue): Table {
  if (rest.length === 0) return { ...table, [name]: value };
  const below = table[name];
  const next = typeof below === "object" && !Array.isArray(below) ? (below as Table) : {};
  return { ...table, [name]: withValue(next, rest, value) };
}

/** The address of a database is no variable of its own where the stage has a database of its own. */
function splitVariables(
  variables: readonly GivenVariable[],
  stages: readonly string[],
  entries: readonly Entry[],
): { readonly variables: readonly GivenVariable[]; readonly left: readonly LeftOut[] } {
  const isElsewhere = (stage: string): boolean =>
    entries.some(
      ({ stage: of, key, value }) =>
        of === stage && key === "database.engine" && (value === "url" || value === "settings"),
    );
  const given = variables.flatMap((one) => {
    const kept = one.stages.filter(
      (stage) => stages.includes(stage) && (one.name !== "DATABASE_URL" || isElsewhere(stage)),
    );
    return kept.length === 0 ? [] : [{ ...one, stages: kept }];
  });
  const left = variables.map(({ name, stages: named, from }): LeftOut => {
    const isOwn = name === "DATABASE_URL" && !named.some(isElsewhere);
    return { advice: isOwn ? "own-database" : "variable", target: null, nearest: null, stages: named, from };
  });
  return { variables: given, left };
}
