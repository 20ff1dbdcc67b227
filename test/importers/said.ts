import { makeDraft } from "../../src/config/importers/draft.ts";
import { fitDraft, type Fitted } from "../../src/config/importers/fit.ts";
import type { Reading } from "../../src/config/importers/reading.ts";
import type { Tree } from "../../src/config/importers/tree.ts";
import type { Vocabulary } from "../../src/config/importers/vocabulary.ts";

/** A version of `monolift.toml` that has every key. */
export const everyKey: Vocabulary = { hasKey: () => true, accepts: () => true };

/** What a reading comes to, with every key there. */
export function fitted(reading: Reading | undefined): Fitted {
  if (reading === undefined) throw new Error("the file was not recognised");
  return fitDraft(makeDraft(reading), everyKey);
}

/** The keys that are written: `prod.region: eu-central-1`, `functions.web.memory: 512`. */
export function writtenBy(reading: Reading | undefined): readonly string[] {
  return fitted(reading).entries.map(
    ({ stage, key, value }) => `${stage === null ? "" : `${stage}.`}${key}: ${String(value)}`,
  );
}

/** What is said of the keys that are not: `keep-warm: prod.keep_warm`. */
export function leftBy(reading: Reading | undefined): readonly string[] {
  return fitted(reading).left.map(({ advice, from }) => `${advice}: ${from.key}`);
}

/** Keys of a file that no finding speaks of: each one would be lost without a word. */
export function lostKeys(file: Tree, reading: Reading | undefined): readonly string[] {
  const findings = [
    ...(reading?.shared ?? []),
    ...(reading?.stages ?? []).flatMap((stage) => stage.findings),
  ];
  const said = findings.flatMap(({ from }) => (from === null ? [] : [from]));
  const exact = new Set([reading?.name?.from.key, ...said.map(({ key }) => key)]);
  // What is said of a table as such (`{}`) speaks of nothing that is in it.
  const tables = said.filter(({ value }) => value !== "{}").map(({ key }) => `${key}.`);
  return leavesOf(file).filter((key) => !exact.has(key) && !tables.some((table) => key.startsWith(table)));
}

function leavesOf(tree: Tree): readonly string[] {
  return tree.kind === "leaf" ? [tree.key] : [...tree.children.values()].flatMap(leavesOf);
}
