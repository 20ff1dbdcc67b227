import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from "@aws-sdk/client-cloudformation";
import { CloudFrontClient, ListDistributionsCommand } from "@aws-sdk/client-cloudfront";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { CreateAliasCommand, GetAliasCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { beforeAll, describe, expect, it } from "vitest";
import { emulatorPath } from "../../../../test/aws/ministack.ts";
import { useMinistack } from "../../../../test/aws/use-ministack.ts";
import type { Facts } from "../../../facts/schema.ts";
import { makePlan, type StageWishes } from "../../../plan/plan.ts";
import { resourcesOf } from "../../../plan/resources.ts";
import type { Aws } from "../aws.ts";
import { functionName, stackName, type StageNames } from "../names.ts";
import { addDoor, type DoorRequest } from "../resources/door.ts";
import { addFunction } from "../resources/function.ts";
import { createTemplate, type TemplateBuilder } from "../template/template.ts";
import { ensureBucketPolicy, filesBucketPolicy, mediaBucketPolicy } from "./bucket-access.ts";
import { chooseDoor } from "./choose-door.ts";
import { readListener } from "./listener.ts";

const buckets = { files: "doors-files", media: "doors-media" };
const originParameter = "/monolift/doors/origin";

/** Tells what it was asked. */
const handler = `
import json

def handler(event, context):
    body = {
        "headers": event["headers"],
        "path": event.get("rawPath", event.get("path")),
        "method": event["requestContext"].get("http", event).get("method", event.get("httpMethod")),
        "body": event.get("body"),
        "isBase64Encoded": event.get("isBase64Encoded"),
    }
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}
`;

/** What the function was asked. */
interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly path: string;
  readonly method: string;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** What a stage wishes for besides. */
interface Wishes extends Pick<StageWishes, "door"> {
  readonly loadBalancer?: DoorRequest["loadBalancer"];
}

interface Asking {
  readonly method?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Files {
  readonly static: string | null;
  readonly media: string | null;
}

function templateOf(
  names: StageNames,
  files: Files,
  { wishes = {}, hasAlias }: { readonly wishes?: Wishes; readonly hasAlias: boolean },
): TemplateBuilder {
  const facts = {
    application: "site.wsgi:application",
    interface: "wsgi",
    static: { url: files.static, finders: [], storage: null },
    media: { url: files.media, root: null },
  } as unknown as Facts;
  const plan = makePlan(facts, {
    name: names.project,
    stage: names.stage,
    database: { engine: "postgres" },
    functions: { web: { memoryMb: 128, tmpMb: 512, timeoutSeconds: 30, concurrency: 10 } },
    ...(wishes.door === undefined ? {} : { door: wishes.door }),
  });
  const [web] = resourcesOf(plan, "function");
  if (web === undefined) throw new Error("the plan has no function");
  const template = createTemplate("a function and its door", []);
  const { lambda } = addFunction(template, web, {
    names,
    release: 1,
    code: {
      kind: "zip",
      bucket: buckets.files,
      key: "code/handler.zip",
      runtime: "python3.11",
      handler: "handler.handler",
      architecture: "x86_64",
      environment: {},
      digest: "4a5b6c7d8e9f00112233",
    },
    rights: [],
    retentionDays: 30,
    reservedConcurrency: null,
    network: null,
  });
  if (hasAlias) {
    const choice = chooseDoor(plan, { isInVpc: false, isElsewhere: true });
    addDoor(template, {
      plan,
      choice,
      names,
      lambda,
      buckets,
      originParameter,
      domain: null,
      accessLogDays: null,
      loadBalancer: wishes.loadBalancer ?? null,
    });
  }
  return template;
}

describe("a door on an emulator of AWS", () => {
  const { ministack, aws } = useMinistack();
  beforeAll(async () => {
    await fillBuckets(aws());
    await aws()
      .client(SSMClient)
      .send(new PutParameterCommand({ Name: originParameter, Type: "String", Value: "open-sesame" }));
  }, 30_000);

  /** Makes a function, its alias, and then the door, as a first and a second release do. */
  async function open(stage: string, files: Files, wishes: Wishes = {}) {
    const names = { project: "doors", stage };
    const cloudformation = aws().client(CloudFormationClient);
    const StackName = stackName(names);
    const Capabilities = ["CAPABILITY_IAM" as const];
    const first = JSON.stringify(templateOf(names, files, { wishes, hasAlias: false }).build());
    await cloudformation.send(new CreateStackCommand({ StackName, TemplateBody: first, Capabilities }));
    await waitUntilStackCreateComplete({ client: cloudformation, ...patience }, { StackName });
    const alias = { FunctionName: functionName(names, "web"), Name: "live", FunctionVersion: "1" };
    await aws().client(LambdaClient).send(new CreateAliasCommand(alias));
    const second = templateOf(names, files, { wishes, hasAlias: true });
    const Parameters = Object.entries(second.parameters()).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    }));
    const TemplateBody = JSON.stringify(second.build());
    await cloudformation.send(new UpdateStackCommand({ StackName, TemplateBody, Parameters, Capabilities }));
    await waitUntilStackUpdateComplete({ client: cloudformation, ...patience }, { StackName });
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    const outputs = new Map(Stacks?.[0]?.Outputs?.map((one) => [one.OutputKey, one.OutputValue ?? ""]));
    return {
      url: outputs.get("DoorUrl") ?? "",
      distributionId: outputs.get("DoorDistribution") ?? "",
      close: async () => {
        await cloudformation.send(new DeleteStackCommand({ StackName }));
        await waitUntilStackDeleteComplete({ client: cloudformation, ...patience }, { StackName });
      },
    };
  }

  /** Over HTTPS, as far as CloudFront can see. */
  const ask = (url: string, options: Asking = {}): Promise<Response> =>
    ministack().ask(url, { ...options, headers: { ...options.headers, "x-forwarded-proto": "https" } });

  it("answers by a Function URL where there is nothing else to serve", async () => {
    const { url } = await open("plain", { static: null, media: null });
    const response = await ask(`${url}posts/?page=2`, {
      method: "POST",
      body: "sent",
      headers: { "content-type": "text/plain" },
    });
    const asked = (await response.json()) as Asked;
    expect(asked).toMatchObject({ path: "/posts/", method: "POST", body: "sent" });
    expect(asked.headers).not.toHaveProperty("x-monolift-origin");
  });

  it("answers by CloudFront: the application, and files from their buckets", async () => {
    const door = await open("files", { static: "/assets/", media: "/assets/uploads/" });
    const { url, distributionId } = door;
    const reading = { account: aws().account, distributionId };
    await ensureBucketPolicy(aws(), buckets.files, filesBucketPolicy({ ...reading, bucket: buckets.files }));
    await ensureBucketPolicy(aws(), buckets.media, mediaBucketPolicy({ ...reading, bucket: buckets.media }));

    const page = await ask(`${url}posts/?page=2`, {
      method: "POST",
      body: "title=x",
      headers: { "content-type": "application/x-www-form-urlencoded", cookie: "session=1" },
    });
    const asked = (await page.json()) as Asked;
    expect(asked).toMatchObject({ path: "/posts/", method: "POST" });
    expect(asked.headers).toMatchObject({
      "x-monolift-origin": "open-sesame",
      "x-forwarded-host": new URL(url).host,
    });
    expect(asked.headers["host"]).toMatch(/\.lambda-url\./);

    const style = await ask(`${url}assets/css/site.css`);
    expect([style.status, await style.text()]).toEqual([200, "body {}"]);
    expect(style.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const missing = await ask(`${url}assets/css/none.css`);
    // S3 says 404 to whoever may list, the emulator says 403 to everybody.
    expect([403, 404]).toContain(missing.status);
    expect(missing.headers.get("cache-control")).toBeNull();

    const drawing = await ask(`${url}assets/uploads/a%20b.svg`);
    expect([drawing.status, await drawing.text()]).toEqual([200, "<svg/>"]);
    expect(drawing.headers.get("content-security-policy")).toMatch(/^sandbox;/);
    for (const path of ["", ".monolift/pending", "%2Emonolift/pending"]) {
      const hidden = await ask(`${url}assets/uploads/${path}`);
      expect([path, hidden.status]).toEqual([path, 404]);
    }
    const plain = await ministack().ask(`${url}posts/`.replace("https:", "http:"));
    expect(plain.headers.get("location")).toBe(`${url}posts/`);
    await door.close();
    const { DistributionList } = await aws().client(CloudFrontClient).send(new ListDistributionsCommand({}));
    expect(DistributionList?.Items ?? []).toEqual([]);
  }, 30_000);

  it("leaves a bucket alone that follows its policy already, and takes a policy away", async () => {
    const policy = filesBucketPolicy({ account: aws().account, distributionId: "E1", bucket: buckets.files });
    await ensureBucketPolicy(aws(), buckets.files, policy);
    expect(await ensureBucketPolicy(aws(), buckets.files, policy)).toBe(false);
    expect(await ensureBucketPolicy(aws(), buckets.files, null)).toBe(true);
    expect(await ensureBucketPolicy(aws(), buckets.files, null)).toBe(false);
  });

  it("answers by a load balancer, for the paths that it is given", async () => {
    const listener = await readListener(aws(), await createListener(aws()));
    const { url } = await open(
      "balanced",
      { static: null, media: null },
      { door: "alb", loadBalancer: { listener, priority: 10, paths: ["/blog/*"] } },
    );
    expect(url).toBe(`http://${listener.host}/blog/`);
    await registerTarget(aws(), { project: "doors", stage: "balanced" });
    const response = await ministack().ask(`${url}posts/`, {
      method: "POST",
      body: "sent",
      headers: { "content-type": "text/plain" },
    });
    const asked = (await response.json()) as Asked;
    expect(asked).toMatchObject({ path: "/blog/posts/", method: "POST", body: "sent" });
    expect((await ministack().ask(`http://${listener.host}/shop/`)).status).toBe(404);
  });

  it("answers by API Gateway, for every path below its stage", async () => {
    const { url } = await open("api", { static: null, media: null }, { door: "rest" });
    expect(new URL(url).pathname).toBe("/live/");
    const { host } = new URL(url);
    // The emulator has the names of APIs below its own.
    const [id = ""] = host.split(".");
    const local = url.replace(host, `${id}.execute-api.localhost`);
    for (const path of ["", "posts/1/"]) {
      const response = await ask(`${local}${path}`, {
        method: "POST",
        body: Buffer.from([255, 254]),
        headers: { "content-type": "application/octet-stream" },
      });
      const asked = (await response.json()) as Asked;
      expect(asked).toMatchObject({ path: `/${path}`, method: "POST", body: "//4=", isBase64Encoded: true });
    }
  });
});

