import type { dataEn } from "../../src/words/providers/aws/data/en.ts";
import type { Samples } from "./samples.ts";

const bucket = "blog-production-files-0a1b2c3d";
const record = "/monolift/blog/production/secrets";

export const dataSamples: Samples<typeof dataEn> = {
  errors: {
    BUCKET_TAKEN: [{ bucket }],
    BUCKET_OF_ANOTHER_STAGE: [{ bucket, owner: "blog-production/files", stage: "blog/production" }],
    BUCKET_NAME_BUSY: [{ bucket }],
    BUCKET_OBJECT_KEPT: [{ bucket, key: "releases/1/record.json", code: "AccessDenied" }],
    BUCKET_STILL_WRITTEN: [{ bucket }],
    SECRETS_TOO_LARGE: [
      { record, store: "ssm", bytes: 9000, limitBytes: 8192 },
      { record, store: "secrets-manager", bytes: 70_000, limitBytes: 65_536 },
    ],
    SECRETS_CHANGED_MEANWHILE: [{ stage: "production" }],
    SECRETS_UNREADABLE_ON_AWS: [{ record, version: "7" }],
    SECRETS_VERSION_GONE: [{ record, version: "7" }],
    SECRETS_RESTORED: [{ record }],
    SECRETS_BEING_DELETED: [{ record }],
    RELEASE_NUMBER_TAKEN: [{ release: 7, bucket }],
  },
  notices: {
    SECRETS_ADVANCED: [{ record, bytes: 5000 }],
    SECRETS_MANAGER_COSTS: [{ record }],
    SECRETS_RIGHT_SHARED: [{ project: "blog", record: "/monolift/blog/secrets" }],
  },
};
