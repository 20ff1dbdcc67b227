import { request as send } from "node:http";
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { beforeAll, describe, expect, it } from "vitest";
import {
  canonicalRequest,
  sha256,
  sign,
  signingKey,
  stringToSign,
  timestampOf,
} from "../../src/platform/s3/signature/version-4.ts";
import { shareStorage } from "./share-storage.ts";
import { refusal, rootKey } from "./storage.ts";

const Bucket = "media";
let now = new Date();
const { storage, client } = await shareStorage({ now: () => now });
beforeAll(async () => {
  await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "content" }));
});

/** Code and message of an answer. */
async function refused(answer: Promise<Response>): Promise<unknown> {
  const response = await answer;
  const text = await response.text();
  const [, code] = /<Code>(.*?)<\/Code>/.exec(text) ?? [];
  return [code ?? text, response.status];
}
const object = (path = "k"): string => `${storage.endpoint}/${Bucket}/${path}`;

describe("a request with a signature in its header", () => {
  it("is refused with the wrong key, and without one (parity: s3-signatures)", async () => {
    const list = (credentials: { accessKeyId: string; secretAccessKey: string }): Promise<unknown> =>
      refusal(storage.client({ credentials }).send(new ListObjectsV2Command({ Bucket })));
    expect(await list({ ...rootKey, secretAccessKey: "wrong" })).toEqual(["SignatureDoesNotMatch", 403]);
    expect(await list({ ...rootKey, accessKeyId: "AKIDNOBODY" })).toEqual(["InvalidAccessKeyId", 403]);
    expect(await refused(fetch(object()))).toEqual(["AccessDenied", 403]);
    expect(await refused(fetch(object(), { headers: { authorization: "AWS AKID:abc" } }))).toEqual([
      "InvalidRequest",
      400,
    ]);
    expect(
      await refused(
        fetch(object(), {
          headers: { authorization: "AWS4-HMAC-SHA256 nonsense", "x-amz-content-sha256": sha256("") },
        }),
      ),
    ).toEqual(["AuthorizationHeaderMalformed", 400]);
    expect(
      await refused(fetch(object(), { headers: { authorization: "AWS4-ECDSA-P256-SHA256 Credential=x" } })),
    ).toEqual(["NotImplemented", 501]);
  });

  it("is good for fifteen minutes", async () => {
    const list = (): Promise<unknown> =>
      refusal(storage.client({ systemClockOffset: 0 }).send(new ListObjectsV2Command({ Bucket })));
    now = new Date(Date.now() + 14 * 60_000);
    expect(await list()).toBe("accepted");
    now = new Date(Date.now() + 16 * 60_000);
    expect(await list()).toEqual(["RequestTimeTooSkewed", 403]);
    now = new Date(Date.now() - 16 * 60_000);
    expect(await list()).toEqual(["RequestTimeTooSkewed", 403]);
    now = new Date();
  });

  it("is good for the region of the storage, or for any", async () => {
    expect(
      await refusal(storage.client({ region: "ap-northeast-1" }).send(new ListObjectsV2Command({ Bucket }))),
    ).toBe("accepted");
  });

  it("covers path, query, headers and body", async () => {
    const put = (change: Partial<Raw> = {}) =>
      raw({ method: "PUT", path: new URL(object("raw")).pathname, body: "body", ...change });
    expect(await put()).toEqual(["", 200]);
    expect(await put({ sentBody: "bodY" })).toEqual(["XAmzContentSHA256Mismatch", 400]);
    expect(await put({ sentPath: new URL(object("raw2")).pathname })).toEqual(["SignatureDoesNotMatch", 403]);
    expect(await put({ sentPath: `${new URL(object("raw")).pathname}?acl` })).toEqual([
      "SignatureDoesNotMatch",
      403,
    ]);
    expect(await put({ extraHeaders: { "x-amz-meta-added": "1" } })).toEqual(["AccessDenied", 403]);
    expect(await put({ sentHeaders: { "x-amz-date": timestampOf(new Date(Date.now() - 1000)) } })).toEqual([
      "SignatureDoesNotMatch",
      403,
    ]);
    expect(await put({ payloadHash: "nonsense" })).toEqual(["InvalidArgument", 400]);
  });

  it("reads any way of writing the path", async () => {
    const base = new URL(storage.endpoint).pathname;
    for (const path of [
      `${base}/${Bucket}/a%2Fb`,
      `${base}/${Bucket}/..%2F..%2Fx`,
      `${base}/${Bucket}/../${Bucket}/x`,
      `${base}/${Bucket}/%E6%97%A5`,
      `${base}/${Bucket}/a+b(c)`,
      `${base}/${Bucket}//`,
    ])
      expect(await raw({ method: "PUT", path, body: "" })).toEqual(["", 200]);
    expect(await raw({ method: "PUT", path: `${base}/${Bucket}/%FF`, body: "" })).toEqual([
      "InvalidURI",
      400,
    ]);
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key }) => Key)).toEqual([
      "../../x",
      "../media/x",
      "/",
      "a+b(c)",
      "a/b",
      "k",
      "raw",
      "日",
    ]);
  });
});

