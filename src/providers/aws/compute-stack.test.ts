import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RegoEngine, TemplateFile } from "@aws/cloudformation-validate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Facts } from "../../facts/schema.ts";
import { makePlan, type StageWishes } from "../../plan/plan.ts";
import { makeComputeStack, type ComputeStackRequest } from "./compute-stack.ts";
import { codeOfFunctions } from "./function-code.ts";
import type { Template } from "./template/template.ts";

const facts = {
  application: "site.wsgi:application",
  interface: "wsgi",
  static: { url: "/static/", finders: [], storage: null },
  media: { url: "/media/", root: null },
} as unknown as Facts;

const wishes: StageWishes = {
  name: "blog",
  stage: "production",
  database: { engine: "neon" },
  functions: { web: { memoryMb: 1024, tmpMb: 512, timeoutSeconds: 30, concurrency: 10 } },
};

const plan = makePlan(facts, wishes);

const codeWith = (sha256: string): ComputeStackRequest["code"] =>
  codeOfFunctions(
    plan,
    {
      bucket: "blog-production-files-1a2b",
      key: `code/${sha256}.zip`,
      sha256,
      runtime: "python3.13",
      architecture: "arm64",
    },
    { AWS_LAMBDA_EXEC_WRAPPER: "/var/task/python/exec-wrapper", MONOLIFT_STAGE: "production" },
  );

const request: ComputeStackRequest = {
  plan,
  release: 3,
  code: codeWith("4a5b6c"),
  data: {
    buckets: { static: "blog-production-static-1a2b", media: "blog-production-media-1a2b" },
    mailIdentity: "blog.example.com",
  },
  retentionDays: 30,
  reservable: 100,
  hasAlias: true,
};

const variants: readonly (readonly [string, ComputeStackRequest])[] = [
  ["a usual stage", request],
  ["a first release, which has no door yet", { ...request, hasAlias: false }],
  ["an account that lets nothing be reserved", { ...request, reservable: null }],
  [
    "a database that the settings name",
    { ...request, plan: makePlan(facts, { ...wishes, database: { engine: "settings" } }) },
  ],
  ["no mail", { ...request, data: { ...request.data, mailIdentity: null } }],
];

describe("makeComputeStack", () => {
  let engine: InstanceType<typeof RegoEngine>;
  let folder: string;
  beforeAll(async () => {
    engine = new RegoEngine();
    folder = await mkdtemp(join(tmpdir(), "monolift-templates-"));
  });
  afterAll(async () => {
    engine.free();
    await rm(folder, { recursive: true });
  });

  it.each(variants)("gives a template in which AWS's validator finds nothing: %s", async (_name, one) => {
    const file = join(folder, "template.json");
    await writeFile(file, JSON.stringify(makeComputeStack(one)));
    const { diagnostics } = engine.validateStandard(new TemplateFile(file));
    // What is only information says of many properties that a change of them replaces the resource.
    const findings = diagnostics.filter(({ severity }) => severity !== "INFO");
    expect(findings.map(({ ruleId, message, entity }) => [ruleId, message, entity])).toEqual([]);
  });

  it.each(variants)("allows nothing on everything, and no action by a wildcard: %s", (_name, one) => {
    const statements = statementsOf(makeComputeStack(one));
    expect(statements.length).toBeGreaterThan(1);
    for (const { Action, Resource } of statements) {
      for (const action of Action) expect(action).not.toContain("*");
      for (const resource of Resource) expect(resource).not.toBe("*");
    }
  });

  it("is the same, byte for byte, for the same request", () => {
    expect(JSON.stringify(makeComputeStack(request))).toBe(JSON.stringify(makeComputeStack(request)));
  });

  it("changes with a release only what belongs to the release", () => {
    const next = { ...request, release: 4, code: codeWith("7d8e9f") };
    const [before, after] = [makeComputeStack(request).Resources, makeComputeStack(next).Resources];
    const ids = (resources: Template["Resources"]): string[] =>
      Object.keys(resources).filter((id) => !id.includes("Version"));
    expect(ids(after)).toEqual(ids(before));
    const changed = ids(after).filter((id) => JSON.stringify(after[id]) !== JSON.stringify(before[id]));
    expect(changed).toEqual(["FunctionWeb", "FunctionManage"]);
  });
});

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: readonly unknown[];
}

function statementsOf({ Resources }: Template): readonly Statement[] {
  return Object.values(Resources).flatMap(({ Type, Properties }) => {
    if (Type !== "AWS::IAM::Role") return [];
    const policies = Properties["Policies"] as readonly {
      readonly PolicyDocument: { readonly Statement: readonly Statement[] };
    }[];
    return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  });
}
