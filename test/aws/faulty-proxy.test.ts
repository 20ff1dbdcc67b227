import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  expiredToken,
  lostReply,
  startFaultyProxy,
  throttled,
  tooManyRequests,
  type FaultyProxy,
} from "./faulty-proxy.ts";
import { useMinistack } from "./use-ministack.ts";

describe("the faulty proxy", () => {
  const { ministack } = useMinistack();
  let proxy: FaultyProxy;
  beforeAll(async () => {
    proxy = await startFaultyProxy(ministack().endpoint);
  });
  afterEach(() => proxy.calm());
  afterAll(async () => {
    await proxy.stop();
  });

  it("speaks of errors in the protocol of each service", async () => {
    const aws = proxy.connect({ attempts: 1 });
    proxy.meet("cloudformation.DescribeStacks", [throttled]);
    await expect(aws.client(CloudFormationClient).send(new DescribeStacksCommand({}))).rejects.toMatchObject({
      name: "Throttling",
      message: "Rate exceeded",
    });
    proxy.meet("ssm.GetParameter", [expiredToken]);
    await expect(aws.client(SSMClient).send(new GetParameterCommand({ Name: "/x" }))).rejects.toMatchObject({
      name: "ExpiredToken",
    });
    proxy.meet("lambda.GET /2015-03-31/functions*", [tooManyRequests]);
    await expect(aws.client(LambdaClient).send(new ListFunctionsCommand({}))).rejects.toMatchObject({
      name: "TooManyRequestsException",
    });
    proxy.meet("s3.GET /", [expiredToken]);
    await expect(aws.client(S3Client).send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: "ExpiredToken",
    });
  });

  it("lets the next requests of an operation meet faults, and those after them through", async () => {
    const aws = proxy.connect({ attempts: 1 });
    const list = (): Promise<unknown> => aws.client(S3Client).send(new ListBucketsCommand({}));
    proxy.meet("s3.GET *", [expiredToken], { after: 1 });
    await list();
    await expect(list()).rejects.toThrow();
    await expect(list()).resolves.toBeDefined();
  });

  it("carries out a request whose reply it loses", async () => {
    const aws = proxy.connect();
    await aws.client(S3Client).send(new CreateBucketCommand({ Bucket: "proxied" }));
    proxy.meet("s3.PUT /proxied/*", [lostReply]);
    await aws.client(S3Client).send(new PutObjectCommand({ Bucket: "proxied", Key: "a", Body: "b" }));
    const arrived = proxy.arrived().filter((operation) => operation === "s3.PUT /proxied/a");
    expect(arrived).toHaveLength(2);
    expect(proxy.unmet()).toBe(0);
  });
});
