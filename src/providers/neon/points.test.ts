import { describe, expect, it } from "vitest";
import { useFakeNeon } from "../../../test/neon/use-fake-neon.ts";
import type { DatabasePoints } from "../provider.ts";

const { neon, open, told, tree } = useFakeNeon();

const ground = "monolift/empty";
const pointsOf = (stage: string): DatabasePoints => {
  const { points } = open(stage);
  if (points === undefined) throw new Error("Neon keeps points");
  return points;
};

describe("a restore point", () => {
  it("is a branch without a compute, made once however often it is asked for", async () => {
    await open("production").ensure({});
    const first = await pointsOf("production").create("1");
    expect(await pointsOf("production").create("1")).toStrictEqual(first);
    expect(tree()).toStrictEqual({ [ground]: null, production: ground, "production/point-1": "production" });
    expect(neon().account.projects[0]?.computes).toHaveLength(2);
    expect(await pointsOf("production").list()).toStrictEqual([first]);
    expect(await pointsOf("staging").list()).toStrictEqual([]);
  });

  it("is made once when the answer is lost, and restored once", async () => {
    await open("production").ensure({});
    neon().fail("createProjectBranch", "lost");
    await pointsOf("production").create("1");
    neon().fail("restoreProjectBranch", "lost");
    await pointsOf("production").restore("1", "2");
    expect(tree()).toStrictEqual({
      [ground]: null,
      production: "production/point-1",
      "production/point-1": "production/point-2",
      "production/point-2": ground,
    });
  });

  it("is gone on with when whoever restores dies right after it was begun", async () => {
    const before = await open("production").ensure({});
    await pointsOf("production").create("1");
    neon().fail("restoreProjectBranch", "crash");
    await expect(pointsOf("production").restore("1", "2")).rejects.toMatchObject({
      code: "NEON_UNREACHABLE",
    });
    neon().revive();
    expect(await pointsOf("production").restore("1", "2")).toMatchObject({ url: before.url });
    expect(Object.keys(tree())).toHaveLength(4);
  });

  it("that is being restored is not taken for a stage without a database", async () => {
    await open("production").ensure({});
    await pointsOf("production").create("1");
    const begin = async (keptAs: string): Promise<void> => {
      neon().fail("restoreProjectBranch", "crash");
      await expect(pointsOf("production").restore("1", keptAs)).rejects.toMatchObject({
        code: "NEON_UNREACHABLE",
      });
      neon().revive();
      expect(Object.keys(tree())).toContain("production_restored");
    };
    await begin("2");
    expect(await open("production").ensure({})).toMatchObject({ isNew: false });
    await begin("3");
    expect(await open("production").describe()).toBeDefined();
    await begin("4");
    await open("production").remove();
    expect(neon().account.projects).toStrictEqual([]);
  });

  it("goes when it is removed, and with the stage, also when the stage stands on it", async () => {
    await open("production").ensure({});
    await pointsOf("production").create("1");
    await pointsOf("production").restore("1", "2");
    await pointsOf("production").create("3");
    await pointsOf("production").remove("3");
    await pointsOf("production").remove("1");
    expect((await pointsOf("production").list()).map(({ name }) => name)).toStrictEqual(["2"]);
    expect(await open("production").ensure({})).toMatchObject({ isNew: false });
    await open("production").remove();
    expect(neon().account.projects).toStrictEqual([]);
    expect(told).toStrictEqual([]);
  });

  it("of a stage that expires is more than its date", async () => {
    const preview = open("preview-1");
    await preview.ensure({ expiresAt: new Date(Date.now() + 86_400_000) });
    await pointsOf("preview-1").create("1");
    expect((await preview.describe())?.usage?.expiresAt).toBeNull();
  });

  it("is refused where there is none of its name, or no database", async () => {
    await expect(pointsOf("production").create("1")).rejects.toMatchObject({ code: "NEON_NO_DATABASE" });
    await open("production").ensure({});
    await expect(pointsOf("production").restore("7", "8")).rejects.toMatchObject({
      code: "NEON_POINT_NOT_FOUND",
      facts: { stage: "production", point: "7" },
    });
  });

  it("says when the plan has no room for it", async () => {
    neon().account.limits.branches = 2;
    await open("production").ensure({});
    await expect(pointsOf("production").create("1")).rejects.toMatchObject({
      facts: { limit: "branch-count" },
    });
  });
});
