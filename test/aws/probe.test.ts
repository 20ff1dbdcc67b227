import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  UpdateStackCommand,
  type Stack,
} from "@aws-sdk/client-cloudformation";
import { CloudWatchClient, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateAliasCommand,
  GetAliasCommand,
  GetFunctionConcurrencyCommand,
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  LambdaClient,
  ListVersionsByFunctionCommand,
} from "@aws-sdk/client-lambda";
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { createTemplate, type Template } from "../../src/providers/aws/template/template.ts";
import type { differences } from "./differences.ts";
import { smallStack, uploadCode, type SmallStack } from "./small-stack.ts";
import { stackGround } from "./stack-ground.ts";

const project = [{ Key: "monolift:project", Value: "probe" }];

/** Says what it was asked and how it was started. */
const telling = {
  "index.py": `import json, os

def handler(event, context):
    headers = event.get("headers") or {}
    seen = {name: headers.get(name) for name in ("host", "x-forwarded-host", "x-monolift-origin")}
    told = {"wrapped": os.environ.get("WRAPPED"), "root": os.environ["LAMBDA_TASK_ROOT"], "version": context.function_version}
    if event.get("write"):
        open(os.path.join(told["root"], "written"), "w").close()
    path = event.get("rawPath", "")
    return {"statusCode": 201, "headers": {"content-type": "application/json"}, "body": json.dumps({**seen, **told, "path": path})}
`,
  wrapper: '#!/bin/sh\nexport WRAPPED=yes\nexec "$@"\n',
};

