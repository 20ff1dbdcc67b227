import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RegoEngine, TemplateFile } from "@aws/cloudformation-validate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mostIsolates } from "../../config/isolates-of.ts";
import { routeOf } from "../../../test/routes.ts";
import type { Facts } from "../../facts/schema.ts";
import { makePlan, type StageWishes } from "../../plan/plan.ts";
import { makeComputeStack, type ComputeStackRequest, type StackDoor } from "./compute-stack.ts";
import { chooseDoor } from "./doors/choose-door.ts";
import { codeOfFunctions } from "./function-code.ts";
import type { NetworkPlace } from "./network/place.ts";
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
  database: { engine: "neon", capacity: { least: 0.25, most: 1 } },
  functions: { web: { memoryMb: 1024, tmpMb: 512, timeoutSeconds: 30, concurrency: 10 } },
};

const plan = makePlan(facts, wishes);

const codeWith = (sha256: string): ComputeStackRequest["code"] =>
  codeOfFunctions(
    plan,
    {
      kind: "zip",
      bucket: "blog-production-files-1a2b",
      key: `code/${sha256}.zip`,
      runtime: "python3.13",
      architecture: "arm64",
    },
    { MONOLIFT_STAGE: "production" },
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
  door: {
    choice: chooseDoor(plan),
    buckets: { files: "blog-production-files-1a2b", media: "blog-production-media-1a2b" },
    originParameter: "/monolift/blog/production/origin",
    domain: null,
    accessLogDays: null,
    loadBalancer: null,
  },
};

const image: ComputeStackRequest = {
  ...request,
  code: codeOfFunctions(
    plan,
    {
      kind: "image",
      uri: `123456789012.dkr.ecr.eu-central-1.amazonaws.com/monolift/blog/production@sha256:${"0a".repeat(32)}`,
      base: { digest: `sha256:${"1b".repeat(32)}`, python: "3.13", takenAt: "2026-01-01T00:00:00Z" },
      architecture: "x86_64",
    },
    { MONOLIFT_STAGE: "production" },
  ),
};

const fromSnapshot: ComputeStackRequest = {
  ...request,
  plan: makePlan(facts, { ...wishes, functions: { web: { ...wishes.functions.web, hasSnapshot: true } } }),
};

const network: NetworkPlace = {
  stack: "monolift-blog--shared",
  vpc: "vpc-0a1b2c3d4e5f60718",
  subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
  groups: ["sg-0a1b2c3d4e5f60718"],
  reaches: { ipv4: false, ipv6: true },
  endpoints: [],
  claims: "nat",
  database: { subnetGroup: "monolift-blog--shared", group: "sg-0a1b2c3d4e5f60719" },
};

const inNetwork: ComputeStackRequest = {
  ...request,
  network,
  plan: makePlan(facts, {
    ...wishes,
    database: { engine: "aurora", capacity: { least: 0, most: 4 }, awake: null },
  }),
};

const awakeByDay: ComputeStackRequest = {
  ...inNetwork,
  plan: makePlan(facts, {
    ...wishes,
    database: {
      engine: "aurora",
      capacity: { least: 0, most: 4 },
      awake: { days: ["mon", "fri"], from: "08:30", to: "19:00", timeZone: "Asia/Tokyo" },
    },
  }),
};

const isolated = {
  name: "reports",
  selector: { paths: ["/reports/**"], views: [], namespaces: [], apps: [] },
  methods: null,
  memoryMb: 3008,
  tmpMb: 2048,
  timeoutSeconds: 300,
  concurrency: 2,
};

/** A stage with a function of their own for some requests, behind that door. */
function withIsolated(
  place: Parameters<typeof chooseDoor>[1],
  routed: readonly string[],
): ComputeStackRequest {
  const planned = makePlan(
    { ...facts, installedApps: [], routes: [routeOf("reports/<int:id>/pdf", "reports.views.pdf")] },
    { ...wishes, isolates: [isolated] },
  );
  const code = { ...request.code, reports: request.code["web"] ?? {} } as ComputeStackRequest["code"];
  const door = { ...request.door, choice: chooseDoor(planned, place), routed } as ComputeStackRequest["door"];
  return { ...request, plan: planned, code, door };
}

const inVpc = { isInVpc: true, isElsewhere: false };

const secretRecord = "arn:aws:secretsmanager:us-east-1:123456789012:secret:/monolift/blog/secrets-AbCdEf";

const alerts = { email: "you@example.com", errors: 1, budgetUsd: 10 } as const;

const byApi: ComputeStackRequest = behind("rest", null);

