import { describe, expect, it } from "vitest";
import {
  canonicalRequest,
  parseTimestamp,
  sha256,
  sign,
  signingKey,
  stringToSign,
  timestampOf,
  uriEncode,
} from "./version-4.ts";

const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const scope = { date: "20130524", region: "us-east-1", service: "s3" };
const host = "examplebucket.s3.amazonaws.com";
const timestamp = "20130524T000000Z";

function signatureOf(
  method: string,
  rawPath: string,
  more: Record<string, string>,
  query: readonly (readonly [string, string])[] = [],
  payloadHash = sha256(""),
): string {
  const headers = new Map(
    Object.entries({ host, "x-amz-content-sha256": payloadHash, "x-amz-date": timestamp, ...more }),
  );
  const signedHeaders = [...headers.keys()].toSorted();
  const canonical = canonicalRequest({
    method,
    rawPath,
    queryPairs: query,
    headers,
    signedHeaders,
    payloadHash,
  });
  return sign(signingKey(secret, scope), stringToSign(timestamp, scope, canonical));
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
describe("AWS's examples", () => {
  it("have the signatures that AWS gives", () => {
    expect(signatureOf("GET", "/test.txt", { range: "bytes=0-9" })).toBe(
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    );
    expect(signatureOf("GET", "/", {}, [["lifecycle", ""]])).toBe(
      "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    );
    expect(
      signatureOf("GET", "/", {}, [
        ["max-keys", "2"],
        ["prefix", "J"],
      ]),
    ).toBe("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    const put = { date: "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY" };
    expect(signatureOf("PUT", "/test%24file.text", put, [], sha256("Welcome to Amazon S3."))).toBe(
      "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
    );
  });

  it("include a presigned one", () => {
    const queryPairs = Object.entries({
      "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
      "X-Amz-Credential": "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request",
      "X-Amz-Date": timestamp,
      "X-Amz-Expires": "86400",
      "X-Amz-SignedHeaders": "host",
    });
    const canonical = canonicalRequest({
      method: "GET",
      rawPath: "/test.txt",
      queryPairs,
      headers: new Map([["host", host]]),
      signedHeaders: ["host"],
      payloadHash: "UNSIGNED-PAYLOAD",
    });
    expect(sign(signingKey(secret, scope), stringToSign(timestamp, scope, canonical))).toBe(
      "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
    );
  });
});

describe("canonicalRequest", () => {
  it("orders parameters by name, not by name and equals sign", () => {
    const canonical = canonicalRequest({
      method: "GET",
      rawPath: "/",
      queryPairs: [
        ["a-b", "1"],
        ["a", "2"],
        ["a", "1"],
      ],
      headers: new Map(),
      signedHeaders: [],
      payloadHash: "",
    });
    expect(canonical.split("\n")[2]).toBe("a=1&a=2&a-b=1");
  });
});

describe("timestamps and encoding", () => {
  it("are read as they are written", () => {
    expect(timestampOf(new Date(1369353600000))).toBe(timestamp);
    expect(parseTimestamp(timestamp)).toBe(1369353600000);
    expect(parseTimestamp("2013-05-24T00:00:00Z")).toBeUndefined();
    expect(parseTimestamp("20131324T000000Z")).toBeUndefined();
    expect(uriEncode("a b/ü!*'()~")).toBe("a%20b%2F%C3%BC%21%2A%27%28%29~");
  });
});
