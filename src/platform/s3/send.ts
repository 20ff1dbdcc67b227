import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { hasClientLeft } from "../http/client-left.ts";
import { discardRest } from "../http/discard-rest.ts";
import type { S3Error } from "./errors.ts";
import type { Reply } from "./operation.ts";
import { renderXmlWithoutNamespace } from "./xml.ts";

/** Ids by which AWS's support would find a request. */
export interface RequestIds {
  readonly requestId: string;
  readonly hostId: string;
}

export function createRequestIds(): RequestIds {
  return {
    requestId: randomBytes(8).toString("hex").toUpperCase(),
    hostId: randomBytes(42).toString("base64"),
  };
}

/** Sends an answer. Resolves when all of it has been handed over, or the client has left. */
export async function send(
  message: IncomingMessage,
  response: ServerResponse,
  { status, headers = {}, body }: Reply,
  ids: RequestIds,
): Promise<void> {
  response.statusCode = status;
  for (const [name, value] of Object.entries({ ...headers, ...idHeaders(ids) }))
    if (value !== undefined) response.setHeader(name, value);
  if (typeof body === "string") response.setHeader("content-length", Buffer.byteLength(body));
  else if (body === undefined && status !== 204 && status !== 304 && !response.hasHeader("content-length"))
    response.setHeader("content-length", "0");
  if (!message.complete) {
    response.setHeader("connection", "close");
    discardRest(message);
  }
  if (!(body instanceof Readable)) {
    response.end(message.method === "HEAD" ? undefined : body);
    return;
  }
  try {
    await pipeline(body, response);
  } catch (error) {
    if (!hasClientLeft(error)) throw error;
  }
}

/** What a request is refused with; never has a body for HEAD and 304. */
export function errorReply(error: S3Error, resource: string, { requestId, hostId }: RequestIds): Reply {
  const { status, headers, code, details } = error;
  if (status === 304) return { status, headers };
  const document = renderXmlWithoutNamespace("Error", {
    Code: code,
    Message: error.message,
    ...details,
    Resource: resource,
    RequestId: requestId,
    HostId: hostId,
  });
  return { status, headers: { ...headers, "content-type": "application/xml" }, body: document };
}

function idHeaders({ requestId, hostId }: RequestIds): Record<string, string> {
  return { "x-amz-request-id": requestId, "x-amz-id-2": hostId, server: "AmazonS3" };
}
