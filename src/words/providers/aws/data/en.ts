/** What is said of buckets, parameters and secrets, in English: the type that the other languages follow. */
export const dataEn = {
  errors: {
    BUCKET_TAKEN: (facts: { readonly bucket: string }) => ({
      cause: `Another AWS account already has a bucket named \`${facts.bucket}\`; such names are shared by all accounts of the world.`,
      fix: "Give the project another `name` in monolift.toml, or the stage another name; the bucket's name follows from both.",
    }),
    BUCKET_OF_ANOTHER_STAGE: (facts: {
      readonly bucket: string;
      readonly owner: string;
      readonly stage: string;
    }) => ({
      cause: `The bucket \`${facts.bucket}\`, which ${facts.stage} would have, belongs to ${facts.owner}. Nothing in it was touched.`,
      fix: "The names of the two run together: give this project or this stage another name in monolift.toml.",
    }),
    BUCKET_NAME_BUSY: (facts: { readonly bucket: string }) => ({
      cause: `The bucket \`${facts.bucket}\` was deleted shortly before, and AWS has not freed its name yet.`,
      fix: "Run the same command again in a few minutes; it goes on from here. AWS may take up to an hour.",
    }),
    BUCKET_OBJECT_KEPT: (facts: {
      readonly bucket: string;
      readonly key: string;
      readonly code: string;
    }) => ({
      cause: `S3 does not remove \`${facts.key}\` from the bucket \`${facts.bucket}\`: ${facts.code}.`,
      fix: "See in the S3 console whether an object lock, a legal hold or a policy protects it, end that, and run the same command again.",
    }),
    BUCKET_STILL_WRITTEN: (facts: { readonly bucket: string }) => ({
      cause: `The bucket \`${facts.bucket}\` fills as fast as it is emptied: something still writes to it.`,
      fix: "End what writes to it (an upload, another program with a key of this account), then run the same command again.",
    }),
    SECRETS_TOO_LARGE: (facts: {
      readonly record: string;
      readonly store: "ssm" | "secrets-manager";
      readonly bytes: number;
      readonly limitBytes: number;
    }) => ({
      cause: `The secrets do not fit into \`${facts.record}\`: they take ${facts.bytes} bytes, and AWS keeps ${facts.limitBytes} there. Nothing was changed.`,
      fix:
        facts.store === "ssm"
          ? 'Write `store = "secrets-manager"` into the table `[secrets]` of monolift.toml: AWS Secrets Manager keeps 64 KB, for $0.40 a month.'
          : "Keep large values (certificates, JSON of service accounts) as files in object storage, and only their keys here; with `share = true` each stage of the project takes its part.",
    }),
    SECRETS_CHANGED_MEANWHILE: (facts: { readonly stage: string }) => ({
      cause: `Somebody else has changed the secrets of the stage "${facts.stage}" at the same time. Theirs are kept; yours were not written.`,
      fix: "Run the same command again: it begins with what is there now.",
    }),
    SECRETS_UNREADABLE_ON_AWS: (facts: { readonly record: string; readonly version: string }) => ({
      cause: `Version ${facts.version} of \`${facts.record}\` is not what Monolift writes there: somebody else has written to it, or it was cut off.`,
      fix: "Put the value of the version before back in the AWS console (its history shows all), or remove it there and import the secrets again.",
    }),
    SECRETS_VERSION_GONE: (facts: { readonly record: string; readonly version: string }) => ({
      cause: `Version ${facts.version} of \`${facts.record}\` is no longer there: AWS keeps the last hundred.`,
      fix: "Go on with the secrets as they are now: leave `--with-secrets` out.",
    }),
    SECRETS_RESTORED: (facts: { readonly record: string }) => ({
      cause: `\`${facts.record}\` was marked for deletion in AWS Secrets Manager. It is there again, with the values that it had; nothing else was written.`,
      fix: "`monolift secrets list` shows their names; then run the same command again. What is not wanted any more goes by `monolift secrets unset`.",
    }),
    SECRETS_BEING_DELETED: (facts: { readonly record: string }) => ({
      cause: `AWS is still deleting the secret \`${facts.record}\` of before.`,
      fix: "Run the same command again in a minute; it goes on from here.",
    }),
    RELEASE_NUMBER_TAKEN: (facts: { readonly release: number; readonly bucket: string }) => ({
      cause: `Release ${facts.release} is there already, in the bucket \`${facts.bucket}\`: somebody else lifts this stage at the same time.`,
      fix: "Wait until the other `monolift up` has ended, then run the same command again.",
    }),
  },
  notices: {
    SECRETS_ADVANCED: (facts: { readonly record: string; readonly bytes: number }) =>
      `The secrets take ${facts.bytes} bytes, more than the 4,096 that are free: \`${facts.record}\` is an advanced parameter, for $0.05 a month.`,
    SECRETS_MANAGER_COSTS: (facts: { readonly record: string }) =>
      `The secrets are kept in AWS Secrets Manager, as \`${facts.record}\`: $0.40 a month.`,
    SECRETS_RIGHT_SHARED: (facts: { readonly project: string; readonly record: string }) =>
      `All stages of "${facts.project}" that share secrets keep them in one record, \`${facts.record}\`, for $0.40 a month in all. The right to read is shared with it: whoever gets into the function of one stage can read the values of all.`,
  },
};

export type DataWords = typeof dataEn;
