import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { writeZip } from "../../src/bundle/archive.ts";
import type { Aws } from "../../src/providers/aws/aws.ts";
import { trust } from "../../src/providers/aws/rights.ts";
import { createTemplate, type Template } from "../../src/providers/aws/template/template.ts";
import { hashText } from "../../src/system/files.ts";

/** Code as it lies in a bucket. */
export interface UploadedCode {
  readonly bucket: string;
  readonly key: string;
  readonly digest: string;
}

/** The bucket for everything that the tests of one emulator upload. */
export const filesBucket = "monolift-tests-files";

export async function makeFilesBucket(aws: Aws): Promise<void> {
  await aws.client(S3Client).send(new CreateBucketCommand({ Bucket: filesBucket }));
}

/** Zips files (text by path) and puts them where a template can name them; `*.link` is a link to what its text names. */
export async function uploadCode(aws: Aws, files: Readonly<Record<string, string>>): Promise<UploadedCode> {
  const folder = await mkdtemp(join(tmpdir(), "monolift-code-"));
  try {
    const zip = join(folder, "code.zip");
    const entries = Object.entries(files).map(([path, text]) => ({
      path,
      mode: path.endsWith(".link") ? 0o120777 : path.endsWith(".py") ? 0o100644 : 0o100755,
      sizeBytes: Buffer.byteLength(text),
      read: () => Promise.resolve(Buffer.from(text)),
    }));
    await writeZip(entries, zip);
    const digest = hashText(JSON.stringify(files));
    const key = `code/${digest}.zip`;
    const upload = { Bucket: filesBucket, Key: key, Body: await readFile(zip) };
    await aws.client(S3Client).send(new PutObjectCommand(upload));
    return { bucket: filesBucket, key, digest };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A handler that answers with `text`. */
export function handlerSaying(text: string): Readonly<Record<string, string>> {
  return {
    "index.py": `def handler(event, context):\n    return {"statusCode": 200, "body": ${JSON.stringify(text)}}\n`,
  };
}

export interface SmallStack {
  /** Of the function and all that is called after it. */
  readonly name: string;
  readonly code: UploadedCode;
  readonly memoryMb?: number;
  /** Environment of the function. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Has a public URL on the alias `live`, which must be there. */
  readonly hasDoor?: boolean;
  /** More log groups, which are resources that cost nothing to make. */
  readonly logGroups?: number;
}

/** The least that a stage's compute consists of: a function with its role, log group and version. */
export function smallStack({
  name,
  code,
  memoryMb = 128,
  variables = {},
  hasDoor = false,
  logGroups = 0,
}: SmallStack): Template {
  const template = createTemplate(`${name}, a test`, [{ Key: "monolift:project", Value: name }]);
  const logs = template.add("Logs", "AWS::Logs::LogGroup", {
    LogGroupName: `/aws/lambda/${name}`,
    RetentionInDays: 7,
  });
  for (let number = 0; number < logGroups; number += 1)
    template.add(`Logs${number}`, "AWS::Logs::LogGroup", {
      LogGroupName: `/tests/${name}/${number}`,
      RetentionInDays: 7,
    });
  const role = template.add("Role", "AWS::IAM::Role", {
    AssumeRolePolicyDocument: trust("lambda.amazonaws.com"),
  });
  const lambda = template.add(
    "Web",
    "AWS::Lambda::Function",
    {
      FunctionName: name,
      Role: role.attribute("Arn"),
      Runtime: "python3.11",
      Handler: "index.handler",
      Code: { S3Bucket: code.bucket, S3Key: code.key },
      MemorySize: memoryMb,
      Environment: { Variables: variables },
    },
    { dependsOn: [logs] },
  );
  const version = template.add(
    `Version${hashText(`${code.digest} ${memoryMb} ${JSON.stringify(variables)}`).slice(0, 12)}`,
    "AWS::Lambda::Version",
    { FunctionName: lambda.ref },
    { deletionPolicy: "Retain" },
  );
  if (hasDoor) {
    const url = template.add("Door", "AWS::Lambda::Url", {
      TargetFunctionArn: lambda.attribute("Arn"),
      Qualifier: "live",
      AuthType: "NONE",
      InvokeMode: "RESPONSE_STREAM",
    });
    template.output("Url", url.attribute("FunctionUrl"));
  }
  template.output("Version", version.attribute("Version"));
  return template.build();
}
