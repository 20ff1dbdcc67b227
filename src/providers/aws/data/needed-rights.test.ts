import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { neededDataRights, pushActions } from "./needed-rights.ts";

const aws = { region: "eu-west-1", account: "000000000000", caller: "arn:aws:iam::000000000000:user/ann" };
const rights = neededDataRights(aws, { project: "blog", stage: "production" });

/** How policies name a service. */
const services: Readonly<Record<string, string>> = {
  acm: "acm",
  "api-gateway": "apigateway",
  cloudformation: "cloudformation",
  cloudfront: "cloudfront",
  "cloudwatch-logs": "logs",
  cloudwatch: "cloudwatch",
  ecr: "ecr",
  iam: "iam",
  lambda: "lambda",
  rds: "rds",
  "resource-groups-tagging-api": "tag",
  s3: "s3",
  "secrets-manager": "secretsmanager",
  sesv2: "ses",
  ssm: "ssm",
};

/**
 * Calls whose action has another name than they.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  "apigateway:GetRestApi": ["apigateway:GET"],
  "s3:CompleteMultipartUpload": ["s3:PutObject"],
  "s3:CopyObject": ["s3:GetObject", "s3:GetObjectTagging", "s3:PutObject", "s3:PutObjectTagging"],
  "s3:CreateMultipartUpload": ["s3:PutObject"],
  "s3:DeleteBucketCors": ["s3:PutBucketCORS"],
  "s3:DeleteObjects": ["s3:DeleteObject", "s3:DeleteObjectVersion"],
  "s3:HeadBucket": ["s3:ListBucket"],
  "s3:HeadObject": ["s3:GetObject"],
  "s3:ListMultipartUploads": ["s3:ListBucketMultipartUploads"],
  "s3:ListObjectVersions": ["s3:ListBucketVersions"],
  "s3:ListObjectsV2": ["s3:ListBucket"],
  "s3:PutBucketCors": ["s3:PutBucketCORS"],
  "s3:PutBucketEncryption": ["s3:PutEncryptionConfiguration"],
  "s3:PutBucketLifecycleConfiguration": ["s3:PutLifecycleConfiguration"],
  "s3:PutPublicAccessBlock": ["s3:PutBucketPublicAccessBlock"],
  "s3:UploadPart": ["s3:PutObject"],
  "s3:UploadPartCopy": ["s3:GetObject", "s3:PutObject"],
  "ecr:CreateRepository": ["ecr:CreateRepository", "ecr:TagResource"],
  "secretsmanager:CreateSecret": ["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
  "ssm:PutParameter": ["ssm:PutParameter", "ssm:AddTagsToResource"],
};

/** Actions of every call that the code beside this file makes, and that about images. */
async function actionsOfCalls(): Promise<readonly string[]> {
  const folders = [import.meta.dirname, join(import.meta.dirname, "../images")];
  const read = { withFileTypes: true, recursive: true } as const;
  const entries = (await Promise.all(folders.map((folder) => readdir(folder, read)))).flat();
  const files = entries.filter(({ name }) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const actions = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const source = await readFile(join(parentPath, name), "utf8");
      const ofEc2 = [...source.matchAll(/ask\(\{ action: "(\w+)"/g)].map(([, action]) => `ec2:${action}`);
      const ofClients = [...source.matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-([\w-]+)"/g)].flatMap(
        ([, imported = "", client = ""]) =>
          imported.split(",").flatMap((one) => {
            const operation = /^\s*(\w+)Command\b/.exec(one)?.[1];
            const call = `${services[client]}:${operation}`;
            return operation === undefined ? [] : (otherNames[call] ?? [call]);
          }),
      );
      return [...ofEc2, ...ofClients];
    }),
  );
  return [...new Set(actions.flat())].toSorted();
}

describe("neededDataRights", () => {
  it("has the action of every call that is made, and no other", async () => {
    const needed = [...new Set(rights.flatMap(({ actions }) => actions))].toSorted();
    expect(needed).toEqual([...(await actionsOfCalls()), ...pushActions].toSorted());
  });

  it("names what belongs to the stage, and all only where AWS lists all", () => {
    for (const { actions, resources } of rights) {
      expect(actions.every((action) => !action.includes("*"))).toBe(true);
      const isList = actions.every((action) => /:(?:List|Describe|GetResources|GetAuth)/.test(action));
      expect(resources.includes("*") && !isList).toBe(false);
    }
    const resources = rights.flatMap((one) => one.resources);
    expect(resources).toContain("arn:aws:ssm:eu-west-1:000000000000:parameter/monolift/blog/production/*");
    expect(resources).toContain("arn:aws:lambda:eu-west-1:000000000000:function:blog-production-*");
  });
});