describe("ministack", () => {
  const ground = stackGround();
  const { aws, code } = ground;
  const cloudformation = (): CloudFormationClient => aws().client(CloudFormationClient);
  const lambda = (): LambdaClient => aws().client(LambdaClient);

  const settled = async (StackName: string): Promise<Stack> => {
    for (;;) {
      const { Stacks = [] } = await cloudformation().send(new DescribeStacksCommand({ StackName }));
      const [stack] = Stacks;
      if (stack === undefined) throw new Error(`there is no stack ${StackName}`);
      if (!stack.StackStatus?.endsWith("_IN_PROGRESS")) return stack;
    }
  };
  const create = async (StackName: string, template: Template): Promise<Stack> => {
    const TemplateBody = JSON.stringify(template);
    await cloudformation().send(new CreateStackCommand({ StackName, TemplateBody, Tags: project }));
    return settled(StackName);
  };
  const update = async (StackName: string, template: Template, token?: string): Promise<Stack> => {
    const TemplateBody = JSON.stringify(template);
    await cloudformation().send(
      new UpdateStackCommand({ StackName, TemplateBody, ClientRequestToken: token }),
    );
    return settled(StackName);
  };
  const plan = async (StackName: string, template: Template) => {
    const ChangeSetName = `plan-${Date.now()}`;
    const TemplateBody = JSON.stringify(template);
    await cloudformation().send(new CreateChangeSetCommand({ StackName, ChangeSetName, TemplateBody }));
    return cloudformation().send(new DescribeChangeSetCommand({ StackName, ChangeSetName }));
  };
  const outputOf = ({ Outputs = [] }: Stack, key: string): string =>
    Outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue ?? "";
  const invoke = async (
    FunctionName: string,
    event: object = {},
    Qualifier = "$LATEST",
  ): Promise<unknown> => {
    const { Payload } = await lambda().send(
      new InvokeCommand({ FunctionName, Qualifier, Payload: JSON.stringify(event) }),
    );
    return JSON.parse(Payload?.transformToString() ?? "");
  };
  const told = async (FunctionName: string, event: object = {}): Promise<unknown> =>
    JSON.parse(((await invoke(FunctionName, event)) as { readonly body: string }).body);
  const sumOf = async (
    Namespace: string,
    MetricName: string,
    dimensions: Readonly<Record<string, string>>,
  ): Promise<number> => {
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const { Datapoints = [] } = await aws()
      .client(CloudWatchClient)
      .send(
        new GetMetricStatisticsCommand({
          Namespace,
          MetricName,
          Dimensions,
          Period: 60,
          Statistics: ["Sum"],
          StartTime: new Date(Date.now() - 600_000),
          EndTime: new Date(Date.now() + 60_000),
        }),
      );
    return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
  };
  const small = (more: Omit<SmallStack, "code">): Template => smallStack({ code: code().one, ...more });
  const withProperties = (template: Template, id: string, properties: object): Template => {
    const resource = template.Resources[id];
    if (resource === undefined) throw new Error(`the template has no ${id}`);
    const changed = { ...resource, Properties: { ...resource.Properties, ...properties } };
    return { ...template, Resources: { ...template.Resources, [id]: changed } };
  };

  describe("is as AWS", () => {
    it("in that its calls are those of AWS's SDK, which are counted", async () => {
      const counting = ground.ministack().connect();
      const identity = await counting.client(STSClient).send(new GetCallerIdentityCommand({}));
      expect(identity.Account).toBe(counting.account);
      expect(counting.calls).toEqual([{ service: "STS", operation: "GetCallerIdentity" }]);
      counting.close();
    });

    it("in change sets: what changes, what replaces, and that nothing does", async () => {
      const template = small({ name: "changes" });
      await create("changes", template);
      const none = await plan("changes", template);
      expect(none).toMatchObject({ Status: "FAILED", ExecutionStatus: "UNAVAILABLE" });
      expect(none.StatusReason).toMatch(/^The submitted information didn't contain changes/);
      const renamed = await plan("changes", withProperties(template, "Web", { FunctionName: "renamed" }));
      const web = renamed.Changes?.find(({ ResourceChange }) => ResourceChange?.LogicalResourceId === "Web");
      expect(web?.ResourceChange).toMatchObject({ Action: "Modify", Replacement: "True" });
    });

    it("in events: one for each status of a resource, with the token of the request", async () => {
      const StackName = "events";
      const [ChangeSetName, ClientRequestToken] = ["first", "token-of-the-request"];
      const TemplateBody = JSON.stringify(small({ name: StackName }));
      await cloudformation().send(
        new CreateChangeSetCommand({ StackName, ChangeSetName, TemplateBody, ChangeSetType: "CREATE" }),
      );
      expect((await cloudformation().send(new DescribeStacksCommand({ StackName }))).Stacks).toMatchObject([
        { StackStatus: "REVIEW_IN_PROGRESS" },
      ]);
      await cloudformation().send(
        new ExecuteChangeSetCommand({ StackName, ChangeSetName, ClientRequestToken }),
      );
      await settled(StackName);
      const { StackEvents = [] } = await cloudformation().send(new DescribeStackEventsCommand({ StackName }));
      const ours = StackEvents.filter(
        (event) => event.ClientRequestToken === ClientRequestToken,
      ).toReversed();
      expect(ours.map((event) => `${event.LogicalResourceId?.slice(0, 7)} ${event.ResourceStatus}`)).toEqual([
        "events CREATE_IN_PROGRESS",
        ...["Logs", "Role", "Web", "Version"].flatMap((id) => [
          `${id} CREATE_IN_PROGRESS`,
          `${id} CREATE_COMPLETE`,
        ]),
        "events CREATE_COMPLETE",
      ]);
      expect(StackEvents.at(-1)).toMatchObject({ ResourceStatus: "REVIEW_IN_PROGRESS" });
    });

    it("in releases: versions stay, and the alias that the API has made stays where it is", async () => {
      await create("release", small({ name: "release" }));
      const live = { FunctionName: "release", Name: "live" };
      await lambda().send(new CreateAliasCommand({ ...live, FunctionVersion: "1" }));
      const next = await update("release", smallStack({ name: "release", code: code().two }));
      expect(outputOf(next, "Version")).toBe("2");
      const { Versions = [] } = await lambda().send(
        new ListVersionsByFunctionCommand({ FunctionName: "release" }),
      );
      expect(Versions.map(({ Version }) => Version)).toEqual(["$LATEST", "1", "2"]);
      expect((await lambda().send(new GetAliasCommand(live))).FunctionVersion).toBe("1");
      expect(await invoke("release", {}, "live")).toMatchObject({ body: "one" });
      expect(await invoke("release", {}, "2")).toMatchObject({ body: "two" });
    });

    it("in that a version is published only of what has changed, and its description is no change", async () => {
      const template = small({ name: "published" });
      await create("published", template);
      const version = Object.keys(template.Resources).find((id) => id.startsWith("Version")) ?? "";
      const described = withProperties(template, version, { Description: "again" });
      expect(await update("published", described)).toMatchObject({ StackStatus: "UPDATE_ROLLBACK_COMPLETE" });
    });

    it("in failures: an update that fails is put back", async () => {
      await create("failing", small({ name: "failing" }));
      const failed = await update("failing", smallStack({ name: "failing", code: code().missing }));
      expect(failed).toMatchObject({ StackStatus: "UPDATE_ROLLBACK_COMPLETE" });
      expect(await invoke("failing")).toMatchObject({ body: "one" });
    });

    it("in deletions: by id, and what is retained stays", async () => {
      const template = small({ name: "deleting" });
      const Logs = { ...template.Resources["Logs"], DeletionPolicy: "Retain" };
      const kept = { ...template, Resources: { ...template.Resources, Logs } } as Template;
      const { StackId = "" } = await create("deleting", kept);
      await cloudformation().send(new DeleteStackCommand({ StackName: StackId }));
      expect(await settled(StackId)).toMatchObject({ StackStatus: "DELETE_COMPLETE" });
      const { StackEvents = [] } = await cloudformation().send(
        new DescribeStackEventsCommand({ StackName: StackId }),
      );
      const skipped = StackEvents.filter(({ ResourceStatus }) => ResourceStatus === "DELETE_SKIPPED");
      expect(new Set(skipped.map(({ ResourceType }) => ResourceType))).toEqual(
        new Set(["AWS::Lambda::Version", "AWS::Logs::LogGroup"]),
      );
    });

    it("in the limit of a template that is sent in a call", async () => {
      const long = small({ name: "long", logGroups: 350 });
      await expect(create("long", long)).rejects.toThrow(/less than or equal to 51200/);
    });

    it("in parameters: an older version is read by its number", async () => {
      const ssm = aws().client(SSMClient);
      const parameter = { Name: "/probe/own", Type: "SecureString" } as const;
      await ssm.send(new PutParameterCommand({ ...parameter, Value: "first" }));
      await ssm.send(new PutParameterCommand({ ...parameter, Value: "second", Overwrite: true }));
      const { Parameter } = await ssm.send(
        new GetParameterCommand({ Name: "/probe/own:1", WithDecryption: true }),
      );
      expect(Parameter).toMatchObject({ Value: "first", Version: 1 });
    });

    it("in doors: a Function URL on an alias answers by its name, and CloudFront in front of it", async () => {
      await aws()
        .client(SSMClient)
        .send(new PutParameterCommand({ Name: "/probe/origin", Type: "String", Value: "word" }));
      await aws()
        .client(S3Client)
        .send(new CreateBucketCommand({ Bucket: "probe-static" }));
      const tellingCode = await uploadCode(aws(), telling);
      await create("door", smallStack({ name: "door", code: tellingCode }));
      const alias = { FunctionName: "door", Name: "live", FunctionVersion: "1" };
      await lambda().send(new CreateAliasCommand(alias));
      const inside = smallStack({ name: "door", code: tellingCode, hasDoor: true });
      const opened = await update("door", withProperties(inside, "Door", { InvokeMode: "BUFFERED" }));
      const url = outputOf(opened, "Url");
      const direct = await ground.ministack().ask(`${url}page?x=1`);
      expect([direct.status, await direct.json()]).toMatchObject([
        201,
        { path: "/page", version: "1", host: new URL(url).host },
      ]);
      const edge = await create("edge", edgeOf(new URL(url).host));
      const domain = outputOf(edge, "Domain");
      const through = await ground.ministack().ask(`https://${domain}/page`);
      expect([through.status, await through.json()]).toMatchObject([
        201,
        { host: new URL(url).host, "x-forwarded-host": domain, "x-monolift-origin": "word" },
      ]);
      const plain = await ground.ministack().ask(`http://${domain}/page`);
      expect([plain.status, plain.headers.get("location")]).toEqual([301, `https://${domain}/page`]);
      const css = `https://${domain}/static/site.css`;
      await aws()
        .client(S3Client)
        .send(new PutObjectCommand({ Bucket: "probe-static", Key: "static/site.css", Body: "body {}" }));
      expect((await ground.ministack().ask(css)).status).toBe(403);
      await letIn("probe-static", outputOf(edge, "Id"));
      const file = await ground.ministack().ask(css);
      expect([file.status, await file.text()]).toEqual([200, "body {}"]);
    });

    /** Lets one distribution read a bucket. */
    const letIn = async (Bucket: string, distribution: string): Promise<void> => {
      const source = `arn:aws:cloudfront::${aws().account}:distribution/${distribution}`;
      const statement = {
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${Bucket}/*`,
        Condition: { StringEquals: { "AWS:SourceArn": source } },
      };
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
      await aws().client(S3Client).send(new PutBucketPolicyCommand({ Bucket, Policy }));
    };
  });

  /** Each proves what `differences` says; the emulator has changed where one fails. */
  const probes: Record<keyof typeof differences, () => Promise<void>> = {
    "exec-wrapper": async () => {
      const variables = { AWS_LAMBDA_EXEC_WRAPPER: "/var/task/wrapper" };
      await create(
        "wrapped",
        smallStack({ name: "wrapped", code: await uploadCode(aws(), telling), variables }),
      );
      expect(await told("wrapped")).toMatchObject({ wrapped: null });
    },
    "task-root": async () => {
      await create("root", smallStack({ name: "root", code: await uploadCode(aws(), telling) }));
      const answered = await told("root", { write: true });
      expect((answered as { readonly root: string }).root).not.toBe("/var/task");
    },
    "links-in-zips": async () => {
      const files = {
        "index.py":
          "import json, os\ndef handler(event, context):\n    path = os.path.join(os.environ['LAMBDA_TASK_ROOT'], 'there.link')\n    return {'body': json.dumps(os.path.islink(path))}\n",
        "there.link": "index.py",
      };
      await create("linked", smallStack({ name: "linked", code: await uploadCode(aws(), files) }));
      expect(await told("linked")).toBe(false);
    },
    "buffered-stream": async () => {
      await create("streaming", small({ name: "streaming" }));
      const { EventStream } = await lambda().send(
        new InvokeWithResponseStreamCommand({ FunctionName: "streaming", Payload: "{}" }),
      );
      const kinds: string[] = [];
      for await (const event of EventStream ?? []) kinds.push(...Object.keys(event));
      expect(kinds).toEqual(["PayloadChunk", "InvokeComplete"]);
    },
    "missing-code": async () => {
      const made = await create("codeless", smallStack({ name: "codeless", code: code().missing }));
      expect(made).toMatchObject({ StackStatus: "CREATE_COMPLETE" });
    },
    "taken-names": async () => {
      await create("taken", small({ name: "taken" }));
      expect(await create("takes", small({ name: "taken" }))).toMatchObject({
        StackStatus: "CREATE_COMPLETE",
      });
    },
    "reserved-concurrency": async () => {
      const reserving = { ReservedConcurrentExecutions: 5_000 };
      const made = await create("reserved", withProperties(small({ name: "reserved" }), "Web", reserving));
      expect(made).toMatchObject({ StackStatus: "CREATE_COMPLETE" });
      const reserved = await lambda().send(new GetFunctionConcurrencyCommand({ FunctionName: "reserved" }));
      expect(reserved.ReservedConcurrentExecutions).toBeUndefined();
    },
    "alias-weights": async () => {
      await create("weighted", small({ name: "weighted" }));
      await update("weighted", smallStack({ name: "weighted", code: code().two }));
      await lambda().send(
        new CreateAliasCommand({
          FunctionName: "weighted",
          Name: "live",
          FunctionVersion: "1",
          RoutingConfig: { AdditionalVersionWeights: { 2: 1 } },
        }),
      );
      expect(await invoke("weighted", {}, "live")).toMatchObject({ body: "one" });
    },
    "version-metrics": async () => {
      await create("counted", small({ name: "counted" }));
      const alias = { FunctionName: "counted", Name: "live", FunctionVersion: "1" };
      await lambda().send(new CreateAliasCommand(alias));
      await invoke("counted", {}, "live");
      const dimensions = { FunctionName: "counted", Resource: "counted:live", ExecutedVersion: "1" };
      expect(await sumOf("AWS/Lambda", "Invocations", { FunctionName: "counted" })).toBe(1);
      expect(await sumOf("AWS/Lambda", "Invocations", dimensions)).toBe(0);
    },
    "embedded-metrics": async () => {
      const metric = {
        Namespace: "Monolift",
        Dimensions: [["FunctionName"]],
        Metrics: [{ Name: "FailedAnswers" }],
      };
      const described = { Timestamp: Date.now(), CloudWatchMetrics: [metric] };
      const line = { _aws: described, FunctionName: "embedded", FailedAnswers: 1 };
      const stream = { logGroupName: "/tests/embedded", logStreamName: "one" };
      const logs = aws().client(CloudWatchLogsClient);
      await logs.send(new CreateLogGroupCommand(stream));
      await logs.send(new CreateLogStreamCommand(stream));
      const logEvents = [{ timestamp: Date.now(), message: JSON.stringify(line) }];
      await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
      expect(await sumOf("Monolift", "FailedAnswers", { FunctionName: "embedded" })).toBe(0);
    },
    "environment-size": async () => {
      const variables = { LONG: "x".repeat(5_000) };
      const made = await create("environment", small({ name: "environment", variables }));
      expect(made).toMatchObject({ StackStatus: "CREATE_COMPLETE" });
    },
    "open-doors": async () => {
      await create("open", small({ name: "open" }));
      await lambda().send(
        new CreateAliasCommand({ FunctionName: "open", Name: "live", FunctionVersion: "1" }),
      );
      const opened = await update("open", small({ name: "open", hasDoor: true }));
      expect((await ground.ministack().ask(outputOf(opened, "Url"))).status).toBe(200);
    },
    capabilities: async () => {
      expect(await create("capable", small({ name: "capable" }))).toMatchObject({ Capabilities: [] });
    },
    "unchanged-events": async () => {
      await create("noisy", small({ name: "noisy" }));
      await update("noisy", small({ name: "noisy", memoryMb: 256 }), "noisy-token");
      const { StackEvents = [] } = await cloudformation().send(
        new DescribeStackEventsCommand({ StackName: "noisy" }),
      );
      const changed = StackEvents.filter((event) => event.ClientRequestToken === "noisy-token");
      expect(changed.map(({ LogicalResourceId }) => LogicalResourceId)).toContain("Role");
    },
    "outputs-only": async () => {
      const template = small({ name: "outputs" });
      await create("outputs", template);
      const more = { ...template, Outputs: { ...template.Outputs, More: { Value: "x" } } };
      expect(await plan("outputs", more)).toMatchObject({ Status: "FAILED", Changes: [] });
    },
    tags: async () => {
      await create("tagged", small({ name: "tagged" }));
      const filter = { Key: "monolift:project", Values: ["tagged"] };
      const found = await aws()
        .client(ResourceGroupsTaggingAPIClient)
        .send(new GetResourcesCommand({ TagFilters: [filter] }));
      expect(found.ResourceTagMappingList?.map(({ ResourceARN }) => ResourceARN)).toEqual([
        `arn:aws:lambda:${aws().region}:${aws().account}:function:tagged`,
      ]);
    },
    "nat-gateway": async () => {
      const template = createTemplate("nat", []);
      template.add("Gateway", "AWS::EC2::NatGateway", { SubnetId: "subnet-1" });
      await expect(create("nat", template.build())).rejects.toThrow(/Unrecognized resource types/);
    },
    budgets: async () => {
      const template = createTemplate("budget", []);
      template.add("Budget", "AWS::Budgets::Budget", { Budget: { BudgetType: "COST", TimeUnit: "MONTHLY" } });
      await expect(create("budget", template.build())).rejects.toThrow(/Unrecognized resource types/);
    },
    "mail-identities": async () => {
      const tag = { Key: "monolift:project", Value: "mailing" };
      const make = new CreateEmailIdentityCommand({ EmailIdentity: "probe.example", Tags: [tag] });
      const { VerifiedForSendingStatus } = await aws().client(SESv2Client).send(make);
      expect(VerifiedForSendingStatus).toBe(true);
      const look = new GetResourcesCommand({ TagFilters: [{ Key: tag.Key, Values: [tag.Value] }] });
      const found = await aws().client(ResourceGroupsTaggingAPIClient).send(look);
      expect(found.ResourceTagMappingList).toEqual([]);
    },
  };

  it.each(Object.entries(probes))("is not AWS in this: %s", async (_name, probe) => {
    await expect(probe()).resolves.toBeUndefined();
  });
});

/** CloudFront before a function's URL and a bucket, with a word in a header and the visitor's host in another. */
function edgeOf(functionHost: string): Template {
  const template = createTemplate("edge", []);
  const access = template.add("Access", "AWS::CloudFront::OriginAccessControl", {
    OriginAccessControlConfig: {
      Name: "probe",
      OriginAccessControlOriginType: "s3",
      SigningBehavior: "always",
      SigningProtocol: "sigv4",
    },
  });
  const host = template.add("Host", "AWS::CloudFront::Function", {
    Name: "probe-host",
    AutoPublish: true,
    FunctionConfig: { Comment: "", Runtime: "cloudfront-js-2.0" },
    FunctionCode:
      "function handler(event) { var request = event.request; request.headers['x-forwarded-host'] = { value: request.headers.host.value }; return request; }",
  });
  const distribution = template.add("Distribution", "AWS::CloudFront::Distribution", {
    DistributionConfig: {
      Enabled: true,
      Origins: [
        {
          Id: "function",
          DomainName: functionHost,
          CustomOriginConfig: { OriginProtocolPolicy: "https-only", OriginSSLProtocols: ["TLSv1.2"] },
          OriginCustomHeaders: [
            { HeaderName: "x-monolift-origin", HeaderValue: "{{resolve:ssm:/probe/origin}}" },
          ],
        },
        {
          Id: "static",
          DomainName: "probe-static.s3.us-east-1.amazonaws.com",
          OriginAccessControlId: access.attribute("Id"),
          S3OriginConfig: { OriginAccessIdentity: "" },
        },
      ],
      DefaultCacheBehavior: {
        TargetOriginId: "function",
        ViewerProtocolPolicy: "redirect-to-https",
        CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        OriginRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        FunctionAssociations: [{ EventType: "viewer-request", FunctionARN: host.attribute("FunctionARN") }],
      },
      CacheBehaviors: [
        {
          PathPattern: "static/*",
          TargetOriginId: "static",
          ViewerProtocolPolicy: "redirect-to-https",
          CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
      ],
    },
  });
  template.output("Domain", distribution.attribute("DomainName"));
  template.output("Id", distribution.ref);
  return template.build();
}
