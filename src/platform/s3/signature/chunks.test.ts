import { describe, expect, it } from "vitest";
import { decodeChunks } from "./chunks.ts";
import type { ChunkSeed } from "./payload.ts";
import { signingKey } from "./version-4.ts";

const scope = { date: "20130524", region: "us-east-1", service: "s3" };
const seedOf = (signature: string): ChunkSeed => ({
  signature,
  timestamp: "20130524T000000Z",
  scope: "20130524/us-east-1/s3/aws4_request",
  key: signingKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", scope),
});
const a = (length: number): string => "a".repeat(length);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html */
const signed = [
  `10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n${a(65_536)}\r\n`,
  `400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n${a(1024)}\r\n`,
  "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n",
].join("");
const signedSeed = seedOf("4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html */
const withTrailer = [
  `10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n${a(65_536)}\r\n`,
  `400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n${a(1024)}\r\n`,
  "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n",
  "x-amz-checksum-crc32c:sOO8/Q==\r\n",
  "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n",
].join("");
const trailerSeed = seedOf("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");

async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function decode(text: string, seed: ChunkSeed | undefined, size = 1000): Promise<unknown> {
  const trailers = new Map<string, string>();
  const pieces: Buffer[] = [];
  try {
    for await (const piece of decodeChunks(inPieces(text, size), seed, trailers)) pieces.push(piece);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return [Buffer.concat(pieces).toString(), Object.fromEntries(trailers)];
}

describe("decodeChunks", () => {
  it.each([1, 7, 1000, 65_536, 100_000])("verifies AWS's examples, in pieces of %i bytes", async (size) => {
    expect(await decode(signed, signedSeed, size)).toEqual([a(66_560), {}]);
    expect(await decode(withTrailer, trailerSeed, size)).toEqual([
      a(66_560),
      { "x-amz-checksum-crc32c": "sOO8/Q==" },
    ]);
  });

  it("refuses what was changed on the way", async () => {
    expect(await decode(signed.replace("aaa\r\n400", "aab\r\n400"), signedSeed)).toBe(
      "SignatureDoesNotMatch",
    );
    expect(await decode(signed, trailerSeed)).toBe("SignatureDoesNotMatch");
    expect(await decode(withTrailer.replace("sOO8/Q==", "AAAA/Q=="), trailerSeed)).toBe(
      "SignatureDoesNotMatch",
    );
    expect(await decode(withTrailer.replace(/x-amz-trailer-signature:.*\r\n/, ""), trailerSeed)).toBe(
      "SignatureDoesNotMatch",
    );
    expect(await decode(signed.replaceAll(/;chunk-signature=[0-9a-f]+/g, ""), signedSeed)).toBe(
      "SignatureDoesNotMatch",
    );
  });

  it("refuses what ends too early or is no chunk", async () => {
    expect(await decode(signed.slice(0, 66_000), signedSeed)).toBe("IncompleteBody");
    expect(await decode(signed.slice(0, 40_000), signedSeed)).toBe("IncompleteBody");
    expect(await decode("hello", undefined)).toBe("IncompleteBody");
    expect(await decode(a(10_000), undefined)).toBe("IncompleteBody");
    expect(await decode("3\r\nabcdef", undefined)).toBe("IncompleteBody");
  });

  it("takes unsigned chunks with a trailer", async () => {
    const text = "5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n";
    expect(await decode(text, undefined, 3)).toEqual(["hello world", { "x-amz-checksum-crc32": "DUoRhQ==" }]);
  });
});
