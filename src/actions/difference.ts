import { compareFacts, type FactsChanges } from "../facts/compare-facts.ts";
import type { Facts } from "../facts/schema.ts";
import type { ReleaseRequest } from "../providers/provider.ts";
import type { DiffResult } from "./diff-results.ts";

const nothing = { added: [], removed: [], changed: [] };

/** What is said where `up` has nothing to do. */
export const noDifference = {
  changed: false,
  parts: [],
  code: nothing,
  packages: nothing,
  application: [],
  resources: nothing,
  edges: { added: [], removed: [] },
  doorRoutes: { added: [], removed: [] },
  routes: nothing,
  models: nothing,
  migrations: null,
  risks: { added: [], gone: [] },
  canary: null,
} satisfies Partial<DiffResult>;

type Parts = NonNullable<ReleaseRequest["parts"]>;

/** What a release is made of that differs. */
export function changedKinds(before: Parts, after: Parts): DiffResult["parts"] {
  const kinds = ["code", "dependencies", "runtime", "configuration"] as const;
  return kinds.filter((kind) => before[kind] !== after[kind]);
}

/**
 * How an application differs from the one that is live. What is compared with nothing is all new; a release whose facts are
 * gone says nothing.
 */
export function compareWithLive(hasLive: boolean, before: Facts | undefined, facts: Facts): FactsChanges {
  return compareFacts(before ?? (hasLive ? facts : nothingOf(facts)), facts);
}

function nothingOf(facts: Facts): Facts {
  return { ...facts, routes: [], models: [], settingsAtRisk: [] };
}
