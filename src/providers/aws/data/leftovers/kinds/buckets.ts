import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { bucketName } from "../../../names.ts";
import { unlessAwsError } from "../../aws-error.ts";
import { readBucketTags } from "../../buckets/bucket-tags.ts";
import { isOfStage } from "../../ownership.ts";
import { partitionOf } from "../../partition.ts";
import { sendOptions } from "../../work.ts";
import { certain, type LeftoverKind } from "../leftover.ts";

const bucketType = { type: "AWS::S3::Bucket", usdPerMonth: null } as const;

export const bucketKind: LeftoverKind = {
  ...bucketType,
  nameOf: (service, resource) => (service === "s3" && !resource.includes("/") ? resource : undefined),
  findByName: async ({ aws, names, options }) => {
    const wanted = (["files", "media"] as const).map((what) => bucketName(names, what, aws));
    const found = await Promise.all(
      wanted.map(async (name) => ({ name, tags: await readBucketTags(aws, name, options) })),
    );
    return found
      .filter(({ tags }) => tags !== undefined && isOfStage(tags, names))
      .map(({ name }) =>
        certain(bucketType, { name, region: aws.region, arn: `arn:${partitionOf(aws)}:s3:::${name}` }),
      );
  },
  isThere: async ({ aws, options }, name) => {
    const command = new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: aws.account });
    const answer = aws.client(S3Client).send(command, sendOptions(options));
    return (await unlessAwsError(answer, "NotFound", "NoSuchBucket")) !== undefined;
  },
};
