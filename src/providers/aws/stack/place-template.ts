import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { UserError } from "../../../errors.ts";
import type { Aws } from "../aws.ts";
import { explainCall } from "./explain-call.ts";
import { inlineBytes, type SealedTemplate } from "./seal-template.ts";

/** A template as a request carries it. */
export type PlacedTemplate = { readonly TemplateBody: string } | { readonly TemplateURL: string };

/**
 * Puts a template where CloudFormation can read it: into the request itself, or, past 51,200 bytes, into a bucket as
 * `templates/DIGEST.json`.
 *
 * @param bucket The stage's `files`; undefined where a stack has none, and has to stay small.
 * @throws {UserError} `STACK_TEMPLATE_TOO_LARGE` for a long template without a bucket.
 */
export async function placeTemplate(
  aws: Aws,
  stack: string,
  { body, digest, bytes }: SealedTemplate,
  bucket: string | undefined,
): Promise<PlacedTemplate> {
  if (bytes <= inlineBytes) return { TemplateBody: body };
  if (bucket === undefined)
    throw new UserError("STACK_TEMPLATE_TOO_LARGE", { stack, bytes, most: inlineBytes });
  const upload = new PutObjectCommand({
    Bucket: bucket,
    Key: `templates/${digest}.json`,
    Body: body,
    ContentType: "application/json",
  });
  const places: string[] = [];
  // Where S3 is reached, and with which name of the bucket in it, is the SDK's to know.
  upload.middlewareStack.add(
    (next) => (call) => {
      const { protocol, hostname, port, path } = call.request as Place;
      places.push(`${protocol}//${hostname}${port === undefined ? "" : `:${port}`}${path}`);
      return next(call);
    },
    { step: "finalizeRequest", name: "monoliftPlace" },
  );
  await aws
    .client(S3Client)
    .send(upload)
    .catch((error: unknown) => explainCall(error, { operation: "PutObject", stack }));
  return { TemplateURL: places[0] ?? "" };
}

/** The part of the SDK's request that makes its address; the query is none of the object's. */
interface Place {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
}