const byLoadBalancer: ComputeStackRequest = behind("alb", {
  listener: {
    arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/main/50dc6c495c0c9188/f2f7dc8efc522ab2",
    scheme: "https",
    port: 443,
    host: "main-1234567890.us-east-1.elb.amazonaws.com",
    zone: "Z35SXDOTRQ7X7K",
  },
  priority: 7,
  paths: ["/blog/*"],
});

function behind(door: "rest" | "alb", loadBalancer: StackDoor["loadBalancer"]): ComputeStackRequest {
  const behindIt = makePlan(facts, { ...wishes, door });
  const { door: opened } = request;
  if (opened === null) throw new TypeError("a usual stage has a door");
  return { ...request, plan: behindIt, door: { ...opened, choice: chooseDoor(behindIt), loadBalancer } };
}

/** As many functions as a file may ask for, each behind an API of its own, and each with alarms. */
const asManyAsCanBe: ComputeStackRequest = (() => {
  const names = Array.from({ length: mostIsolates }, (_, index) => `reports-${index}`);
  const isolates = names.map((name) => ({
    ...isolated,
    name,
    selector: { ...isolated.selector, paths: [`/reports/${name}/**`] },
  }));
  const routes = names.map((name) => routeOf(`reports/${name}/<int:id>/pdf`, `reports.views.${name}`));
  const planned = makePlan({ ...facts, installedApps: [], routes }, { ...wishes, isolates });
  const code = Object.fromEntries(names.map((name) => [name, request.code["web"]]));
  const door = { ...request.door, choice: chooseDoor(planned, inVpc), routed: names };
  return {
    ...request,
    plan: planned,
    code: { ...request.code, ...code } as ComputeStackRequest["code"],
    door: door as ComputeStackRequest["door"],
    alerts,
  };
})();

