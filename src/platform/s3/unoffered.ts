/** Operations of S3 that are told apart by a query parameter, and not offered: by where they are, the parameter, and what they are about. */
const nouns = {
  bucket: {
    accelerate: "BucketAccelerateConfiguration",
    acl: "BucketAcl",
    analytics: "BucketAnalyticsConfiguration",
    encryption: "BucketEncryption",
    "intelligent-tiering": "BucketIntelligentTieringConfiguration",
    inventory: "BucketInventoryConfiguration",
    lifecycle: "BucketLifecycleConfiguration",
    logging: "BucketLogging",
    metadataConfiguration: "BucketMetadataConfiguration",
    metadataTable: "BucketMetadataTableConfiguration",
    metrics: "BucketMetricsConfiguration",
    notification: "BucketNotificationConfiguration",
    "object-lock": "ObjectLockConfiguration",
    ownershipControls: "BucketOwnershipControls",
    policy: "BucketPolicy",
    policyStatus: "BucketPolicyStatus",
    publicAccessBlock: "PublicAccessBlock",
    replication: "BucketReplication",
    requestPayment: "BucketRequestPayment",
    session: "Session",
    tagging: "BucketTagging",
    website: "BucketWebsite",
  },
  object: {
    acl: "ObjectAcl",
    "legal-hold": "ObjectLegalHold",
    renameObject: "RenameObject",
    restore: "RestoreObject",
    retention: "ObjectRetention",
    select: "SelectObjectContent",
    torrent: "ObjectTorrent",
    append: "AppendObject",
  },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

const verbs: Readonly<Record<string, string>> = { GET: "Get", PUT: "Put", DELETE: "Delete", HEAD: "Head" };
/** Names that are no verb and noun. */
const whole = new Set(["RestoreObject", "SelectObjectContent", "RenameObject"]);

/** Query parameters that name a resource of S3, offered or not. */
export const subresources: ReadonlySet<string> = new Set(
  Object.values(nouns).flatMap((one) => Object.keys(one)),
);

/** AWS's name of an operation that is not offered; undefined when there is no such operation. */
export function unofferedOperation(
  method: string,
  on: "service" | "bucket" | "object",
  parameter: string | undefined,
): string | undefined {
  if (on === "service" || parameter === undefined) return undefined;
  const noun = (nouns[on] as Readonly<Record<string, string>>)[parameter];
  if (noun === undefined || whole.has(noun)) return noun;
  const verb = verbs[method];
  return verb === undefined ? undefined : `${verb}${noun}`;
}
