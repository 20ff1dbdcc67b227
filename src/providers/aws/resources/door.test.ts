import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { RegoEngine, TemplateFile } from "@aws/cloudformation-validate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emulatorPath } from "../../../../test/aws/ministack.ts";
import type { Facts } from "../../../facts/schema.ts";
import { makePlan, type Plan, type StageWishes } from "../../../plan/plan.ts";
import { resourcesOf } from "../../../plan/resources.ts";
import { chooseDoor } from "../doors/choose-door.ts";
import { createTemplate, type Template } from "../template/template.ts";
import { addDoor, type DoorRequest } from "./door.ts";
import { addFunction } from "./function.ts";

const names = { project: "blog", stage: "production" };
const domain = "blog.example.com";
const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
const listener = {
  arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/main/50dc6c495c0c9188/f2f7dc8efc522ab2",
  scheme: "https",
  port: 443,
  host: "main-1234567890.us-east-1.elb.amazonaws.com",
  zone: "Z35SXDOTRQ7X7K",
} as const;

interface Variant extends Pick<StageWishes, "door" | "domain"> {
  readonly static?: string | null;
  readonly media?: string | null;
  readonly isInVpc?: boolean;
  readonly timeoutSeconds?: number;
  readonly accessLogDays?: number | null;
  readonly paths?: readonly string[];
}

function planOf(variant: Variant): Plan {
  const facts = {
    application: "site.wsgi:application",
    interface: "wsgi",
    static: { url: variant.static ?? null, finders: [], storage: null },
    media: { url: variant.media ?? null, root: null },
  } as unknown as Facts;
  return makePlan(facts, {
    name: names.project,
    stage: names.stage,
    database: { engine: "postgres" },
    functions: {
      web: { memoryMb: 1024, tmpMb: 512, timeoutSeconds: variant.timeoutSeconds ?? 30, concurrency: 10 },
    },
    ...(variant.door === undefined ? {} : { door: variant.door }),
    domain: variant.domain ?? null,
  });
}

/** A function with the door that its plan asks for. */
function templateOf(variant: Variant): Template {
  const plan = planOf(variant);
  const choice = chooseDoor(plan, { isInVpc: variant.isInVpc ?? false, isElsewhere: false });
  const template = createTemplate("a function and its door", [
    { Key: "monolift:project", Value: names.project },
  ]);
  const [web] = resourcesOf(plan, "function");
  if (web === undefined) throw new Error("the plan has no function");
  const { lambda } = addFunction(template, web, {
    names,
    release: 1,
    code: {
      kind: "zip",
      bucket: "blog-production-files-1a2b3c4d",
      key: "code/4a5b6c.zip",
      runtime: "python3.13",
      handler: "monolift_handler.handler",
      architecture: "arm64",
      environment: {},
      digest: "4a5b6c7d8e9f00112233",
    },
    rights: [],
    retentionDays: 30,
    reservedConcurrency: null,
    network: null,
  });
  const request: DoorRequest = {
    plan,
    choice,
    names,
    lambda,
    buckets: { files: "blog-production-files-1a2b3c4d", media: "blog-production-media-1a2b3c4d" },
    originParameter: "/monolift/blog/production/origin",
    domain: typeof variant.domain === "string" ? { name: variant.domain, certificateArn } : null,
    accessLogDays: variant.accessLogDays ?? null,
    loadBalancer: choice.kind === "alb" ? { listener, priority: 100, paths: variant.paths ?? [] } : null,
  };
  addDoor(template, request);
  return template.build();
}

