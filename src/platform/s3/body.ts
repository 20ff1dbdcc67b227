import { createHash } from "node:crypto";
import { S3Error } from "./errors.ts";
import { limits } from "./limits.ts";
import type { S3Request } from "./request.ts";
import { decodeChunks } from "./signature/chunks.ts";
import type { Payload } from "./signature/payload.ts";

/** A request's body as the client meant it, verified while it is read. */
export interface Body {
  /** Ends with an error when what came is not what was signed or announced. May be read once. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Complete when `chunks` has ended. Names in lower case. */
  readonly trailers: ReadonlyMap<string, string>;
}

/**
 * Opens the body of an upload.
 *
 * @throws {S3Error} `MissingContentLength`, `EntityTooLarge`; while reading `IncompleteBody`, `XAmzContentSHA256Mismatch`,
 * `SignatureDoesNotMatch`.
 */
export function openBody(request: S3Request, payload: Payload): Body {
  const length = announcedLength(request, payload);
  if (length > limits.putBytes)
    throw new S3Error("EntityTooLarge", {
      details: { ProposedSize: length, MaxSizeAllowed: limits.putBytes },
    });
  const trailers = new Map<string, string>();
  const raw = readMessage(request);
  const decoded = payload.kind === "chunks" ? decodeChunks(raw, payload.seed, trailers) : raw;
  const counted = countBytes(decoded, length);
  const chunks = payload.kind === "hashed" ? verifyHash(counted, payload.sha256) : counted;
  return { chunks, trailers };
}

/**
 * Reads the body of a request that is XML. Its `Content-MD5` and checksums are for the caller to check.
 *
 * @throws {S3Error} As `openBody`; `MalformedXML` past 8 MiB.
 */
export async function readDocument(
  request: S3Request,
  payload: Payload,
): Promise<Body & { readonly bytes: Buffer }> {
  const body = openBody(request, payload);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body.chunks) {
    size += piece.length;
    if (size > limits.xmlBytes) throw new S3Error("MalformedXML");
    pieces.push(piece);
  }
  return { ...body, bytes: Buffer.concat(pieces) };
}

function announcedLength({ headers }: S3Request, payload: Payload): number {
  const stated = payload.kind === "chunks" ? headers.get("x-amz-decoded-content-length") : undefined;
  const length =
    stated ?? (headers.has("transfer-encoding") ? undefined : (headers.get("content-length") ?? "0"));
  if (length === undefined || !/^\d+$/.test(length)) throw new S3Error("MissingContentLength");
  return Number(length);
}

/** The bytes as they arrive; a client that leaves in the middle ends them with `IncompleteBody`. */
async function* readMessage(request: S3Request): AsyncGenerator<Buffer> {
  try {
    for await (const piece of request.body) yield piece as Buffer;
  } catch (cause) {
    if (request.body.complete) throw cause;
    throw new S3Error("IncompleteBody");
  }
}

async function* countBytes(source: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > length) break;
    yield piece;
  }
  if (size !== length) throw new S3Error("IncompleteBody");
}

async function* verifyHash(source: AsyncIterable<Buffer>, expected: string): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const piece of source) {
    hash.update(piece);
    yield piece;
  }
  const computed = hash.digest("hex");
  if (computed !== expected)
    throw new S3Error("XAmzContentSHA256Mismatch", {
      details: { ClientComputedContentSHA256: expected, S3ComputedContentSHA256: computed },
    });
}
