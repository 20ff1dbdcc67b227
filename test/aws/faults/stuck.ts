import {
  CloudFormationClient,
  CreateChangeSetCommand,
  GetTemplateCommand,
} from "@aws-sdk/client-cloudformation";
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { Aws } from "../../../src/providers/aws/aws.ts";
import { stackName, stageTags } from "../../../src/providers/aws/names.ts";
import { deployStack } from "../../../src/providers/aws/stack/deploy-stack.ts";
import { readStack } from "../../../src/providers/aws/stack/stack.ts";
import type { Template } from "../../../src/providers/aws/template/template.ts";
import { openGate, withGate } from "../gate.ts";
import { watching } from "../watching.ts";
import { beginChange, liftAgain, lookAfterUp, lookAtStage } from "./afterwards.ts";
import type { Site } from "./site.ts";
import type { Trial } from "./trial.ts";
import { readPage } from "./visitor.ts";

const empty = {
  AWSTemplateFormatVersion: "2010-09-09",
  Description: "an attempt",
  Resources: {},
  Outputs: {},
};

/** The first `up` finds a stack of its name in a status in which nothing can be updated. */
export async function liftOver(
  site: Site,
  trial: Trial,
  status: "REVIEW_IN_PROGRESS" | "ROLLBACK_COMPLETE",
): Promise<void> {
  await site.begin(`preview-${status.split("_")[0]?.toLowerCase()}`);
  const change = await site.edit();
  const aws = site.ministack.connect();
  try {
    await leaveAt[status](aws, site.stage);
    const found = (await readStack(aws, stackName(namesOf(site.stage))))?.status;
    if (found !== status) throw new Error(`the stack is at ${found}`);
  } finally {
    aws.close();
  }
  const { json } = await liftAgain(site, trial);
  const page = await readPage(site.ministack, String(json?.url));
  trial.holds("the new code answers", page === change, page);
  await lookAtStage(site, trial);
}

const namesOf = (stage: string): { readonly project: string; readonly stage: string } => ({
  project: "shop",
  stage,
});

const leaveAt = {
  /** Somebody was interrupted between the making and the execution of a change set. */
  REVIEW_IN_PROGRESS: async (aws, stage) => {
    const names = namesOf(stage);
    const command = new CreateChangeSetCommand({
      StackName: stackName(names),
      ChangeSetName: "left-behind",
      ChangeSetType: "CREATE",
      Tags: [...stageTags(names)],
      TemplateBody: JSON.stringify(withGate(empty as Template, "Gate", {})),
    });
    await aws.client(CloudFormationClient).send(command);
  },
  /** A first attempt failed. */
  ROLLBACK_COMPLETE: async (aws, stage) => {
    await failAtGate(aws, stage, empty as Template, []);
  },
} as const satisfies Record<string, (aws: Aws, stage: string) => Promise<void>>;

/** Brings a stage's stack to a template that fails behind these resources. */
async function failAtGate(
  aws: Aws,
  stage: string,
  template: Template,
  after: readonly string[],
): Promise<void> {
  const names = namesOf(stage);
  const name = stackName(names);
  const watcher = watching(async () => void (await openGate(aws, name, "Gate", "FAILURE")));
  const request = { name, tags: stageTags(names), template: withGate(template, "Gate", { after }) };
  const error: unknown = await deployStack(aws, request, watcher).catch((failure: unknown) => failure);
  if (!(error instanceof Error)) throw new Error("the stack did not fail");
}

/**
 * An update of a stage that serves fails, and so does the way back, since the code from before is no longer in the bucket. It
 * is there again when the next `up` comes.
 */
export async function liftStuck(site: Site, trial: Trial): Promise<void> {
  const change = await beginChange(site);
  const aws = site.ministack.connect();
  try {
    await failBothWays(aws, site.stage);
    const found = (await readStack(aws, stackName(namesOf(site.stage))))?.status;
    if (found !== "UPDATE_ROLLBACK_FAILED") throw new Error(`the stack is at ${found}`);
  } finally {
    aws.close();
  }
  const ended = await site.call("up");
  trial.holds("`up` ends well by itself", ended.code === 0, ended.json);
  await lookAfterUp(site, trial, change, ended);
}

async function failBothWays(aws: Aws, stage: string): Promise<void> {
  const stack = { StackName: stackName(namesOf(stage)) };
  const { TemplateBody = "" } = await aws.client(CloudFormationClient).send(new GetTemplateCommand(stack));
  const template = JSON.parse(TemplateBody) as Template;
  const [id, lambda] =
    Object.entries(template.Resources).find(([, { Type }]) => Type === "AWS::Lambda::Function") ?? [];
  if (id === undefined || lambda === undefined) throw new Error("the stack has no function");
  const { S3Bucket: Bucket, S3Key: Key } = (lambda.Properties as { Code: Record<string, string> }).Code;
  const s3 = aws.client(S3Client);
  const other = await uploadCopy(aws, { Bucket: Bucket ?? "", Key: Key ?? "" });
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  const Resources = {
    ...template.Resources,
    [id]: { ...lambda, Properties: { ...lambda.Properties, Code: { S3Bucket: Bucket, S3Key: other.key } } },
  };
  await failAtGate(aws, stage, { ...template, Resources }, [id]);
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: other.body }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: other.key }));
}

async function uploadCopy(
  aws: Aws,
  { Bucket, Key }: { readonly Bucket: string; readonly Key: string },
): Promise<{ readonly key: string; readonly body: Uint8Array }> {
  const s3 = aws.client(S3Client);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const body = (await Body?.transformToByteArray()) ?? new Uint8Array();
  const key = "code/another.zip";
  await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: body }));
  return { key, body };
}
