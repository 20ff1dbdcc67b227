import { CreateBucketCommand, ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMinistack, type Ministack } from "./ministack.ts";

describe("ministack", () => {
  let ministack: Ministack;
  beforeAll(async () => {
    ministack = await startMinistack();
  });
  afterAll(() => ministack.stop());

  it("answers AWS's SDK, and its calls are counted", async () => {
    const aws = ministack.connect();
    const identity = await aws.client(STSClient).send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe(aws.account);
    await aws.client(S3Client).send(new CreateBucketCommand({ Bucket: "probe-bucket" }));
    const { Buckets } = await aws.client(S3Client).send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(["probe-bucket"]);
    expect(aws.calls.map(({ service, operation }) => `${service}.${operation}`)).toEqual([
      "STS.GetCallerIdentity",
      "S3.CreateBucket",
      "S3.ListBuckets",
    ]);
    aws.close();
  });
});