const files = { static: "/static/", media: "/media/" };
const variants: readonly (readonly [string, Variant])[] = [
  ["a Function URL", {}],
  ["a Function URL from a VPC, which streams nothing", { door: "function-url", isInVpc: true }],
  ["CloudFront with files", files],
  ["CloudFront with a domain alone", { domain }],
  ["CloudFront with both", { ...files, domain }],
  ["CloudFront with files at other addresses", { static: "/assets/", media: "/assets/uploads/" }],
  ["CloudFront before a slow function", { ...files, timeoutSeconds: 900 }],
  ["API Gateway", { door: "rest" }],
  ["API Gateway with a domain and access logs", { door: "rest", domain, accessLogDays: 30 }],
  ["API Gateway behind CloudFront, for functions in a VPC", { ...files, domain, isInVpc: true }],
  ["paths of a load balancer", { door: "alb", paths: ["/blog/*"] }],
  ["a domain of a load balancer", { ...files, door: "alb", domain }],
];

interface DistributionConfig {
  readonly Origins: readonly {
    readonly Id: string;
    readonly ConnectionAttempts?: number;
    readonly OriginPath?: string;
    readonly OriginCustomHeaders?: readonly { readonly HeaderName: string; readonly HeaderValue: string }[];
    readonly CustomOriginConfig?: { readonly OriginReadTimeout: number };
  }[];
  readonly CacheBehaviors: readonly {
    readonly PathPattern: string;
    readonly TargetOriginId: string;
    readonly FunctionAssociations: readonly { readonly EventType: string }[];
  }[];
  readonly CustomErrorResponses: readonly {
    readonly ErrorCode: number;
    readonly ErrorCachingMinTTL: number;
  }[];
}

function distributionOf({ Resources }: Template): DistributionConfig {
  return Resources["Distribution"]?.Properties["DistributionConfig"] as DistributionConfig;
}

function propertiesOf(template: Template, type: string): readonly Readonly<Record<string, unknown>>[] {
  return Object.values(template.Resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties);
}

