import { afterEach, beforeEach, expect } from "vitest";
import type { NeonDatabaseOptions } from "../../src/providers/neon/neon-database.ts";
import { openNeonDatabase } from "../../src/providers/neon/neon-database.ts";
import type { StageDatabase } from "../../src/providers/provider.ts";
import type { Notice } from "../../src/words/words.ts";
import { usePostgres } from "../platform/use-postgres.ts";
import { loadContract } from "./contract.ts";
import type { BranchStore } from "./fake-account.ts";
import { startFakeNeon, type FakeNeon } from "./fake-neon.ts";

interface UsedNeon {
  readonly neon: () => FakeNeon;
  /** The database of a stage of the project `blog`. */
  readonly open: (stage: string, options?: Partial<NeonDatabaseOptions>) => StageDatabase;
  /** What was told. */
  readonly told: Notice[];
  /** Names of the branches of the only project, with their parents' names. */
  readonly tree: () => Readonly<Record<string, string | null>>;
}

interface NeonWithRows extends UsedNeon {
  /** Rows that a statement gives, through an address that was handed out: password and host are checked. */
  readonly query: (url: string, text: string) => Promise<readonly unknown[]>;
}

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

/**
 * An account of Neon's for each test. Every request and answer is held against Neon's own document when the test ends.
 *
 * @param store Keeps the rows of branches; nowhere by default.
 */
export function useFakeNeon(
  store: BranchStore = { create: nothing, copy: nothing, drop: nothing },
): UsedNeon {
  const contract = loadContract();
  let current: FakeNeon | undefined;
  const told: Notice[] = [];
  const neon = (): FakeNeon => {
    if (current === undefined) throw new Error("Neon is there while tests run");
    return current;
  };
  beforeEach(async () => {
    told.length = 0;
    current = await startFakeNeon(store, contract);
  });
  afterEach(async () => {
    const { faults, account, stop } = neon();
    await stop();
    for (const project of account.projects.slice()) await account.removeProject(project);
    expect(faults).toStrictEqual([]);
  });
  return {
    neon,
    told,
    open: (stage, options = {}) =>
      openNeonDatabase({
        project: "blog",
        stage,
        region: "us-east-1",
        owner: "123456789012",
        tell: (notice) => told.push(notice),
        ...neon().options,
        ...options,
      }),
    tree: () => {
      const [project, ...others] = neon().account.projects;
      expect(others).toStrictEqual([]);
      const nameOf = (id: string | undefined): string | null =>
        project?.branches.find((one) => one.id === id)?.name ?? null;
      return Object.fromEntries(
        (project?.branches ?? []).map(({ name, parentId }) => [name, nameOf(parentId)]),
      );
    },
  };
}

/** The same, with branches that are databases of a real server: a branch has its parent's rows. */
export function useNeonWithRows(): NeonWithRows {
  const { postgres, query } = usePostgres();
  const used = useFakeNeon({
    create: (database) => postgres().ensureDatabase(database),
    copy: (from, to) => postgres().copyDatabase(from, to),
    drop: (database) => postgres().dropDatabase(database),
  });
  return { ...used, query: async (url, text) => query(databaseBehind(used.neon(), url), text) };
}

/** What Neon's proxy does: the host says which compute, and the compute's branch which password. */
function databaseBehind({ account }: FakeNeon, address: string): string {
  const url = new URL(address);
  for (const { computes, branches } of account.projects) {
    const compute = computes.find(({ id }) => url.hostname.startsWith(`${id}.`));
    const branch = branches.find(({ id }) => id === compute?.branchId);
    if (branch === undefined) continue;
    const password = branch.roles.get(decodeURIComponent(url.username));
    if (password !== decodeURIComponent(url.password)) throw new Error("password authentication failed");
    return branch.database;
  }
  throw new Error(`no compute answers at ${url.hostname}`);
}
