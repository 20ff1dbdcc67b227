import { UserError } from "../errors.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { prompting, useCommandLine } from "../../test/cli/command-line.ts";
import type { DownResult, StageData } from "../actions/results.ts";
import type { Actions } from "./actions.ts";

const { call } = useCommandLine();

const held: StageData = {
  tables: [{ table: "blog_post", rows: 12 }],
  rows: 12,
  databaseBytes: 9_000_000,
  media: { objects: 0, bytes: 0, lastWrite: null },
  mails: 0,
};

const gone: DownResult = {
  name: "blog",
  stage: "local",
  data: held,
  unread: null,
  deletedData: true,
  removed: ["database"],
  left: [],
  kept: [],
  cache: null,
};

describe("down", () => {
  const calls: unknown[] = [];
  const actions: Partial<Actions> = {
    prepareDown: async (_, options) => {
      calls.push(["prepare", options.target]);
      return { name: "blog", stage: "local", data: held, unread: null };
    },
    down: async (_, options) => {
      calls.push(["down", options.target, options.data]);
      return gone;
    },
  };
  beforeEach(() => {
    calls.length = 0;
  });

  it("shows what will go and deletes it when the stage's name is typed", async () => {
    const prompts = prompting("blog", " local ");
    const { exitCode, stdout, stderr } = await call(["down", "blog/local"], { actions, prompts });
    expect(exitCode).toBe(0);
    expect(prompts.asked).toStrictEqual(["Type local to delete all of it for good"]);
    expect(stderr).toContain("1 table, 12 rows, 9.0 MB");
    expect(stdout).toContain("nothing is left");
    expect(calls).toStrictEqual([
      ["prepare", "blog/local"],
      ["down", "blog/local", "delete"],
    ]);
  });

  it.each([
    ["", 1],
    [undefined, 130],
  ])("changes nothing when the answer is %j", async (answer, code) => {
    const { exitCode, stderr } = await call(["down"], { actions, prompts: prompting(answer) });
    expect(exitCode).toBe(code);
    expect(stderr).toContain("Nothing was removed: blog/local is as it was.");
    expect(calls).toStrictEqual([["prepare", undefined]]);
  });

  it("asks nothing when there is nothing to lose", async () => {
    const empty: Partial<Actions> = {
      ...actions,
      prepareDown: async () => ({ name: "blog", stage: "local", data: null, unread: null }),
    };
    const prompts = prompting();
    await call(["down"], { actions: empty, prompts });
    expect([prompts.asked, calls]).toStrictEqual([[], [["down", undefined, "delete"]]]);
  });

  it("asks when it is not known what there is to lose, and says why", async () => {
    const damaged: Partial<Actions> = {
      ...actions,
      prepareDown: async () => ({
        name: "blog",
        stage: "local",
        data: null,
        unread: { code: "POSTGRES_DATA_DAMAGED", cause: "The data in /x/pg are damaged." },
      }),
    };
    const prompts = prompting("local");
    const { stderr } = await call(["down"], { actions: damaged, prompts });
    expect(stderr).toContain("What blog/local holds could not be read:");
    expect(stderr).toContain("The data in /x/pg are damaged.");
    expect([prompts.asked.length, calls]).toStrictEqual([1, [["down", undefined, "delete"]]]);
  });

  it.each([
    ["--delete-data", "delete"],
    ["--keep-data", "keep"],
  ])("asks nothing with %s", async (flag, fate) => {
    const prompts = prompting();
    await call(["down", flag], { actions, prompts });
    expect([prompts.asked, calls]).toStrictEqual([[], [["down", undefined, fate]]]);
  });

  it("wants the name of a stage that the file keeps, whatever a flag has answered", async () => {
    const kept: Partial<Actions> = {
      ...actions,
      down: async (_, { target, data, typed }) => {
        calls.push(["down", target, data, typed]);
        if (typed !== "local") throw new UserError("STAGE_IS_KEPT", { stage: "local" });
        return gone;
      },
    };
    const prompts = prompting("local");
    const { exitCode } = await call(["down", "--delete-data"], { actions: kept, prompts });
    expect([exitCode, prompts.asked.length, calls.at(-1)]).toStrictEqual([
      0,
      1,
      ["down", undefined, "delete", "local"],
    ]);
    const alone = await call(["down", "--delete-data"], { actions: kept });
    expect([alone.exitCode, alone.stderr]).toStrictEqual([1, expect.stringContaining("keep = true")]);
  });

  it("never asks with --json, not even on a terminal", async () => {
    const prompts = prompting("local");
    const { exitCode } = await call(["down", "--json"], { actions, prompts });
    expect([exitCode, prompts.asked, calls]).toStrictEqual([2, [], []]);
  });
});

describe("data restore", () => {
  const point = {
    id: 3,
    createdAt: "2026-05-01T11:00:00Z",
    by: "ann@desk",
    release: 1,
    reason: "migration",
    hasFiles: true,
  } as const;
  const calls: unknown[] = [];
  const actions: Partial<Actions> = {
    prepareRestore: async (_, { to }) => {
      calls.push(["prepare", to]);
      const goes = { rows: 12, objects: 3, mediaBytes: 9 };
      return { name: "blog", stage: "local", point, goes, comes: { ...goes, rows: 1200, objects: 1 } };
    },
    dataRestore: async (_, { stage, to }) => {
      calls.push(["restore", stage, to]);
      const facts = { keptAs: 4, live: 2, fits: false, canReturn: true, steps: [] };
      return { name: "blog", stage: "local", restored: point, ...facts };
    },
  };
  beforeEach(() => {
    calls.length = 0;
  });

  it("names what goes and what comes, and restores the point that was agreed to", async () => {
    const prompts = prompting("yes, restore it");
    const { exitCode, stdout, stderr } = await call(["data", "restore"], { actions, prompts });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/goes \(now\) +12 rows, 3 files\n +comes \(then\) +1,200 rows, 1 file\n/);
    expect(stdout).toContain("monolift data restore --to 4 undoes this");
    expect(stdout).toContain("monolift rollback --to 1");
    expect(stdout).toContain("monolift up");
    expect(calls).toStrictEqual([
      ["prepare", undefined],
      ["restore", undefined, 3],
    ]);
  });

  it.each([
    ["no, leave everything as it is", 1],
    [undefined, 130],
  ])("changes nothing when the answer is %j", async (answer, code) => {
    const { exitCode, stderr } = await call(["data", "restore"], { actions, prompts: prompting(answer) });
    expect([exitCode, calls]).toStrictEqual([code, [["prepare", undefined]]]);
    expect(stderr).toContain("Nothing was restored: blog/local is as it was.");
  });

  it("asks nothing with --yes, and never with --json", async () => {
    const prompts = prompting("yes, restore it");
    const given = ["--json", "data", "restore", "preview", "--to", "2", "--yes"];
    const { stdout } = await call(given, { actions, prompts });
    expect(JSON.parse(stdout)).toMatchObject({ restored: { id: 3 }, fits: false });
    expect((await call(["data", "restore", "--json"], { actions, prompts })).exitCode).toBe(2);
    expect([prompts.asked, calls]).toStrictEqual([[], [["restore", "preview", 2]]]);
  });
});