describe("addDoor", () => {
  let engine: InstanceType<typeof RegoEngine>;
  let folder: string;
  beforeAll(async () => {
    engine = new RegoEngine();
    folder = await mkdtemp(join(tmpdir(), "monolift-doors-"));
  });
  afterAll(async () => {
    engine.free();
    await rm(folder, { recursive: true });
  });

  it.each(variants)("gives a template in which AWS's validator finds nothing: %s", async (_name, variant) => {
    const file = join(folder, "template.json");
    await writeFile(file, JSON.stringify(templateOf(variant)));
    const { diagnostics } = engine.validateStandard(new TemplateFile(file));
    const findings = diagnostics.filter(({ severity }) => severity !== "INFO");
    expect(findings.map(({ ruleId, message, entity }) => [ruleId, message, entity])).toEqual([]);
  });

  it("gives templates in which cfn-lint finds nothing either", async () => {
    const templates = variants.map(([, variant], index) => ({
      file: join(folder, `door-${index}.json`),
      text: JSON.stringify(templateOf(variant)),
    }));
    await Promise.all(templates.map(({ file, text }) => writeFile(file, text)));
    const lint = promisify(execFile)(emulatorPath("cfn-lint"), [
      "--format",
      "parseable",
      "--regions",
      "us-east-1",
      "--",
      ...templates.map(({ file }) => file),
    ]);
    const { stdout } = await lint.catch((error: { readonly stdout: string }) => error);
    expect(stdout).toBe("");
  }, 60_000);

  it("tells in its outputs where the application is, and what its domain has to lead to", () => {
    expect(Object.keys(templateOf({}).Outputs)).toEqual(["DoorUrl"]);
    const { Outputs } = templateOf({ ...files, domain });
    expect(Outputs["DoorUrl"]).toEqual({ Value: "https://blog.example.com/" });
    expect(Outputs["DoorDomain"]).toEqual({ Value: domain });
    expect(Outputs["DoorTarget"]).toEqual({ Value: { "Fn::GetAtt": ["Distribution", "DomainName"] } });
    expect(Outputs["DoorTargetZone"]).toEqual({ Value: "Z2FDTNDATAQYW2" });
    expect(templateOf({ door: "rest", domain }).Outputs["DoorTarget"]).toEqual({
      Value: { "Fn::GetAtt": ["ApiDomain", "RegionalDomainName"] },
    });
    expect(templateOf({ door: "alb", paths: ["/blog/posts-*", "/about"] }).Outputs["DoorUrl"]).toEqual({
      Value: "https://main-1234567890.us-east-1.elb.amazonaws.com/blog/",
    });
  });

  it("never holds the word by which the function knows CloudFront", () => {
    const [origin] = distributionOf(templateOf(files)).Origins;
    expect(origin?.OriginCustomHeaders).toEqual([
      { HeaderName: "x-monolift-origin", HeaderValue: "{{resolve:ssm:/monolift/blog/production/origin}}" },
    ]);
  });

  it("looks at longer addresses first, and asks the edge only where an address is not the key", () => {
    const usual = distributionOf(templateOf(files)).CacheBehaviors;
    expect(usual.map((one) => [one.PathPattern, one.FunctionAssociations.map((at) => at.EventType)])).toEqual(
      [
        ["/static/*", []],
        ["/media/*", ["viewer-request", "viewer-response"]],
      ],
    );
    const nested = distributionOf(templateOf({ static: "/assets/", media: "/assets/uploads/" }));
    expect(nested.CacheBehaviors.map((one) => [one.PathPattern, one.TargetOriginId])).toEqual([
      ["/assets/uploads/*", "media"],
      ["/assets/*", "static"],
    ]);
  });

  it("keeps no error at the edge", () => {
    const { CustomErrorResponses } = distributionOf(templateOf(files));
    expect(CustomErrorResponses.map(({ ErrorCode }) => ErrorCode)).toEqual(
      expect.arrayContaining([403, 404, 500, 502, 503, 504]),
    );
    expect(CustomErrorResponses.every((one) => one.ErrorCachingMinTTL === 0)).toBe(true);
  });

  it("waits longer than the function may take; where it cannot, it asks once only", () => {
    const originOf = (timeoutSeconds: number) => {
      const [origin] = distributionOf(templateOf({ ...files, timeoutSeconds })).Origins;
      return [origin?.CustomOriginConfig?.OriginReadTimeout, origin?.ConnectionAttempts];
    };
    expect(originOf(30)).toEqual([35, 3]);
    expect(originOf(119)).toEqual([120, 3]);
    expect(originOf(120)).toEqual([120, 1]);
    expect(originOf(900)).toEqual([120, 1]);
  });

  it("makes another deployment of an API only when its methods are others", () => {
    const deploymentOf = (variant: Variant): string | undefined =>
      Object.keys(templateOf(variant).Resources).find((id) => id.startsWith("ApiDeployment"));
    const usual = deploymentOf({ door: "rest" });
    expect(deploymentOf({ door: "rest", domain, accessLogDays: 30 })).toBe(usual);
    expect(deploymentOf({ door: "rest", timeoutSeconds: 60 })).not.toBe(usual);
  });

  it("passes an answer on while the function writes it, where the door can", () => {
    const [method] = propertiesOf(templateOf({ door: "rest" }), "AWS::ApiGateway::Method");
    expect(method?.["Integration"]).toMatchObject({
      ResponseTransferMode: "STREAM",
      TimeoutInMillis: 35_000,
    });
    expect(JSON.stringify(method)).toContain(":live/response-streaming-invocations");
    const [streaming] = propertiesOf(templateOf({}), "AWS::Lambda::Url");
    expect(streaming?.["InvokeMode"]).toBe("RESPONSE_STREAM");
    const inVpc = templateOf({ door: "function-url", isInVpc: true });
    expect(propertiesOf(inVpc, "AWS::Lambda::Url")[0]?.["InvokeMode"]).toBe("BUFFERED");
  });

  it("has CloudFront ask the API below its stage, and only CloudFront have the domain", () => {
    const template = templateOf({ ...files, domain, isInVpc: true });
    expect(distributionOf(template).Origins[0]?.OriginPath).toBe("/live");
    expect(propertiesOf(template, "AWS::ApiGateway::DomainName")).toEqual([]);
  });
});
