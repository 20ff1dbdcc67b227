import { LambdaClient, ListAliasesCommand, ListVersionsByFunctionCommand } from "@aws-sdk/client-lambda";
import { ListBucketsCommand, ListMultipartUploadsCommand, S3Client } from "@aws-sdk/client-s3";
import { paginateDescribeParameters, SSMClient } from "@aws-sdk/client-ssm";
import type { Aws } from "../../../src/providers/aws/aws.ts";
import type { Ministack } from "../ministack.ts";

/** What there is of a stage, asked through the plain APIs. */
export interface Census {
  /** Published versions by name of the function. */
  readonly versions: Readonly<Record<string, readonly string[]>>;
  /** Version and description of `live` by name of the function. */
  readonly live: Readonly<Record<string, string>>;
  readonly buckets: readonly string[];
  readonly parameters: readonly string[];
  /** Uploads in parts that nobody has ended. */
  readonly openUploads: number;
}

/** Counts what there is of a stage of the project `shop`. */
export async function countStage(ministack: Ministack, stage: string): Promise<Census> {
  const aws = ministack.connect();
  try {
    const { Buckets = [] } = await aws.client(S3Client).send(new ListBucketsCommand({}));
    const buckets = Buckets.flatMap(({ Name }) => (Name?.startsWith(`shop-${stage}-`) === true ? Name : []));
    const names = ["web", "manage"].map((name) => `shop-${stage}-${name}`);
    return {
      versions: Object.fromEntries(
        await Promise.all(names.map(async (name) => [name, await versionsOf(aws, name)] as const)),
      ),
      live: Object.fromEntries(
        await Promise.all(names.map(async (name) => [name, await liveOf(aws, name)] as const)),
      ),
      buckets,
      parameters: (await parameterNames(aws)).filter((name) => name.startsWith(`/monolift/shop/${stage}/`)),
      openUploads: (await Promise.all(buckets.map((bucket) => openUploadsOf(aws, bucket)))).reduce(
        (sum, count) => sum + count,
        0,
      ),
    };
  } finally {
    aws.close();
  }
}

/** The names of all parameters. */
export async function parameterNames(aws: Aws): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of paginateDescribeParameters({ client: aws.client(SSMClient) }, {}))
    names.push(...(page.Parameters ?? []).flatMap(({ Name }) => Name ?? []));
  return names;
}

async function versionsOf(aws: Aws, name: string): Promise<readonly string[]> {
  const { Versions = [] } = await aws
    .client(LambdaClient)
    .send(new ListVersionsByFunctionCommand({ FunctionName: name }));
  return Versions.flatMap(({ Version = "$LATEST" }) => (Version === "$LATEST" ? [] : Version));
}

async function liveOf(aws: Aws, name: string): Promise<string> {
  const { Aliases = [] } = await aws
    .client(LambdaClient)
    .send(new ListAliasesCommand({ FunctionName: name }));
  return Aliases.map(({ FunctionVersion, Description }) => `${FunctionVersion} ${Description}`).join(", ");
}

async function openUploadsOf(aws: Aws, bucket: string): Promise<number> {
  const { Uploads = [] } = await aws
    .client(S3Client)
    .send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  return Uploads.length;
}
