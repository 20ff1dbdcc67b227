import { readDocument } from "../body.ts";
import { S3Error } from "../errors.ts";
import { limits } from "../limits.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import { changeBucket, readBucket, type CorsRule } from "../store/buckets.ts";
import { childrenOf, parseXmlBody, renderXml, textOf, type XmlElement } from "../xml.ts";

const methods = new Set(["GET", "PUT", "POST", "DELETE", "HEAD"]);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html */
export async function getBucketCors({ store, bucketName }: Context): Promise<Reply> {
  const { cors } = (await readBucket(store, bucketName)).settings;
  if (cors.length === 0)
    throw new S3Error("NoSuchCORSConfiguration", { details: { BucketName: bucketName } });
  return xmlReply(
    renderXml("CORSConfiguration", {
      CORSRule: cors.map((rule) => ({
        ID: rule.id ?? undefined,
        AllowedHeader: rule.allowedHeaders,
        AllowedMethod: rule.allowedMethods,
        AllowedOrigin: rule.allowedOrigins,
        ExposeHeader: rule.exposedHeaders,
        MaxAgeSeconds: rule.maxAgeSeconds ?? undefined,
      })),
    }),
  );
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
export async function putBucketCors({ store, request, payload, bucketName }: Context): Promise<Reply> {
  const { bytes } = await readDocument(request, payload);
  const rules = childrenOf(parseXmlBody(bytes, "CORSConfiguration"), "CORSRule").map(readRule);
  if (rules.length === 0 || rules.length > limits.corsRules) throw new S3Error("MalformedXML");
  await changeBucket(store, bucketName, { cors: rules });
  return { status: 200 };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html */
export async function deleteBucketCors({ store, bucketName }: Context): Promise<Reply> {
  await changeBucket(store, bucketName, { cors: [] });
  return { status: 204 };
}

function readRule(element: XmlElement): CorsRule {
  const texts = (name: string): readonly string[] => childrenOf(element, name).map(({ text }) => text.trim());
  const rule: CorsRule = {
    id: textOf(element, "ID") ?? null,
    allowedOrigins: texts("AllowedOrigin"),
    allowedMethods: texts("AllowedMethod"),
    allowedHeaders: texts("AllowedHeader"),
    exposedHeaders: texts("ExposeHeader"),
    maxAgeSeconds: readAge(textOf(element, "MaxAgeSeconds")),
  };
  if (rule.allowedOrigins.length === 0 || rule.allowedMethods.length === 0) throw new S3Error("MalformedXML");
  const unknown = rule.allowedMethods.find((method) => !methods.has(method));
  if (unknown !== undefined)
    throw new S3Error("InvalidRequest", {
      message: `Found unsupported HTTP method in CORS config. Unsupported method is ${unknown}`,
    });
  const wild = [...rule.allowedOrigins, ...rule.allowedHeaders].find((text) => text.split("*").length > 2);
  if (wild !== undefined)
    throw new S3Error("InvalidRequest", {
      message: `AllowedOrigin "${wild}" can not have more than one wildcard.`,
    });
  return rule;
}

function readAge(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text)) throw new S3Error("MalformedXML");
  return Number(text);
}
