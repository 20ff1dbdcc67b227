import { S3Error, notImplemented } from "../errors.ts";

/** What the first chunk's signature builds on. */
export interface ChunkSeed {
  readonly signature: string;
  readonly timestamp: string;
  readonly scope: string;
  readonly key: Buffer;
}

/** What a body was signed as. */
export type Payload =
  | { readonly kind: "unsigned" }
  | { readonly kind: "hashed"; readonly sha256: string }
  /** `aws-chunked`; `seed` is undefined when only TLS would protect the chunks. */
  | { readonly kind: "chunks"; readonly seed: ChunkSeed | undefined };

/**
 * Reads `x-amz-content-sha256`.
 *
 * @throws {S3Error} `InvalidArgument`, `NotImplemented` for Signature Version 4A.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export function payloadOf(payloadHash: string, seed: ChunkSeed): Payload {
  switch (payloadHash) {
    case "UNSIGNED-PAYLOAD":
      return { kind: "unsigned" };
    case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
      return { kind: "chunks", seed: undefined };
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD":
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER":
      return { kind: "chunks", seed };
    case "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD":
    case "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER":
      throw notImplemented("Signature Version 4A");
    default:
      if (/^[0-9a-f]{64}$/i.test(payloadHash)) return { kind: "hashed", sha256: payloadHash.toLowerCase() };
      throw new S3Error("InvalidArgument", {
        message:
          "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
        details: { ArgumentName: "x-amz-content-sha256", ArgumentValue: payloadHash },
      });
  }
}
