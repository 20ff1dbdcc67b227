import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutBucketTaggingCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failingFirst, interruptEverywhere } from "../../../../../test/aws/interrupted.ts";
import { useMinistack } from "../../../../../test/aws/use-ministack.ts";
import type { Aws } from "../../aws.ts";
import { stageTags } from "../../names.ts";
import { ensureBucket, hasBucket } from "./ensure-bucket.ts";

const tags = stageTags({ project: "blog", stage: "production" });

describe("ensureBucket", () => {
  const { ministack, aws } = useMinistack();

  const s3 = (): S3Client => aws().client(S3Client);
  const callsOf = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
    const before = aws().calls.length;
    await work();
    return aws()
      .calls.slice(before)
      .map(({ operation }) => operation);
  };

  it("makes a bucket that is private, encrypted, over TLS alone, and without access lists", async () => {
    const name = "made-private";
    expect(await hasBucket(aws(), { name, tags })).toBe(false);
    expect(await ensureBucket(aws(), { name, tags })).toEqual({ isNew: true, isChanged: true });
    const Bucket = name;
    const access = await s3().send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(Object.values(access.PublicAccessBlockConfiguration ?? {})).toEqual([true, true, true, true]);
    const { OwnershipControls } = await s3().send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect(OwnershipControls?.Rules).toEqual([{ ObjectOwnership: "BucketOwnerEnforced" }]);
    const { ServerSideEncryptionConfiguration } = await s3().send(new GetBucketEncryptionCommand({ Bucket }));
    expect(ServerSideEncryptionConfiguration?.Rules?.[0]).toMatchObject({
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" },
    });
    const { Policy = "" } = await s3().send(new GetBucketPolicyCommand({ Bucket }));
    expect(JSON.parse(Policy).Statement).toEqual([
      {
        Sid: "OnlyTls",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::made-private", "arn:aws:s3:::made-private/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
    const { Rules } = await s3().send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(Rules).toMatchObject([{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 } }]);
    await expect(s3().send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({
      name: "NoSuchCORSConfiguration",
    });
    expect(await hasBucket(aws(), { name, tags })).toBe(true);
  });

  it("asks once, and writes nothing, when all is as it should be", async () => {
    const request = { name: "made-twice", tags };
    await ensureBucket(aws(), request);
    expect(await callsOf(() => ensureBucket(aws(), request))).toEqual(["GetBucketTagging"]);
    expect(await ensureBucket(aws(), request)).toEqual({ isNew: false, isChanged: false });
  });

  it("lets pages of its origins send to it, CloudFront read from it, and old objects go", async () => {
    const name = "made-media";
    await ensureBucket(aws(), { name, tags });
    const distributionArn = "arn:aws:cloudfront::000000000000:distribution/E1";
    const changed = await ensureBucket(aws(), {
      name,
      tags,
      cors: { origins: ["https://blog.example.com"] },
      publicReadFrom: { distributionArn, keys: ["*"], except: [".monolift/*"] },
      expire: [{ prefix: ".monolift/pending/", days: 2 }],
    });
    expect(changed).toEqual({ isNew: false, isChanged: true });
    const { CORSRules } = await s3().send(new GetBucketCorsCommand({ Bucket: name }));
    expect(CORSRules).toMatchObject([
      { AllowedOrigins: ["https://blog.example.com"], AllowedMethods: ["GET", "HEAD", "POST", "PUT"] },
    ]);
    const { Policy = "" } = await s3().send(new GetBucketPolicyCommand({ Bucket: name }));
    const reader = { Principal: { Service: "cloudfront.amazonaws.com" }, Action: "s3:GetObject" };
    const from = { Condition: { StringEquals: { "aws:SourceArn": distributionArn } } };
    expect(JSON.parse(Policy).Statement.slice(1)).toMatchObject([
      { ...reader, ...from, Effect: "Allow", Resource: [`arn:aws:s3:::${name}/*`] },
      { ...reader, ...from, Effect: "Deny", Resource: [`arn:aws:s3:::${name}/.monolift/*`] },
    ]);
    const { Rules } = await s3().send(new GetBucketLifecycleConfigurationCommand({ Bucket: name }));
    expect(Rules).toMatchObject([{}, { Filter: { Prefix: ".monolift/pending/" }, Expiration: { Days: 2 } }]);
    await ensureBucket(aws(), { name, tags });
    await expect(s3().send(new GetBucketCorsCommand({ Bucket: name }))).rejects.toMatchObject({
      name: "NoSuchCORSConfiguration",
    });
  });

  it("keeps tags that somebody else has set", async () => {
    const name = "made-tagged";
    const bill = { Key: "cost-centre", Value: "7" };
    await ensureBucket(aws(), { name, tags });
    await s3().send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet: [bill] } }));
    await ensureBucket(aws(), { name, tags });
    const { TagSet } = await s3().send(new GetBucketTaggingCommand({ Bucket: name }));
    expect(TagSet).toEqual(expect.arrayContaining([bill, ...tags]));
  });

  it("touches no bucket of another stage whose names run together with its own", async () => {
    const name = "blog-a-b-files";
    await ensureBucket(aws(), { name, tags: stageTags({ project: "blog-a", stage: "b" }) });
    const request = { name, tags: stageTags({ project: "blog", stage: "a-b" }) };
    const error = {
      code: "BUCKET_OF_ANOTHER_STAGE",
      facts: { bucket: name, owner: "blog-a/b", stage: "blog/a-b" },
    };
    expect(await callsOf(() => expect(ensureBucket(aws(), request)).rejects.toMatchObject(error))).toEqual([
      "GetBucketTagging",
    ]);
    await expect(hasBucket(aws(), request)).rejects.toMatchObject(error);
  });

  it("says when another account has the name", async () => {
    const other = new S3Client({
      region: "us-east-1",
      endpoint: ministack().endpoint,
      forcePathStyle: true,
      credentials: { accessKeyId: "111111111111", secretAccessKey: "x" },
    });
    await other.send(new CreateBucketCommand({ Bucket: "taken-by-others" }));
    other.destroy();
    await expect(ensureBucket(aws(), { name: "taken-by-others", tags })).rejects.toMatchObject({
      code: "BUCKET_TAKEN",
    });
  });

  it("takes a right that is missing for what it is, and not for another account", async () => {
    await ensureBucket(aws(), { name: "made-unreadable", tags });
    const denied = failingFirst(aws(), "GetBucketTagging", { name: "AccessDenied", times: 1 });
    await expect(ensureBucket(denied, { name: "made-unreadable", tags })).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  it("waits for a name that AWS has not freed yet, and not for ever", async () => {
    const request = { name: "made-again", tags };
    let waits = 0;
    const onWait = (): void => void (waits += 1);
    const busy = failingFirst(aws(), "CreateBucket", { name: "OperationAborted", times: 3 });
    expect(await ensureBucket(busy, request, { pauseSeconds: 0.001, onWait })).toMatchObject({ isNew: true });
    expect(waits).toBe(3);
    const never = failingFirst(aws(), "CreateBucket", { name: "OperationAborted", times: Infinity });
    await expect(
      ensureBucket(
        never,
        { name: "never-free", tags },
        { pauseSeconds: 601, signal: AbortSignal.timeout(5) },
      ),
    ).rejects.toMatchObject({ name: "AbortError" });
    await expect(
      ensureBucket(never, { name: "never-free", tags }, { pauseSeconds: 0.01, longestWaitSeconds: 0.1 }),
    ).rejects.toMatchObject({ code: "BUCKET_NAME_BUSY", facts: { bucket: "never-free" } });
  });

  it.each(["PutBucketTagging", "PutBucketPolicy", "PutPublicAccessBlock"])(
    "makes %s again when S3 does not know the bucket yet, or changes it at this moment",
    async (operation) => {
      const name = `made-${operation.toLowerCase()}`;
      for (const error of ["NoSuchBucket", "OperationAborted"]) {
        const busy = failingFirst(aws(), operation, { name: error, times: 2 });
        await ensureBucket(busy, { name, tags }, { pauseSeconds: 0.001 });
        expect(await ensureBucket(aws(), { name, tags })).toEqual({ isNew: false, isChanged: false });
        await s3().send(new DeleteBucketCommand({ Bucket: name }));
      }
    },
  );

  it("names its Region where S3 wants it, and is content with one that is there already", async () => {
    const region = "eu-west-1";
    const elsewhere: Aws = {
      ...aws(),
      region,
      client: (kind, options) => aws().client(kind, { region, ...options }),
    };
    const name = "made-in-ireland";
    await elsewhere.client(S3Client).send(
      new CreateBucketCommand({
        Bucket: name,
        CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
      }),
    );
    const unseen = failingFirst(elsewhere, "GetBucketTagging", { name: "NoSuchBucket", times: 1 });
    expect(await ensureBucket(unseen, { name, tags })).toMatchObject({ isChanged: true });
    const { BucketRegion } = await elsewhere.client(S3Client).send(new HeadBucketCommand({ Bucket: name }));
    expect(BucketRegion).toBe("eu-west-1");
  });

  it("goes on after an interruption, wherever that was", async () => {
    const request = { name: "made-in-pieces", tags, cors: { origins: ["https://a.example"] } };
    const Bucket = request.name;
    const drop = (): Promise<unknown> => s3().send(new DeleteBucketCommand({ Bucket }));
    const calls = await interruptEverywhere(aws(), {
      begin: () => drop().catch(() => undefined),
      work: (limited: Aws) => ensureBucket(limited, request),
      check: async () => {
        expect(await ensureBucket(aws(), request)).toEqual({ isNew: false, isChanged: false });
        const { CORSRules } = await s3().send(new GetBucketCorsCommand({ Bucket }));
        expect(CORSRules).toHaveLength(1);
        expect((await s3().send(new GetBucketPolicyCommand({ Bucket }))).Policy).toContain("OnlyTls");
        const access = await s3().send(new GetPublicAccessBlockCommand({ Bucket }));
        expect(access.PublicAccessBlockConfiguration?.RestrictPublicBuckets).toBe(true);
      },
    });
    expect(calls).toBe(10);
  });
});
