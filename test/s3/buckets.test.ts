import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketCorsCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  GetObjectCommand,
  CopyObjectCommand,
  DeleteObjectsCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  PutBucketTaggingCommand,
  RestoreObjectCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { shareStorage } from "./share-storage.ts";
import { refusal, sessionKey, stageKey } from "./storage.ts";

const { storage, client } = await shareStorage();

describe("buckets", () => {
  it("are created, found, listed and deleted", async () => {
    expect((await client.send(new CreateBucketCommand({ Bucket: "new-bucket" }))).Location).toBe(
      "/new-bucket",
    );
    expect(await refusal(client.send(new CreateBucketCommand({ Bucket: "new-bucket" })))).toEqual([
      "BucketAlreadyOwnedByYou",
      409,
    ]);
    expect(await client.send(new HeadBucketCommand({ Bucket: "new-bucket" }))).toMatchObject({
      BucketRegion: "us-east-1",
    });
    expect(
      (await client.send(new GetBucketLocationCommand({ Bucket: "new-bucket" }))).LocationConstraint,
    ).toBeUndefined();
    const { Buckets, Owner } = await client.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(["media", "new-bucket", "stage"]);
    expect(Buckets?.[0]?.CreationDate?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect((await client.send(new GetBucketAclCommand({ Bucket: "media" }))).Owner).toEqual(Owner);
    await client.send(new DeleteBucketCommand({ Bucket: "new-bucket" }));
    expect(await refusal(client.send(new HeadBucketCommand({ Bucket: "new-bucket" })))).toEqual([
      "NotFound",
      404,
    ]);
  });

  it("have names that are safe in DNS", async () => {
    for (const Bucket of [
      "Upper",
      "a",
      "under_score",
      "-dash",
      "192.168.0.1",
      "a..b",
      "x".repeat(64),
      "sthree-x",
    ])
      expect(await refusal(client.send(new CreateBucketCommand({ Bucket })))).toEqual([
        "InvalidBucketName",
        400,
      ]);
  });

  it("are not deleted with something in them", async () => {
    await client.send(new PutObjectCommand({ Bucket: "media", Key: "a/b", Body: "x" }));
    expect(await refusal(client.send(new DeleteBucketCommand({ Bucket: "media" })))).toEqual([
      "BucketNotEmpty",
      409,
    ]);
  });
});

describe("a stage's key", () => {
  it("touches only its own bucket (parity: s3-rights)", async () => {
    const stage = storage.client({ credentials: stageKey });
    await stage.send(new PutObjectCommand({ Bucket: "stage", Key: "own", Body: "x" }));
    const denied = ["AccessDenied", 403];
    expect(await refusal(stage.send(new PutObjectCommand({ Bucket: "media", Key: "k", Body: "x" })))).toEqual(
      denied,
    );
    expect(await refusal(stage.send(new GetObjectCommand({ Bucket: "media", Key: "a/b" })))).toEqual(denied);
    expect(await refusal(stage.send(new ListObjectsV2Command({ Bucket: "media" })))).toEqual(denied);
    expect(await refusal(stage.send(new ListBucketsCommand({})))).toEqual(denied);
    expect(await refusal(stage.send(new CreateBucketCommand({ Bucket: "another" })))).toEqual(denied);
    expect(
      await refusal(
        stage.send(new DeleteObjectsCommand({ Bucket: "media", Delete: { Objects: [{ Key: "a/b" }] } })),
      ),
    ).toEqual(denied);
    expect(
      await refusal(
        stage.send(new CopyObjectCommand({ Bucket: "stage", Key: "stolen", CopySource: "media/a/b" })),
      ),
    ).toEqual(denied);
    expect(
      await refusal(
        stage.send(new CopyObjectCommand({ Bucket: "media", Key: "given", CopySource: "stage/own" })),
      ),
    ).toEqual(denied);
  });

  it("comes with its token when it is temporary", async () => {
    const list = (credentials: {
      accessKeyId: string;
      secretAccessKey: string;
      sessionToken?: string;
    }): Promise<unknown> => refusal(storage.client({ credentials }).send(new ListBucketsCommand({})));
    expect(await list(sessionKey)).toBe("accepted");
    expect(await list({ ...sessionKey, sessionToken: "other" })).toEqual(["InvalidToken", 400]);
    expect(
      await list({ accessKeyId: sessionKey.accessKeyId, secretAccessKey: sessionKey.secretAccessKey }),
    ).toEqual(["InvalidToken", 400]);
  });
});

describe("CORS", () => {
  const preflight = (origin: string, method: string, headers?: string): Promise<Response> =>
    fetch(`${storage.endpoint}/media/a/b`, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": method,
        ...(headers === undefined ? {} : { "access-control-request-headers": headers }),
      },
    });

  it("is off until it is configured", async () => {
    expect(await refusal(client.send(new GetBucketCorsCommand({ Bucket: "media" })))).toEqual([
      "NoSuchCORSConfiguration",
      404,
    ]);
    const refused = await preflight("https://app.example", "GET");
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("<Code>AccessForbidden</Code>");
  });

  it("answers preflights and marks answers (parity: s3-cors)", async () => {
    const CORSRules = [
      {
        AllowedOrigins: ["https://*.example"],
        AllowedMethods: ["GET", "PUT"],
        AllowedHeaders: ["Content-*", "x-amz-meta-a"],
        ExposeHeaders: ["ETag"],
        MaxAgeSeconds: 300,
      },
      { ID: "all", AllowedOrigins: ["*"], AllowedMethods: ["GET"] },
    ];
    await client.send(new PutBucketCorsCommand({ Bucket: "media", CORSConfiguration: { CORSRules } }));
    expect((await client.send(new GetBucketCorsCommand({ Bucket: "media" }))).CORSRules).toEqual(CORSRules);
    const allowed = await preflight("https://app.example", "PUT", "content-type, X-Amz-Meta-A");
    expect(allowed.status).toBe(200);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      "access-control-allow-origin": "https://app.example",
      "access-control-allow-methods": "GET, PUT",
      "access-control-allow-headers": "content-type, x-amz-meta-a",
      "access-control-expose-headers": "ETag",
      "access-control-max-age": "300",
      "access-control-allow-credentials": "true",
      vary: expect.stringContaining("Origin"),
    });
    expect((await preflight("https://app.example", "PUT", "x-amz-acl")).status).toBe(403);
    expect((await preflight("https://app.example", "DELETE")).status).toBe(403);
    const other = await preflight("https://other.test", "GET");
    expect([other.status, other.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
    const answer = await fetch(`${storage.endpoint}/media/a/b`, {
      headers: { origin: "https://app.example" },
    });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([
      403,
      "https://app.example",
    ]);
    await client.send(new DeleteBucketCorsCommand({ Bucket: "media" }));
    expect((await preflight("https://app.example", "GET")).status).toBe(403);
  });

  it("refuses rules that can't be kept to", async () => {
    const rule = (more: object): Promise<unknown> =>
      refusal(
        client.send(
          new PutBucketCorsCommand({
            Bucket: "media",
            CORSConfiguration: { CORSRules: [{ AllowedOrigins: ["*"], AllowedMethods: ["GET"], ...more }] },
          }),
        ),
      );
    expect(await rule({ AllowedMethods: ["PATCH"] })).toEqual(["InvalidRequest", 400]);
    expect(await rule({ AllowedOrigins: ["https://*.*"] })).toEqual(["InvalidRequest", 400]);
    expect(await rule({ AllowedOrigins: [] })).toEqual(["MalformedXML", 400]);
  });
});

describe("what is not offered", () => {
  it("answers 501 with the operation's name (parity: s3-others)", async () => {
    const message = (sent: Promise<unknown>): Promise<unknown> =>
      sent.then(
        () => "accepted",
        (error: Error) => [error.name, error.message],
      );
    const expected = (name: string): unknown => [
      "NotImplemented",
      `The operation ${name} is not implemented by the local platform.`,
    ];
    expect(await message(client.send(new GetBucketPolicyCommand({ Bucket: "media" })))).toEqual(
      expected("GetBucketPolicy"),
    );
    expect(
      await message(client.send(new GetBucketLifecycleConfigurationCommand({ Bucket: "media" }))),
    ).toEqual(expected("GetBucketLifecycleConfiguration"));
    expect(
      await message(client.send(new PutBucketTaggingCommand({ Bucket: "media", Tagging: { TagSet: [] } }))),
    ).toEqual(expected("PutBucketTagging"));
    expect(await message(client.send(new RestoreObjectCommand({ Bucket: "media", Key: "a/b" })))).toEqual(
      expected("RestoreObject"),
    );
  });
});

it("had no error of its own", () => expect(storage.errors).toEqual([]));
