import { createHash, type Hash } from "node:crypto";
import { S3Error } from "../errors.ts";
import type { ChunkSeed } from "./payload.ts";
import { isSameText, sha256, sign } from "./version-4.ts";

const emptyHash = sha256("");
/** Longest line: a size and a signature, or a trailer. */
const longestLine = 4096;

/**
 * Takes an `aws-chunked` body apart and verifies each chunk's signature at its end: what was yielded must not be kept
 * unless the generator ends without an error.
 *
 * @param seed What the first signature builds on; undefined when chunks are unsigned.
 * @param trailers Receives the trailing headers, names in lower case, before the generator ends.
 * @throws {S3Error} `SignatureDoesNotMatch`, `IncompleteBody`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export async function* decodeChunks(
  source: AsyncIterable<Buffer>,
  seed: ChunkSeed | undefined,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  let previous = seed?.signature ?? "";
  for (;;) {
    const head = await reader.readLine();
    const [, hexSize = "", signature] =
      /^([0-9a-f]{1,16})(?:;chunk-signature=([0-9a-f]+))?$/i.exec(head) ?? [];
    if (hexSize === "") throw new S3Error("IncompleteBody");
    const size = Number.parseInt(hexSize, 16);
    const hash = seed === undefined ? undefined : createHash("sha256");
    for await (const data of reader.read(size)) {
      hash?.update(data);
      yield data;
    }
    if (size > 0 && (await reader.readLine()) !== "") throw new S3Error("IncompleteBody");
    if (seed !== undefined) previous = verifyChunk(seed, previous, hash, signature);
    if (size === 0) break;
  }
  await readTrailers(reader, seed, previous, trailers);
}

function verifyChunk(seed: ChunkSeed, previous: string, hash: Hash | undefined, signature = ""): string {
  const text = [
    "AWS4-HMAC-SHA256-PAYLOAD",
    seed.timestamp,
    seed.scope,
    previous,
    emptyHash,
    hash?.digest("hex"),
  ];
  return verify(seed, text.join("\n"), signature);
}

function verify(seed: ChunkSeed, text: string, signature: string): string {
  if (!isSameText(sign(seed.key, text), signature))
    throw new S3Error("SignatureDoesNotMatch", {
      details: { StringToSign: text, SignatureProvided: signature },
    });
  return signature;
}

async function readTrailers(
  reader: ByteReader,
  seed: ChunkSeed | undefined,
  previous: string,
  trailers: Map<string, string>,
): Promise<void> {
  let signed = "";
  let signature: string | undefined;
  for (;;) {
    const line = await reader.readLine({ orEnd: true });
    if (line === "") break;
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === "x-amz-trailer-signature") {
      signature = value;
      continue;
    }
    signed += `${name}:${value}\n`;
    trailers.set(name, value);
  }
  if (seed === undefined || trailers.size === 0) return;
  const text = ["AWS4-HMAC-SHA256-TRAILER", seed.timestamp, seed.scope, previous, sha256(signed)];
  verify(seed, text.join("\n"), signature ?? "");
}

/** Reads lines and counted bytes from a stream of buffers. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /**
   * A line without its CRLF.
   *
   * @param options `orEnd`: the end of the stream counts as an empty line.
   */
  async readLine({ orEnd = false } = {}): Promise<string> {
    let line = "";
    for (;;) {
      const end = this.#rest.indexOf("\n");
      line += this.#rest.toString("latin1", 0, end === -1 ? this.#rest.length : end);
      if (line.length > longestLine) throw new S3Error("IncompleteBody");
      if (end !== -1) {
        this.#rest = this.#rest.subarray(end + 1);
        if (!line.endsWith("\r")) throw new S3Error("IncompleteBody");
        return line.slice(0, -1);
      }
      const next = await this.#source.next();
      if (next.done === true) {
        if (orEnd && line === "") return "";
        throw new S3Error("IncompleteBody");
      }
      this.#rest = next.value;
    }
  }

  /** The next `size` bytes, in pieces as they come. */
  async *read(size: number): AsyncGenerator<Buffer> {
    let missing = size;
    while (missing > 0) {
      if (this.#rest.length === 0) {
        const next = await this.#source.next();
        if (next.done === true) throw new S3Error("IncompleteBody");
        this.#rest = next.value;
      }
      const piece = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(piece.length);
      missing -= piece.length;
      yield piece;
    }
  }
}
