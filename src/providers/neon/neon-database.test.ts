import { describe, expect, it } from "vitest";
import { useFakeNeon } from "../../../test/neon/use-fake-neon.ts";

const { neon, open, told, tree } = useFakeNeon();

const ground = "monolift/empty";

describe("ensure", () => {
  it("makes a project with an empty root, and a branch for the stage that becomes the default one", async () => {
    const state = await open("production").ensure({});
    expect(tree()).toStrictEqual({ [ground]: null, production: ground });
    expect(neon().account.projects[0]).toMatchObject({ name: "monolift-blog", region: "aws-us-east-1" });
    expect(neon().account.projects[0]?.branches.map(({ isDefault }) => isDefault)).toStrictEqual([
      false,
      true,
    ]);
    expect(state).toMatchObject({ isNew: true, sleeps: true, maxConnections: 412, sizeBytes: 31_457_280 });
    expect(state.usage).toStrictEqual({ unitHours: 0.25, lastActiveAt: null, expiresAt: null });
    expect(state.url).toMatch(
      /^postgresql:\/\/app:[^@]+@ep-[a-z0-9-]+\.us-east-1\.aws\.neon\.tech:5432\/app\?sslmode=require&channel_binding=require$/,
    );
  });

  it("finds what is there the next time, in five questions and without changing anything", async () => {
    const first = await open("production").ensure({});
    neon().asked.length = 0;
    expect(await open("production").ensure({})).toStrictEqual({ ...first, isNew: false });
    expect(neon().asked.toSorted()).toStrictEqual([
      "getCurrentUserOrganizations",
      "getProjectBranchRolePassword",
      "listProjectBranches",
      "listProjectEndpoints",
      "listProjects",
    ]);
  });

  it("changes the size of a compute when the file does, and says how many connections that takes", async () => {
    await open("production").ensure({});
    const state = await open("production", { compute: { min: 2, max: 8 } }).ensure({});
    expect(state.maxConnections).toBe(3350);
    expect(neon().account.projects[0]?.computes.at(-1)).toMatchObject({ min: 2, max: 8 });
  });

  it("takes the nearest Region, and says how far it is", async () => {
    await open("production", { region: "ap-northeast-1" }).ensure({});
    expect(neon().account.projects[0]?.region).toBe("aws-ap-southeast-1");
    expect(told).toStrictEqual([
      {
        code: "NEON_REGION_FAR",
        facts: { region: "ap-northeast-1", neonRegion: "aws-ap-southeast-1", milliseconds: 75 },
      },
    ]);
  });
});

describe("ensure refuses", () => {
  it("a copy of a stage that has no database", async () => {
    await open("production").ensure({});
    await expect(open("preview-1").ensure({ copyOf: "staging" })).rejects.toMatchObject({
      code: "NEON_NOTHING_TO_COPY",
    });
  });

  it("to choose among organizations, until the file names one", async () => {
    neon().account.organizations.push({ id: "org-loud-sea-87654321", name: "Atelier" });
    await expect(open("production").ensure({})).rejects.toMatchObject({ code: "NEON_ORGANIZATION_UNCLEAR" });
    await open("production", { organization: "org-loud-sea-87654321" }).ensure({});
    expect(neon().account.projects[0]?.organization).toBe("org-loud-sea-87654321");
  });

  it("to choose among projects that are called alike, until the file names one", async () => {
    const { account } = neon();
    await open("production").ensure({});
    const organization = "org-quiet-sea-12345678";
    const first = { name: ground, role: "app", keepsPasswords: true };
    const other = await account.addProject("monolift-blog", "aws-us-east-1", organization, first);
    await expect(open("production").ensure({})).rejects.toMatchObject({ code: "NEON_PROJECTS_ALIKE" });
    const id = account.projects[0]?.id;
    expect(await open("production", { projectId: id }).ensure({})).toMatchObject({ isNew: false });
    await account.removeProject(other);
  });

  it("a project of the same name that somebody else made", async () => {
    const first = { name: "main", role: "neondb_owner", keepsPasswords: true };
    await neon().account.addProject("monolift-blog", "aws-us-east-1", "org-quiet-sea-12345678", first);
    await expect(open("production").ensure({})).rejects.toMatchObject({ code: "NEON_PROJECT_NOT_OURS" });
    await expect(open("production").remove()).rejects.toMatchObject({ code: "NEON_PROJECT_NOT_OURS" });
  });

  it("an id that leads nowhere, and makes no project for it", async () => {
    const database = open("production", { projectId: "still-wind-1" });
    await expect(database.ensure({})).rejects.toMatchObject({ code: "NEON_PROJECT_NOT_FOUND" });
    expect(neon().account.projects).toStrictEqual([]);
  });

  it("the database of the same stage of another account", async () => {
    await open("production").ensure({});
    const other = open("production", { owner: "999999999999" });
    for (const attempt of [other.ensure({}), other.describe(), other.remove()]) {
      await expect(attempt).rejects.toMatchObject({
        code: "NEON_BRANCH_OF_ANOTHER",
        facts: { owner: "123456789012" },
      });
    }
  });

  it("to make an empty branch beside one that was renamed", async () => {
    await open("production").ensure({});
    const branch = neon().account.projects[0]?.branches[1];
    if (branch !== undefined) branch.name = "prod-old";
    await expect(open("production").ensure({})).rejects.toMatchObject({
      code: "NEON_BRANCH_RENAMED",
      facts: { branch: "prod-old" },
    });
    expect(tree()).toStrictEqual({ [ground]: null, "prod-old": ground });
  });

  it("what the plan does not allow, and says what that is", async () => {
    neon().account.limits.branches = 2;
    await open("production").ensure({});
    await expect(open("staging").ensure({})).rejects.toMatchObject({
      code: "NEON_LIMIT",
      facts: { limit: "branch-count" },
    });
    neon().account.limits.projects = 1;
    await expect(open("production", { project: "shop" }).ensure({})).rejects.toMatchObject({
      facts: { limit: "project-count" },
    });
  });

  it("to go on when Neon's own work has failed", async () => {
    neon().account.failing = "create_branch";
    await expect(open("production").ensure({})).rejects.toMatchObject({
      code: "NEON_OPERATION_FAILED",
      facts: { action: "create_branch", status: "failed", message: "no capacity" },
    });
  });

  it("to wait for ever", async () => {
    neon().account.looks = 10_000;
    await expect(open("production").ensure({})).rejects.toMatchObject({ code: "NEON_SLOW" });
  });
});

