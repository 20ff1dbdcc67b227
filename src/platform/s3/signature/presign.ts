import {
  canonicalRequest,
  scopeText,
  sign,
  signingKey,
  stringToSign,
  timestampOf,
  uriEncode,
  algorithm,
} from "./version-4.ts";

/** Who signs, for where. */
export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
  /** Where clients reach the API: scheme, host, and what precedes the bucket in the path, without a slash at its end. */
  readonly endpoint: string;
  readonly now: Date;
}

/** What a presigned URL allows. */
export interface PresignedRequest {
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE";
  readonly bucket: string;
  readonly key: string;
  /** How long it is good for, in seconds: 1 to 604,800. */
  readonly expiresIn: number;
  /** For instance `response-content-disposition`, or `x-amz-` headers, which count as sent. */
  readonly query?: Readonly<Record<string, string>>;
  /** Headers that the client must send as they are, for instance `content-type`; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Presigns one request.
 *
 * @returns The URL.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function presignUrl(signer: Signer, request: PresignedRequest): string {
  const endpoint = new URL(signer.endpoint);
  const timestamp = timestampOf(signer.now);
  const scope = { date: timestamp.slice(0, 8), region: signer.region, service: "s3" };
  const headers = new Map([...Object.entries(request.headers ?? {}), ["host", endpoint.host] as const]);
  const signedHeaders = [...headers.keys()].toSorted();
  const base = endpoint.pathname.replace(/\/$/, "");
  const rawPath = `${base}/${request.bucket}/${request.key.split("/").map(uriEncode).join("/")}`;
  const query: Record<string, string> = {
    ...request.query,
    "X-Amz-Algorithm": algorithm,
    "X-Amz-Credential": `${signer.accessKeyId}/${scopeText(scope)}`,
    "X-Amz-Date": timestamp,
    "X-Amz-Expires": String(request.expiresIn),
    "X-Amz-SignedHeaders": signedHeaders.join(";"),
    ...(signer.sessionToken === undefined ? {} : { "X-Amz-Security-Token": signer.sessionToken }),
  };
  const queryPairs = Object.entries(query);
  const canonical = canonicalRequest({
    method: request.method,
    rawPath,
    queryPairs,
    signedHeaders,
    headers,
    payloadHash: "UNSIGNED-PAYLOAD",
  });
  const key = signingKey(signer.secretAccessKey, scope);
  const signature = sign(key, stringToSign(timestamp, scope, canonical));
  const search = [...queryPairs, ["X-Amz-Signature", signature] as const].map(
    ([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`,
  );
  return `${endpoint.origin}${rawPath}?${search.join("&")}`;
}

/** What a browser's form may upload. */
export interface PresignedForm {
  readonly bucket: string;
  /** May end in `${filename}`; then the key must begin with what precedes it. */
  readonly key: string;
  /** How long it is good for, in seconds. */
  readonly expiresIn: number;
  /** Size of the file in bytes, both ends included. */
  readonly contentLength?: { readonly minimum: number; readonly maximum: number };
  /** Further fields with fixed values, for instance `Content-Type` or `x-amz-meta-owner`. */
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * Presigns an upload by a form.
 *
 * @returns Where to send it, and the fields that must precede the file.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function presignForm(
  signer: Signer,
  form: PresignedForm,
): { readonly url: string; readonly fields: Readonly<Record<string, string>> } {
  const timestamp = timestampOf(signer.now);
  const scope = { date: timestamp.slice(0, 8), region: signer.region, service: "s3" };
  const fixed: Record<string, string> = {
    ...form.fields,
    "x-amz-algorithm": algorithm,
    "x-amz-credential": `${signer.accessKeyId}/${scopeText(scope)}`,
    "x-amz-date": timestamp,
    ...(signer.sessionToken === undefined ? {} : { "x-amz-security-token": signer.sessionToken }),
  };
  const open = form.key.endsWith("${filename}") ? form.key.slice(0, -"${filename}".length) : undefined;
  const { contentLength } = form;
  const conditions: unknown[] = [
    { bucket: form.bucket },
    open === undefined ? { key: form.key } : ["starts-with", "$key", open],
    ...Object.entries(fixed).map(([name, value]) => ({ [name]: value })),
    ...(contentLength === undefined
      ? []
      : [["content-length-range", contentLength.minimum, contentLength.maximum]]),
  ];
  const expiration = new Date(signer.now.getTime() + form.expiresIn * 1000).toISOString();
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString("base64");
  const signature = sign(signingKey(signer.secretAccessKey, scope), policy);
  return {
    url: `${signer.endpoint.replace(/\/$/, "")}/${form.bucket}`,
    fields: { key: form.key, ...fixed, policy, "x-amz-signature": signature },
  };
}