/** Makes a load balancer as somebody has it, which answers 404 to everything. */
async function createListener(aws: Aws): Promise<string> {
  const elb = aws.client(ElasticLoadBalancingV2Client);
  const { LoadBalancers } = await elb.send(
    new CreateLoadBalancerCommand({ Name: "main", Subnets: ["subnet-1", "subnet-2"] }),
  );
  const { Listeners } = await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: LoadBalancers?.[0]?.LoadBalancerArn,
      Protocol: "HTTP",
      Port: 80,
      DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "404" } }],
    }),
  );
  return Listeners?.[0]?.ListenerArn ?? "";
}

/** The emulator leaves the targets of a template out. */
async function registerTarget(aws: Aws, names: StageNames): Promise<void> {
  const elb = aws.client(ElasticLoadBalancingV2Client);
  const { TargetGroups = [] } = await elb.send(new DescribeTargetGroupsCommand({}));
  const [group] = TargetGroups;
  const alias = { FunctionName: functionName(names, "web"), Name: "live" };
  const { AliasArn } = await aws.client(LambdaClient).send(new GetAliasCommand(alias));
  expect(group).toMatchObject({ TargetType: "lambda", HealthCheckEnabled: false });
  const Targets = [{ Id: AliasArn }];
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn: group?.TargetGroupArn, Targets }));
}

