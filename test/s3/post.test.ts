import { GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { createPresignedPost, type PresignedPostOptions } from "@aws-sdk/s3-presigned-post";
import { describe, expect, it } from "vitest";
import { presignForm, presignUrl } from "../../src/platform/s3/signature/presign.ts";
import { shareStorage } from "./share-storage.ts";
import { refusal, rootKey, stageKey } from "./storage.ts";

const Bucket = "media";
let now: Date | undefined;
const { storage, client } = await shareStorage({ now: () => now ?? new Date() });

async function post(
  { url, fields }: { readonly url: string; readonly fields: Readonly<Record<string, string>> },
  {
    content = "file content",
    name = "写真 1.jpg",
    more = {},
  }: { readonly content?: string; readonly name?: string; readonly more?: Record<string, string> } = {},
) {
  const form = new FormData();
  for (const [field, value] of Object.entries({ ...fields, ...more })) form.append(field, value);
  form.append("file", new Blob([content]), name);
  form.append("submit", "ignored after the file");
  const response = await fetch(url, { method: "POST", body: form, redirect: "manual" });
  const text = await response.text();
  return {
    status: response.status,
    code: /<Code>(.*?)<\/Code>/.exec(text)?.[1],
    text,
    headers: response.headers,
  };
}
const presign = (Key: string, more: Partial<PresignedPostOptions> = {}) =>
  createPresignedPost(client, { Bucket, Key, Expires: 60, ...more });

describe("an upload by a form", () => {
  it("stores the file as its fields say", async () => {
    const Fields = {
      "Content-Type": "image/jpeg",
      "x-amz-meta-by": "form",
      tagging: "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>",
    };
    const answer = await post(
      await presign("forms/${filename}", { Fields, Conditions: [["starts-with", "$key", "forms/"]] }),
    );
    expect([answer.status, answer.text]).toEqual([204, ""]);
    const found = await client.send(new GetObjectCommand({ Bucket, Key: "forms/写真 1.jpg" }));
    expect(await found.Body?.transformToString()).toBe("file content");
    expect(found).toMatchObject({
      ContentType: "image/jpeg",
      Metadata: { by: "form" },
      TagCount: 1,
      ETag: answer.headers.get("etag"),
    });
  });

  it("answers as it was asked to", async () => {
    const created = await post(await presign("a b", { Fields: { success_action_status: "201" } }));
    expect(created.status).toBe(201);
    expect(created.text).toContain("<Bucket>media</Bucket><Key>a b</Key>");
    expect(created.headers.get("location")).toBe(`${storage.endpoint}/media/a%20b`);
    expect((await post(await presign("x", { Fields: { success_action_status: "200" } }))).status).toBe(200);
    const redirected = await post(
      await presign("x", { Fields: { success_action_redirect: "http://app.localhost/done?a=1" } }),
    );
    expect([redirected.status, redirected.headers.get("location")]).toEqual([
      303,
      `http://app.localhost/done?a=1&bucket=media&key=x&etag=${encodeURIComponent(redirected.headers.get("etag") ?? "")}`,
    ]);
  });

  it("keeps to the policy (parity: s3-forms)", async () => {
    const sized = await presign("sized", { Conditions: [["content-length-range", 5, 10]] });
    expect(await post(sized, { content: "12345" })).toMatchObject({ status: 204 });
    expect(await post(sized, { content: "1234" })).toMatchObject({ status: 400, code: "EntityTooSmall" });
    expect(await post(sized, { content: "12345678901" })).toMatchObject({
      status: 400,
      code: "EntityTooLarge",
    });
    expect(await post(sized, { content: "x".repeat(5_000_000) })).toMatchObject({
      status: 400,
      code: "EntityTooLarge",
    });
    expect(
      await (await client.send(new GetObjectCommand({ Bucket, Key: "sized" }))).Body?.transformToString(),
    ).toBe("12345");
    const denied = { status: 403, code: "AccessDenied" };
    expect(await post(sized, { more: { key: "other" } })).toMatchObject({
      ...denied,
      text: expect.stringContaining("Policy Condition failed"),
    });
    expect(await post(sized, { more: { "x-amz-meta-added": "1" } })).toMatchObject({
      ...denied,
      text: expect.stringContaining("Extra input fields: x-amz-meta-added"),
    });
    expect(await post(sized, { more: { "x-ignore-me": "1" } })).toMatchObject({
      status: 400,
      code: "EntityTooLarge",
    });
    const typed = await presign("typed", { Conditions: [["starts-with", "$Content-Type", "image/"]] });
    expect(await post(typed, { more: { "Content-Type": "image/png" } })).toMatchObject({ status: 204 });
    expect(await post(typed, { more: { "Content-Type": "text/html" } })).toMatchObject(denied);
    expect(await post(typed)).toMatchObject(denied);
    now = new Date(Date.now() + 61_000);
    expect(await post(sized)).toMatchObject({ ...denied, text: expect.stringContaining("Policy expired") });
    now = undefined;
  });

  it("is refused when it was tampered with, or is none", async () => {
    const good = await presign("tampered");
    const fields = {
      ...good.fields,
      Policy: Buffer.from(JSON.stringify({ expiration: "2999-01-01T00:00:00Z", conditions: [] })).toString(
        "base64",
      ),
    };
    expect(await post({ url: good.url, fields })).toMatchObject({
      status: 403,
      code: "SignatureDoesNotMatch",
    });
    expect(await post({ url: good.url, fields: { key: "x" } })).toMatchObject({
      status: 403,
      code: "AccessDenied",
    });
    expect(await post({ url: good.url, fields: { ...good.fields, key: "" } })).toMatchObject({
      status: 400,
      code: "InvalidArgument",
    });
    const unknown = await createPresignedPost(
      storage.client({ credentials: { ...rootKey, accessKeyId: "AKIDNOBODY" } }),
      { Bucket, Key: "x" },
    );
    expect(await post(unknown)).toMatchObject({ status: 403, code: "InvalidAccessKeyId" });
    const foreign = await createPresignedPost(storage.client({ credentials: stageKey }), {
      Bucket,
      Key: "x",
    });
    expect(await post(foreign)).toMatchObject({ status: 403, code: "AccessDenied" });
    const form = new FormData();
    for (const [name, value] of Object.entries(good.fields)) form.append(name, value);
    const noFile = await fetch(good.url, { method: "POST", body: form });
    expect([noFile.status, /<Code>(.*?)</.exec(await noFile.text())?.[1]]).toEqual([400, "InvalidArgument"]);
    const noForm = await fetch(good.url, {
      method: "POST",
      body: "x",
      headers: { "content-type": "multipart/form-data" },
    });
    expect([noForm.status, /<Code>(.*?)</.exec(await noForm.text())?.[1]]).toEqual([
      400,
      "MalformedPOSTRequest",
    ]);
    const huge = await post({
      url: good.url,
      fields: { ...good.fields, "x-ignore-huge": "x".repeat(30_000) },
    });
    expect(huge).toMatchObject({ status: 400, code: "MaxPostPreDataLengthExceeded" });
    expect(await refusal(client.send(new HeadObjectCommand({ Bucket, Key: "tampered" })))).toEqual([
      "NotFound",
      404,
    ]);
  });
});

describe("the house's own presigning", () => {
  const signer = () => ({ ...stageKey, region: "us-east-1", endpoint: storage.endpoint, now: new Date() });

  it("gets and puts", async () => {
    const request = { bucket: "stage", key: "own/日 本+.txt", expiresIn: 60 };
    const put = await fetch(
      presignUrl(signer(), { ...request, method: "PUT", headers: { "content-type": "text/plain" } }),
      { method: "PUT", body: "x", headers: { "content-type": "text/plain" } },
    );
    expect([put.status, await put.text()]).toEqual([200, ""]);
    const got = await fetch(
      presignUrl(signer(), {
        ...request,
        method: "GET",
        query: { "response-content-disposition": "attachment; filename=a.txt" },
      }),
    );
    expect([
      await got.text(),
      got.headers.get("content-type"),
      got.headers.get("content-disposition"),
    ]).toEqual(["x", "text/plain", "attachment; filename=a.txt"]);
  });

  it("makes forms", async () => {
    const form = {
      bucket: "stage",
      key: "up/${filename}",
      expiresIn: 60,
      contentLength: { minimum: 1, maximum: 100 },
      fields: { "Content-Type": "image/png" },
    };
    expect(await post(presignForm(signer(), form))).toMatchObject({ status: 204 });
    expect(
      await post(presignForm(signer(), { ...form, contentLength: { minimum: 1, maximum: 5 } })),
    ).toMatchObject({ code: "EntityTooLarge" });
    expect(
      (await client.send(new HeadObjectCommand({ Bucket: "stage", Key: "up/写真 1.jpg" }))).ContentType,
    ).toBe("image/png");
  });
});

it("had no error of its own", () => expect(storage.errors).toEqual([]));