describe("expiry", () => {
  const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);

  it("is set, moved and taken back as it is asked for, and never by itself", async () => {
    await open("production").ensure({});
    const preview = open("preview-1");
    const first = inDays(7);
    const state = await preview.ensure({ copyOf: "production", expiresAt: first });
    expect(state.usage?.expiresAt).toBe(`${first.toISOString().slice(0, 19)}Z`);
    expect((await preview.ensure({})).usage?.expiresAt).toBe(state.usage?.expiresAt);
    neon().asked.length = 0;
    await preview.ensure({ expiresAt: new Date(first.getTime() + 1000) });
    expect(neon().asked).not.toContain("updateProjectBranch");
    expect((await preview.ensure({ expiresAt: inDays(9) })).usage?.expiresAt).not.toBe(
      state.usage?.expiresAt,
    );
    expect((await preview.ensure({ expiresAt: null })).usage?.expiresAt).toBeNull();
    expect((await preview.describe())?.usage?.expiresAt).toBeNull();
  });

  it("is not set where Neon does not offer it, and that is told", async () => {
    await open("production").ensure({});
    neon().fail("updateProjectBranch", { status: 500 });
    await open("preview-1").ensure({ copyOf: "production" });
    neon().fail("updateProjectBranch", { status: 403 });
    await open("preview-1").ensure({ expiresAt: inDays(1) });
    await open("preview-1").ensure({ expiresAt: inDays(31) });
    await open("preview-2").ensure({ copyOf: "preview-1" });
    await open("preview-1").ensure({ expiresAt: inDays(1) });
    expect(told.map(({ facts }) => facts)).toStrictEqual([
      { stage: "preview-1", reason: "not-offered" },
      { stage: "preview-1", reason: "too-far" },
      { stage: "preview-1", reason: "has-copies" },
    ]);
  });

  it("gives way to a copy of the stage, since Neon makes none of a branch that is to go", async () => {
    const preview = open("preview-1");
    await preview.ensure({ expiresAt: inDays(1) });
    await open("preview-2").ensure({ copyOf: "preview-1" });
    expect((await preview.describe())?.usage?.expiresAt).toBeNull();
  });
});

describe("a question", () => {
  it("says nothing where nothing is, and makes nothing", async () => {
    expect(await open("production").describe()).toBeUndefined();
    await open("staging").ensure({});
    neon().asked.length = 0;
    expect(await open("production").describe()).toBeUndefined();
    expect(neon().asked.every((one) => one.startsWith("get") || one.startsWith("list"))).toBe(true);
  });

  it("says the same as ensure", async () => {
    const state = await open("production").ensure({});
    expect(await open("production").describe()).toStrictEqual({ ...state, isNew: false });
  });
});

describe("remove", () => {
  it("leaves nothing: with the last stage the project goes too", async () => {
    await open("production").ensure({});
    await open("staging").ensure({});
    await open("production").remove();
    expect(tree()).toStrictEqual({ [ground]: null, staging: ground });
    await open("staging").remove();
    expect(neon().account).toMatchObject({ projects: [], recoverable: [] });
    await open("staging").remove();
    expect(told).toStrictEqual([]);
  });

  it("keeps a project in which somebody made a branch by hand", async () => {
    await open("production").ensure({});
    const [project] = neon().account.projects;
    const [root] = project?.branches ?? [];
    if (project === undefined || root === undefined) throw new Error("ensure has made a project");
    await neon().account.addBranch(project, "try-out", root, {});
    await open("production").remove();
    expect(tree()).toStrictEqual({ [ground]: null, "try-out": ground });
    expect(told).toStrictEqual([
      { code: "NEON_PROJECT_KEPT", facts: { project: "monolift-blog", branches: ["try-out"] } },
    ]);
  });

  it("removes what an interrupted ensure has left", async () => {
    neon().fail("resetProjectBranchRolePassword", { status: 400 });
    await expect(open("production").ensure({})).rejects.toMatchObject({ code: "NEON_REFUSED" });
    expect(tree()).toStrictEqual({ [ground]: null, "production/new": ground });
    await open("production").remove();
    expect(neon().account.projects).toStrictEqual([]);
  });
});