const patience = { maxWaitTime: 20, minDelay: 1, maxDelay: 1 } as const;

async function fillBuckets(aws: Aws): Promise<void> {
  const s3 = aws.client(S3Client);
  for (const Bucket of Object.values(buckets)) await s3.send(new CreateBucketCommand({ Bucket }));
  const put = (Bucket: string, Key: string, Body: Uint8Array | string, ContentType: string) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType, ...lasting(Key) }));
  await put(buckets.files, "code/handler.zip", await zipped(handler), "application/zip");
  await put(buckets.files, "static/css/site.css", "body {}", "text/css");
  await put(buckets.media, "a b.svg", "<svg/>", "image/svg+xml");
  await put(buckets.media, ".monolift/pending", "half of a file", "text/plain");
}

function lasting(key: string): { readonly CacheControl?: string } {
  return key.startsWith("static/") ? { CacheControl: "public, max-age=31536000, immutable" } : {};
}

/** A zip with one module. */
async function zipped(source: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "monolift-handler-"));
  try {
    await writeFile(join(folder, "handler.py"), source);
    const zip = ["-m", "zipfile", "-c", "handler.zip", "handler.py"];
    await promisify(execFile)(emulatorPath("python"), zip, { cwd: folder });
    return await readFile(join(folder, "handler.zip"));
  } finally {
    await rm(folder, { recursive: true });
  }
}
