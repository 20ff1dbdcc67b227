import { describe, expect, it } from "vitest";
import type { Facts } from "../../facts/schema.ts";
import { makePlan, type Plan } from "../../plan/plan.ts";
import { makeComputeStack, type ComputeStackRequest } from "./compute-stack.ts";
import { chooseDoor } from "./doors/choose-door.ts";
import { codeOfFunctions } from "./function-code.ts";
import { republishedStack, sourcesOf, withSources } from "./republish.ts";

const facts = {
  application: "site.wsgi:application",
  interface: "wsgi",
  static: { url: "/static/", finders: [], storage: null },
  media: { url: "/media/", root: null },
} as unknown as Facts;

const planWith = (web: { readonly memoryMb: number; readonly concurrency: number }): Plan =>
  makePlan(facts, {
    name: "blog",
    stage: "production",
    database: { engine: "neon", capacity: { least: 0.25, most: 2 } },
    functions: { web: { ...web, tmpMb: 512, timeoutSeconds: 30 } },
  });

const stackOf = (release: number, plan: Plan, door: ComputeStackRequest["door"]): ComputeStackRequest => ({
  plan,
  release,
  code: codeOfFunctions(
    plan,
    {
      kind: "zip",
      bucket: "files",
      key: `code/${release}.zip`,
      runtime: "python3.13",
      architecture: "arm64",
    },
    { MONOLIFT_SECRETS: `ssm:/monolift/blog/production/own:${release}` },
  ),
  data: { buckets: { static: "files", media: "media" }, mailIdentity: null },
  retentionDays: 30,
  reservable: 100,
  door,
});

const first = stackOf(1, planWith({ memoryMb: 512, concurrency: 50 }), null);
const newestPlan = planWith({ memoryMb: 1024, concurrency: 10 });
const newest = stackOf(2, newestPlan, {
  choice: chooseDoor(newestPlan),
  buckets: { files: "files", media: "media" },
  originParameter: "/monolift/blog/production/origin",
  domain: null,
  accessLogDays: null,
  loadBalancer: null,
});
const sources = "ssm:/monolift/blog/production/own:9";

describe("republishedStack", () => {
  const stack = republishedStack(newest, { release: 1, stack: withSources(first, sources) });
  const { Resources: resources } = makeComputeStack(stack);

  it("has the code and the memory of the kept release, with the secrets that are wanted", () => {
    expect(resources["FunctionWeb"]?.Properties).toMatchObject({
      Code: { S3Key: "code/1.zip" },
      MemorySize: 512,
      Environment: { Variables: { MONOLIFT_SECRETS: sources } },
    });
    expect(resources["FunctionManage"]?.Properties).toMatchObject({
      Environment: { Variables: { MONOLIFT_SECRETS: sources, MONOLIFT_ROLE: "manage" } },
    });
    expect(sourcesOf({ stack })).toBe(sources);
  });

  it("publishes a version, since the environment is another one", () => {
    const versions = (of: ComputeStackRequest): readonly string[] =>
      Object.entries(makeComputeStack(of).Resources).flatMap(([id, { Type }]) =>
        Type === "AWS::Lambda::Version" ? [id] : [],
      );
    const before = new Set([...versions(first), ...versions(newest)]);
    expect(versions(stack).filter((id) => before.has(id))).toEqual([]);
  });

  it("keeps the door, which the stack of a first release lacks, and what the database can bear", () => {
    expect(stack.door).toEqual(newest.door);
    expect(resources["FunctionWeb"]?.Properties).toMatchObject({ ReservedConcurrentExecutions: 10 });
  });
});
