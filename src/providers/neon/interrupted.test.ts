import { beforeEach, describe, expect, it } from "vitest";
import { useFakeNeon } from "../../../test/neon/use-fake-neon.ts";
import type { NeonOperation } from "./api-types.ts";

const { neon, open, tree } = useFakeNeon();

const ground = "monolift/empty";

/** What `ensure` of a copy writes, in order; the project is there already. */
const writes = [
  "createProjectBranch",
  "resetProjectBranchRolePassword",
  "updateProjectBranch",
] as const satisfies readonly NeonOperation[];
const reads = [
  "getCurrentUserOrganizations",
  "listProjects",
  "listProjectBranches",
  "listProjectOperations",
  "listProjectEndpoints",
] as const satisfies readonly NeonOperation[];

describe("a copy is made once and is whole", () => {
  let parentUrl = "";
  beforeEach(async () => {
    parentUrl = (await open("production").ensure({})).url;
  });

  const copy = async (): Promise<unknown> => {
    const { url } = await open("preview-1").ensure({ copyOf: "production" });
    const hasOwnPassword = new URL(url).password !== new URL(parentUrl).password;
    return { tree: tree(), hasOwnPassword };
  };
  const whole = {
    tree: { [ground]: null, production: ground, "preview-1": "production" },
    hasOwnPassword: true,
  };

  it.each(["createProjectBranch", "updateProjectBranch"] as const)(
    "when the answer of %s is lost",
    async (operation) => {
      neon().fail(operation, "lost");
      expect(await copy()).toStrictEqual(whole);
    },
  );

  it("when the answer with its new password is lost: the next run sets another", async () => {
    neon().fail("resetProjectBranchRolePassword", "lost");
    await expect(copy()).rejects.toMatchObject({ code: "NEON_UNREACHABLE" });
    expect(await copy()).toStrictEqual(whole);
  });

  it.each([...writes, ...reads])("when whoever lifts dies right after %s", async (operation) => {
    neon().fail(operation, "crash");
    await expect(copy()).rejects.toMatchObject({ code: "NEON_UNREACHABLE" });
    expect(neon().isDown()).toBe(true);
    neon().revive();
    expect(await copy()).toStrictEqual(whole);
  });

  it.each([...writes, ...reads])(
    "when %s is locked, throttled and unavailable for a while",
    async (operation) => {
      neon().fail(operation, { status: 423 }, { status: 429, retryAfter: "7" }, { status: 503 });
      expect(await copy()).toStrictEqual(whole);
      expect(neon().waitedMs()).toBeGreaterThan(7000);
    },
  );

  it.each([...reads, "getProjectBranchRolePassword"] as const)(
    "when %s fails or is lost",
    async (operation) => {
      neon().fail(operation, { status: 500 }, "lost", { status: 502 });
      expect(await copy()).toStrictEqual(whole);
    },
  );

  it("when it was begun as a copy of another stage", async () => {
    await open("staging").ensure({});
    neon().fail("resetProjectBranchRolePassword", { status: 400 });
    await expect(open("preview-1").ensure({ copyOf: "staging" })).rejects.toMatchObject({
      code: "NEON_REFUSED",
    });
    await open("staging").remove();
    expect(await copy()).toStrictEqual(whole);
  });
});

describe("a project is made once", () => {
  it("when the answer is lost", async () => {
    neon().fail("createProject", "lost");
    await open("production").ensure({});
    expect(tree()).toStrictEqual({ [ground]: null, production: ground });
  });

  it("when whoever lifts dies right after it", async () => {
    neon().fail("createProject", "crash");
    await expect(open("production").ensure({})).rejects.toMatchObject({ code: "NEON_UNREACHABLE" });
    neon().revive();
    await open("production").ensure({});
    expect(tree()).toStrictEqual({ [ground]: null, production: ground });
  });

  it("when Neon fails without having made it", async () => {
    neon().fail("createProject", { status: 500 });
    await open("production").ensure({});
    expect(tree()).toStrictEqual({ [ground]: null, production: ground });
  });

  it("when several stages are lifted for the first time at once", async () => {
    const stages = ["production", "staging", "preview-1", "preview-2"];
    const states = await Promise.all(stages.map((stage) => open(stage).ensure({})));
    expect(states.map(({ isNew }) => isNew)).toStrictEqual([true, true, true, true]);
    expect(Object.keys(tree()).toSorted()).toStrictEqual([...stages, ground].toSorted());
    expect(new Set(states.map(({ url }) => url)).size).toBe(4);
    expect(neon().asked.filter((one) => one === "createProject").length).toBeGreaterThan(1);
  });

  it("when its removal ends without an answer", async () => {
    await open("production").ensure({});
    neon().fail("deleteProject", "lost");
    neon().fail("deleteProjectBranch", "lost");
    await open("production").remove();
    expect(neon().account.projects).toStrictEqual([]);
  });
});