const variants: readonly (readonly [string, ComputeStackRequest])[] = [
  ["a usual stage", request],
  ["a first release, which has no door yet", { ...request, door: null }],
  ["an account that lets nothing be reserved", { ...request, reservable: null }],
  [
    "a database that the settings name",
    { ...request, plan: makePlan(facts, { ...wishes, database: { engine: "settings" } }) },
  ],
  ["a network of the project's own", inNetwork],
  ["a network without IPv6", { ...inNetwork, network: { ...network, reaches: { ipv4: true, ipv6: false } } }],
  ["a database that is kept awake by day", awakeByDay],
  ["an image", image],
  ["a function that starts from a snapshot", fromSnapshot],
  ["requests with a function of their own", withIsolated(undefined, ["reports"])],
  ["requests whose function was never served", withIsolated(undefined, [])],
  ["requests with a function of their own in a VPC", withIsolated(inVpc, ["reports"])],
  ["alerts", { ...request, alerts }],
  ["alerts of a first release", { ...request, alerts, door: null }],
  ["alerts, with requests by way of API Gateway", { ...byApi, alerts }],
  ["alerts, with requests by way of a load balancer", { ...byLoadBalancer, alerts }],
  ["secrets in Secrets Manager", { ...request, data: { ...request.data, secretRecords: [secretRecord] } }],
  ["mail from SES's sandbox", { ...request, data: { ...request.data, isMailSandboxed: true } }],
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
    for (const { Effect, Action, Resource } of statements) {
      for (const action of Action) expect(action).not.toContain("*");
      if (Effect === "Deny" || isLookingAtInterfaces(Action)) continue;
      for (const resource of Resource) expect(resource).not.toBe("*");
    }
  });

  it("lets Lambda handle network interfaces, and the function's code none of it", () => {
    const interfaces = statementsOf(makeComputeStack(inNetwork)).filter(({ Action }) =>
      Action.some((action) => action.startsWith("ec2:")),
    );
    const allowed = interfaces.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => Action);
    const denied = interfaces.filter(({ Effect }) => Effect === "Deny");
    expect(denied).toHaveLength(2);
    for (const action of allowed) expect(denied[0]?.Action).toContain(action);
    const [partition, region, account] = ["Partition", "Region", "AccountId"].map((name) => ({
      Ref: `AWS::${name}`,
    }));
    expect(denied[0]?.Condition).toEqual({
      ArnEquals: {
        "lambda:SourceFunctionArn": {
          "Fn::Join": [
            "",
            ["arn:", partition, ":lambda:", region, ":", account, ":", "function:blog-production-web"],
          ],
        },
      },
    });
    expect(statementsOf(makeComputeStack(request)).flatMap(({ Action }) => Action)).not.toContain(
      "ec2:CreateNetworkInterface",
    );
  });

  it("lets a function send mail as its sender alone, in SES's sandbox to whoever has confirmed", () => {
    const mailing = (isMailSandboxed: boolean): readonly Statement[] =>
      statementsOf(makeComputeStack({ ...request, data: { ...request.data, isMailSandboxed } })).filter(
        ({ Action }) => Action.includes("ses:SendEmail"),
      );
    const web = mailing(false).slice(0, 1);
    expect(mailing(false)).toHaveLength(2);
    expect(JSON.stringify(web)).toContain('"identity/blog.example.com"');
    expect(web[0]?.Condition).toBeUndefined();
    const [own, others] = mailing(true);
    expect(own).toEqual(web[0]);
    expect(JSON.stringify(others?.Resource)).toContain('"identity/*"');
    expect(others?.Condition).toEqual({
      StringLike: { "ses:FromAddress": ["*@blog.example.com", "*@*.blog.example.com"] },
    });
  });

  it("keeps Aurora awake in its hours, and lets it pause after them", () => {
    const { Resources } = makeComputeStack(awakeByDay);
    const schedules = Object.values(Resources).filter(({ Type }) => Type === "AWS::Scheduler::Schedule");
    const said = schedules.map(({ Properties }) => ({
      at: Properties["ScheduleExpression"],
      zone: Properties["ScheduleExpressionTimezone"],
      input: JSON.parse((Properties["Target"] as { Input: string }).Input) as unknown,
    }));
    const common = { DbClusterIdentifier: "monolift-blog-production", ApplyImmediately: true };
    expect(said).toEqual([
      {
        at: "cron(30 8 ? * MON,FRI *)",
        zone: "Asia/Tokyo",
        input: { ...common, ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 } },
      },
      {
        at: "cron(0 19 ? * MON,FRI *)",
        zone: "Asia/Tokyo",
        input: {
          ...common,
          ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 4, SecondsUntilAutoPause: 300 },
        },
      },
    ]);
    expect(Object.keys(makeComputeStack(inNetwork).Resources)).not.toContain("DatabaseAwakes");
  });

  it("puts into the network who has an edge to it, with IPv6 where the network has it", () => {
    const configOf = (one: ComputeStackRequest): unknown =>
      makeComputeStack(one).Resources["FunctionWeb"]?.Properties["VpcConfig"];
    expect(configOf(inNetwork)).toEqual({
      SubnetIds: network.subnets,
      SecurityGroupIds: network.groups,
      Ipv6AllowedForDualStack: true,
    });
    expect(makeComputeStack(inNetwork).Outputs).toMatchObject({
      Network: { Value: "monolift-blog--shared" },
      NetworkClaims: { Value: "nat" },
    });
    expect(configOf({ ...request, network })).toBeUndefined();
    expect(() => configOf({ ...inNetwork, network: undefined })).toThrow(TypeError);
  });

  it("runs an image by its own entry point, and a zip by the wrapper", () => {
    const { Properties } = makeComputeStack(image).Resources["FunctionWeb"] ?? {};
    expect(Properties).toMatchObject({
      PackageType: "Image",
      Code: { ImageUri: expect.stringContaining("@sha256:0a0a") as unknown },
      Architectures: ["x86_64"],
      Environment: { Variables: { MONOLIFT_STAGE: "production" } },
    });
    expect(Object.keys(Properties ?? {})).not.toContain("Runtime");
    expect(Object.keys(Properties ?? {})).not.toContain("Handler");
    expect(JSON.stringify(Properties)).not.toContain("AWS_LAMBDA_EXEC_WRAPPER");
    expect(makeComputeStack(request).Resources["FunctionWeb"]?.Properties).toMatchObject({
      Handler: "monolift_handler.handler",
      Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: "/var/task/python/exec-wrapper" } },
    });
  });

  it("takes snapshots of what answers requests, and of nothing else", () => {
    const snapshotOf = (id: string): unknown =>
      makeComputeStack(fromSnapshot).Resources[id]?.Properties["SnapStart"];
    expect(snapshotOf("FunctionWeb")).toEqual({ ApplyOn: "PublishedVersions" });
    expect(snapshotOf("FunctionManage")).toBeUndefined();
    expect(JSON.stringify(makeComputeStack(request))).not.toContain("SnapStart");
  });

  it("has room in one stack for as many functions as a file may ask for", () => {
    const template = makeComputeStack(asManyAsCanBe) as { readonly Resources: object };
    expect(Object.keys(template.Resources).length).toBeGreaterThan(10 * mostIsolates);
    expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(500);
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

/**
 * The one exception: EC2 knows no resource for these, and Lambda needs them to connect a function to a network.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html "This action only works if it's allowed on all resources"
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 */
function isLookingAtInterfaces(actions: readonly string[]): boolean {
  return actions.every((one) => ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"].includes(one));
}

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Condition?: unknown;
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
