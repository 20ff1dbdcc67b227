import type { IncomingMessage, ServerResponse } from "node:http";
import { hasCode } from "../../system/files.ts";
import { refuseUnoffered } from "./attributes.ts";
import { corsHeaders } from "./cors.ts";
import { S3Error } from "./errors.ts";
import type { Reply } from "./operation.ts";
import { postObject } from "./post/post-object.ts";
import { readRequest, type S3Request } from "./request.ts";
import { actionOf, findRoute } from "./routes.ts";
import { createRequestIds, errorReply, send } from "./send.ts";
import { authenticate } from "./signature/authenticate.ts";
import type { Verifier } from "./signature/claim.ts";
import { withHoistedHeaders } from "./signature/hoisted-headers.ts";
import { findBucket } from "./store/buckets.ts";
import type { Store } from "./store/store.ts";

/** What answering requests needs. */
export interface Service {
  readonly store: Store;
  readonly verifier: Verifier;
  /** Region that is shown to clients. */
  readonly region: string;
  /** Path that the API is mounted below, for instance `/_storage`; "" for none. */
  readonly basePath: string;
  /** Told of errors that are ours. */
  readonly onError: (error: unknown) => void;
}

/** Answers one request; never rejects. */
export async function handleRequest(
  service: Service,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const ids = createRequestIds();
  try {
    const reply = await answer(service, message).catch((error: unknown) => {
      const told = asS3Error(error);
      if (told.code === "InternalError") service.onError(error);
      return errorReply(told, message.url?.split("?")[0] ?? "", ids);
    });
    const allowed = await crossOriginHeaders(service, message);
    await send(message, response, { ...reply, headers: { ...allowed, ...reply.headers } }, ids);
  } catch (error) {
    service.onError(error);
    response.destroy();
  }
}

async function answer(service: Service, message: IncomingMessage): Promise<Reply> {
  const request = readRequest(message, service.basePath);
  if (request.method === "OPTIONS") return preflight(service, request);
  const { store, verifier, region } = service;
  const bucketName = request.bucket ?? "";
  const isForm = request.method === "POST" && request.key === undefined && bucketName !== "";
  if (isForm && request.headers.get("content-type")?.startsWith("multipart/form-data") === true)
    return postObject({ store, request, bucketName, key: "", region }, verifier);
  const { accessKey, payload } = authenticate(request, verifier);
  const complete = withHoistedHeaders(request);
  const route = findRoute(complete);
  if (!accessKey.may(actionOf(route, complete), bucketName)) throw new S3Error("AccessDenied");
  refuseUnoffered(complete.headers);
  return route.run({
    store,
    request: complete,
    payload,
    bucketName,
    key: complete.key ?? "",
    region,
    may: accessKey.may,
  });
}

/** What a browser asks before it sends a request to another origin. Not signed: browsers can't. */
async function preflight({ store }: Service, { headers, bucket }: S3Request): Promise<Reply> {
  const origin = headers.get("origin");
  const method = headers.get("access-control-request-method");
  if (origin === undefined || method === undefined)
    throw new S3Error("BadRequest", {
      message: "Insufficient information. Origin request header needed.",
    });
  const wished = headers.get("access-control-request-headers") ?? "";
  const found = await findBucket(store, bucket ?? "");
  const allowed = corsHeaders(found?.settings.cors ?? [], {
    origin,
    method,
    headers: wished.split(",").flatMap((name) => name.trim().toLowerCase() || []),
  });
  if (allowed === undefined)
    throw new S3Error("AccessForbidden", {
      message:
        found === undefined || found.settings.cors.length === 0
          ? "CORSResponse: CORS is not enabled for this bucket."
          : "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
      details: { Method: method, ResourceType: "OBJECT" },
    });
  return { status: 200, headers: allowed };
}

/** Headers for a page of another origin, on answers and errors alike. */
async function crossOriginHeaders(
  { store, basePath }: Service,
  message: IncomingMessage,
): Promise<Record<string, string>> {
  const { origin } = message.headers;
  if (origin === undefined || message.method === "OPTIONS") return {};
  const [, name = ""] = (message.url ?? "").slice(basePath.length).split(/[/?]/);
  const bucket = await findBucket(store, name);
  const rules = bucket?.settings.cors ?? [];
  return corsHeaders(rules, { origin, method: message.method ?? "GET", headers: [] }) ?? {};
}

function asS3Error(error: unknown): S3Error {
  if (error instanceof S3Error) return error;
  if (hasCode(error, "ENAMETOOLONG"))
    return new S3Error("KeyTooLongError", { message: "Your key is too long for this machine's file system" });
  if (hasCode(error, "ENOSPC", "EDQUOT"))
    return new S3Error("InternalError", { message: "The disk of this machine is full." });
  return new S3Error("InternalError");
}
