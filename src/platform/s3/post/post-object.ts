import { readAttributes, refuseUnoffered } from "../attributes.ts";
import { readExpectedChecksums } from "../checksums/expected.ts";
import { S3Error } from "../errors.ts";
import type { Context, Reply } from "../operation.ts";
import { storedHeaders } from "../object-headers.ts";
import { defaultAlgorithm, receiveData } from "../receive-data.ts";
import { checkKey } from "../request.ts";
import type { AccessKey } from "../signature/access-key.ts";
import type { Verifier } from "../signature/claim.ts";
import { readBucket } from "../store/buckets.ts";
import { storeObject, type Stored } from "../store/store-object.ts";
import { readTags } from "../tags.ts";
import { childrenOf, parseXmlBody, renderXmlWithoutNamespace, requiredTextOf } from "../xml.ts";
import { readForm, type PostForm } from "./form.ts";
import { checkPolicy, type Fields, type LengthRange } from "./policy.ts";
import { verifyPolicySignature } from "./signature.ts";

/**
 * An upload by a browser's form, which carries its own signature.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export async function postObject(
  context: Omit<Context, "payload" | "may">,
  verifier: Verifier,
): Promise<Reply> {
  const { request, bucketName } = context;
  const form = await readForm(request.body, request.headers.get("content-type") ?? "");
  try {
    const accessKey = verifyPolicySignature(form.fields, verifier);
    const key = readKey(form);
    const fields = new Map([...form.fields, ["bucket", bucketName], ["key", key]]);
    const range = checkPolicy(form.fields.get("policy") ?? "", fields, verifier.now());
    const stored = await store(context, accessKey, { ...form, fields }, key, range);
    return answer(context, form.fields, key, stored);
  } catch (error) {
    form.abandon();
    throw error;
  }
}

function readKey({ fields, fileName }: PostForm): string {
  const key = (fields.get("key") ?? "").replaceAll("${filename}", fileName);
  if (key === "")
    throw new S3Error("InvalidArgument", {
      message:
        "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
      details: { ArgumentName: "key", ArgumentValue: "" },
    });
  checkKey(key);
  return key;
}

async function store(
  { store: into, bucketName }: Omit<Context, "payload" | "may">,
  accessKey: AccessKey,
  form: PostForm,
  key: string,
  range: LengthRange | undefined,
): Promise<Stored> {
  if (!accessKey.may("s3:PutObject", bucketName)) throw new S3Error("AccessDenied");
  await readBucket(into, bucketName);
  const headers = new Map([...form.fields].filter(([name]) => name !== "tagging"));
  if (headers.has("acl")) headers.set("x-amz-acl", headers.get("acl") ?? "");
  refuseUnoffered(headers);
  const attributes = { ...readAttributes(headers), tags: readTagField(form.fields) };
  const expected = readExpectedChecksums({ headers });
  const algorithm = expected.algorithm ?? defaultAlgorithm;
  const body = { chunks: withinRange(form.file, range), trailers: new Map<string, string>() };
  const received = await receiveData(into, body, expected, algorithm);
  return storeObject(into, bucketName, key, { ...received, algorithm, attributes, check: () => undefined });
}

function readTagField(fields: Fields): Readonly<Record<string, string>> {
  const text = fields.get("tagging");
  if (text === undefined) return {};
  const sets = childrenOf(parseXmlBody(Buffer.from(text), "Tagging"), "TagSet");
  const tags = sets.flatMap((set) => childrenOf(set, "Tag"));
  return readTags(tags.map((tag) => [requiredTextOf(tag, "Key"), requiredTextOf(tag, "Value")]));
}

async function* withinRange(
  file: AsyncIterable<Buffer>,
  range: LengthRange | undefined,
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of file) {
    size += piece.length;
    if (range !== undefined && size > range.maximum)
      throw new S3Error("EntityTooLarge", { details: { ProposedSize: size, MaxSizeAllowed: range.maximum } });
    yield piece;
  }
  if (range !== undefined && size < range.minimum)
    throw new S3Error("EntityTooSmall", { details: { ProposedSize: size, MinSizeAllowed: range.minimum } });
}

function answer(
  { request, bucketName }: Pick<Context, "request" | "bucketName">,
  fields: Fields,
  key: string,
  stored: Stored,
): Reply {
  const etag = `"${stored.content.etag}"`;
  const location = `http://${request.headers.get("host") ?? ""}${request.rawPath.replace(/\/$/, "")}/${key.split("/").map(encodeURIComponent).join("/")}`;
  const headers = { ...storedHeaders(stored.content, stored.versionId, stored.versioning), location };
  const target = redirectTarget(fields, { bucket: bucketName, key, etag });
  if (target !== undefined) return { status: 303, headers: { ...headers, location: target } };
  const status = fields.get("success_action_status");
  if (status !== "201") return { status: status === "200" ? 200 : 204, headers };
  return {
    status: 201,
    headers: { ...headers, "content-type": "application/xml" },
    body: renderXmlWithoutNamespace("PostResponse", {
      Location: location,
      Bucket: bucketName,
      Key: key,
      ETag: etag,
    }),
  };
}

/** Where the browser goes on; a target that is no URL counts as none, as in S3. */
function redirectTarget(fields: Fields, facts: Readonly<Record<string, string>>): string | undefined {
  const wished = fields.get("success_action_redirect") ?? fields.get("redirect");
  if (wished === undefined || !URL.canParse(wished)) return undefined;
  const url = new URL(wished);
  for (const [name, value] of Object.entries(facts)) url.searchParams.append(name, value);
  return url.href;
}
