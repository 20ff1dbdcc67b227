import { owner } from "../attributes.ts";
import { readDocument } from "../body.ts";
import { S3Error, notImplemented } from "../errors.ts";
import { readMaximum } from "../list-query.ts";
import { xmlReply, type Context, type Reply } from "../operation.ts";
import { createBucket, deleteBucket, findBucket, listBuckets, readBucket } from "../store/buckets.ts";
import { childrenOf, parseXmlBody, renderXml, textOf } from "../xml.ts";

/**
 * Shows the buckets that the caller may list.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
 */
export async function listAllBuckets({ store, may, request, region }: Context): Promise<Reply> {
  const { query } = request;
  const [prefix, token] = [query.get("prefix") ?? "", query.get("continuation-token") ?? ""];
  const maximum = readMaximum(query, "max-buckets");
  const names = (await listBuckets(store)).filter(
    (name) => name.startsWith(prefix) && name > token && may("s3:ListBucket", name),
  );
  const page = names.slice(0, maximum);
  const buckets = await Promise.all(page.map((name) => findBucket(store, name)));
  return xmlReply(
    renderXml("ListAllMyBucketsResult", {
      Owner: owner,
      Buckets: {
        Bucket: buckets.flatMap((bucket) =>
          bucket === undefined
            ? []
            : { Name: bucket.name, CreationDate: bucket.settings.createdAt, BucketRegion: region },
        ),
      },
      Prefix: query.get("prefix"),
      ContinuationToken: names.length > page.length ? page.at(-1) : undefined,
    }),
  );
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export async function makeBucket({ store, request, payload, bucketName, region }: Context): Promise<Reply> {
  if (request.headers.get("x-amz-bucket-object-lock-enabled")?.toLowerCase() === "true")
    throw notImplemented("Object Lock");
  const ownership = request.headers.get("x-amz-object-ownership") ?? "BucketOwnerEnforced";
  if (ownership !== "BucketOwnerEnforced") throw notImplemented(`The object ownership ${ownership}`);
  const { bytes } = await readDocument(request, payload);
  if (bytes.length > 0) {
    const configuration = parseXmlBody(bytes, "CreateBucketConfiguration");
    for (const name of ["Location", "Bucket", "Tags"])
      if (childrenOf(configuration, name).length > 0)
        throw notImplemented(`${name} in CreateBucketConfiguration`);
    const constraint = textOf(configuration, "LocationConstraint");
    if (constraint !== undefined && constraint !== "" && constraint !== region)
      throw new S3Error("InvalidArgument", {
        message: `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
      });
  }
  await createBucket(store, bucketName);
  return { status: 200, headers: { location: `/${bucketName}` } };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export async function headBucket({ store, bucketName, region }: Context): Promise<Reply> {
  await readBucket(store, bucketName);
  return { status: 200, headers: { "x-amz-bucket-region": region, "x-amz-access-point-alias": "false" } };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export async function removeBucket({ store, bucketName }: Context): Promise<Reply> {
  await deleteBucket(store, bucketName, { onlyIfEmpty: true });
  return { status: 204 };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export async function getBucketLocation({ store, bucketName, region }: Context): Promise<Reply> {
  await readBucket(store, bucketName);
  // Since before there were regions, the first one has no name here.
  const constraint = region === "us-east-1" ? "" : region;
  return xmlReply(
    `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${constraint}</LocationConstraint>`,
  );
}