interface Raw {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly payloadHash?: string;
  readonly sentPath?: string;
  readonly sentBody?: string;
  readonly sentHeaders?: Record<string, string>;
  readonly extraHeaders?: Record<string, string>;
}

/** Signs one request and sends another that differs from it. */
function raw({ method, path, body, payloadHash = sha256(body), ...change }: Raw): Promise<unknown> {
  const { host, hostname, port } = new URL(storage.endpoint);
  const timestamp = timestampOf(new Date());
  const scope = { date: timestamp.slice(0, 8), region: "us-east-1", service: "s3" };
  const headers = new Map([
    ["host", host],
    ["x-amz-content-sha256", payloadHash],
    ["x-amz-date", timestamp],
  ]);
  const signedHeaders = [...headers.keys()];
  const canonical = canonicalRequest({
    method,
    rawPath: path,
    queryPairs: [],
    headers,
    signedHeaders,
    payloadHash,
  });
  const signature = sign(
    signingKey(rootKey.secretAccessKey, scope),
    stringToSign(timestamp, scope, canonical),
  );
  const authorization = `AWS4-HMAC-SHA256 Credential=${rootKey.accessKeyId}/${scope.date}/us-east-1/s3/aws4_request, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
  return new Promise((resolve, reject) => {
    const request = send(
      {
        hostname,
        port,
        method,
        path: change.sentPath ?? path,
        headers: {
          ...Object.fromEntries(headers),
          authorization,
          ...change.sentHeaders,
          ...change.extraHeaders,
        },
      },
      (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.once("end", () =>
          resolve([/<Code>(.*?)<\/Code>/.exec(text)?.[1] ?? text, response.statusCode]),
        );
      },
    );
    request.once("error", reject);
    request.end(change.sentBody ?? body);
  });
}

describe("a presigned URL", () => {
  it("gets an object until it expires (parity: s3-presigned)", async () => {
    const url = await getSignedUrl(
      client,
      new GetObjectCommand({ Bucket, Key: "k", ResponseContentType: "text/html" }),
      { expiresIn: 60 },
    );
    const answer = await fetch(url);
    expect([await answer.text(), answer.headers.get("content-type")]).toEqual(["content", "text/html"]);
    now = new Date(Date.now() + 61_000);
    expect(await refused(fetch(url))).toEqual(["AccessDenied", 403]);
    expect(await (await fetch(url)).text()).toContain("Request has expired");
    now = new Date();
  });

  it("is good for nothing else", async () => {
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: "k" }), { expiresIn: 60 });
    expect(await refused(fetch(url, { method: "PUT", body: "x" }))).toEqual(["SignatureDoesNotMatch", 403]);
    expect(await refused(fetch(url, { method: "DELETE" }))).toEqual(["SignatureDoesNotMatch", 403]);
    expect(await refused(fetch(url.replace("/k?", "/other?")))).toEqual(["SignatureDoesNotMatch", 403]);
    expect(await refused(fetch(url.replace("X-Amz-Expires=60", "X-Amz-Expires=6000")))).toEqual([
      "SignatureDoesNotMatch",
      403,
    ]);
    expect(await refused(fetch(`${url}&response-content-type=text%2Fhtml`))).toEqual([
      "SignatureDoesNotMatch",
      403,
    ]);
    expect(await refused(fetch(url.replace(/&X-Amz-Signature=[^&]*/, "")))).toEqual([
      "AuthorizationQueryParametersError",
      400,
    ]);
    expect(await refused(fetch(url.replace("X-Amz-Expires=60", "X-Amz-Expires=604801")))).toEqual([
      "AuthorizationQueryParametersError",
      400,
    ]);
    expect(await refused(fetch(url, { headers: { "x-amz-meta-a": "1" } }))).toEqual(["AccessDenied", 403]);
    expect(await refused(fetch(url, { headers: { authorization: "AWS4-HMAC-SHA256 x" } }))).toEqual([
      "InvalidArgument",
      400,
    ]);
  });

  it("puts an object, with the headers that were signed", async () => {
    const command = new PutObjectCommand({
      Bucket,
      Key: "上げ/た もの.txt",
      ContentType: "text/plain",
      Metadata: { by: "url" },
      StorageClass: "STANDARD_IA",
    });
    const url = await getSignedUrl(client, command, {
      expiresIn: 60,
      signableHeaders: new Set(["content-type"]),
    });
    const put = await fetch(url, {
      method: "PUT",
      body: "uploaded",
      headers: { "content-type": "text/plain" },
    });
    expect([put.status, await put.text()]).toEqual([200, ""]);
    expect(
      await refused(
        fetch(url, { method: "PUT", body: "uploaded", headers: { "content-type": "text/html" } }),
      ),
    ).toEqual(["SignatureDoesNotMatch", 403]);
    const found = await client.send(new GetObjectCommand({ Bucket, Key: "上げ/た もの.txt" }));
    expect(await found.Body?.transformToString()).toBe("uploaded");
    expect(found).toMatchObject({
      ContentType: "text/plain",
      Metadata: { by: "url" },
      StorageClass: "STANDARD_IA",
    });
  });
});

it("had no error of its own", () => expect(storage.errors).toEqual([]));
