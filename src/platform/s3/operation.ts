import type { Readable } from "node:stream";
import type { S3Request } from "./request.ts";
import type { Payload } from "./signature/payload.ts";
import type { Store } from "./store/store.ts";

/** What an operation works on. Who calls has been verified, and may do what the operation is called. */
export interface Context {
  readonly store: Store;
  readonly request: S3Request;
  readonly payload: Payload;
  /** The bucket named in the path; "" for the service. */
  readonly bucketName: string;
  /** The key named in the path; "" for a bucket. */
  readonly key: string;
  /** Region that is shown. */
  readonly region: string;
  /** Whether the caller may do something more, as `AccessKey.may`. */
  readonly may: (action: string, bucket: string) => boolean;
}

/** What an operation answers. */
export interface Reply {
  readonly status: number;
  /** Names in lower case; those that are undefined are left out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** A document, or the bytes of an object. */
  readonly body?: string | Readable;
}

export type Operation = (context: Context) => Promise<Reply>;

/** Answers with a document. */
export function xmlReply(document: string, headers: Reply["headers"] = {}): Reply {
  return { status: 200, headers: { "content-type": "application/xml", ...headers }, body: document };
}
