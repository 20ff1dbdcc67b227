import { gigabytes, has, nothing, type Charge, type Charging, type Ground } from "../charge.ts";
import { hoursPerMonth, type FilesUsage } from "../usage.ts";

/** Objects that are written with each release beside its static files: code, template, record. */
const objectsPerRelease = 3;

/** Memory of one unit: CU of Neon, ACU of Aurora. */
const neonUnitGb = 4;
const auroraUnitGb = 2;

/** Least capacity of Aurora while it is awake, in ACU. */
const leastAwakeUnits = 0.5;

const chargeBucket: Charging<"bucket"> = ({ name }, ground) => {
  const { usage } = ground;
  if (name === "media") {
    return bucketCharges(ground, {
      keptGb: usage.kept.mediaGb,
      writes: usage.uploads,
      files: usage.media,
    });
  }
  const { count, files } = usage.releases;
  const writes = count * (files + objectsPerRelease);
  return bucketCharges(ground, { keptGb: usage.kept.filesGb, writes, files: usage.staticFiles });
};

interface BucketUse {
  readonly keptGb: number;
  readonly writes: number;
  readonly files: FilesUsage;
}

/** Where CloudFront stands before a bucket, what it has already is not fetched, and nothing goes out but by it. */
function bucketCharges(ground: Ground, { keptGb, writes, files }: BucketUse): readonly Charge[] {
  const isFronted = has(ground, "AWS::CloudFront::Distribution");
  const reads = files.fetched * (isFronted ? 1 - files.cachedShare : 1);
  return [
    { meter: "s3KeptGb", quantity: keptGb },
    { meter: "s3Writes", quantity: writes },
    { meter: "s3Reads", quantity: reads },
    { meter: "transferOutGb", quantity: isFronted ? 0 : gigabytes(reads, files.averageKb) },
  ];
}

/** Every sandbox reads it when it starts. */
const chargeSecret: Charging<"secret"> = (_thing, { usage }) => {
  const starts = Object.values(usage.functions).reduce((sum, { coldStarts }) => sum + coldStarts, 0);
  return [
    { meter: "secrets", quantity: 1 },
    { meter: "secretCalls", quantity: starts },
  ];
};

const chargeNeon: Charging<"neon-branch"> = (_thing, { usage: { database, kept } }) => [
  { meter: "neonUnitHours", quantity: (database.awakeHours * database.memoryGb) / neonUnitGb },
  { meter: "neonKeptGb", quantity: kept.databaseGb },
];

const chargeAurora: Charging<"aurora-cluster"> = ({ capacity, keptAwakeHours }, { usage }) => {
  const { awakeHours, memoryGb, storageRequests } = usage.database;
  const hours = capacity.least > 0 ? hoursPerMonth : Math.max(awakeHours, keptAwakeHours);
  const units = Math.max(capacity.least, leastAwakeUnits, memoryGb / auroraUnitGb);
  return [
    { meter: "auroraUnitHours", quantity: hours * Math.min(units, capacity.most) },
    { meter: "auroraKeptGb", quantity: usage.kept.databaseGb },
    { meter: "auroraRequests", quantity: storageRequests },
  ];
};

const chargeMail: Charging<"mail-identity"> = (_thing, { usage }) => [
  { meter: "mails", quantity: usage.mails },
];

/** The image of each release that is kept; what two of them share is kept once. */
const chargeImages: Charging<"image-repository"> = (_thing, { usage }) => [
  { meter: "imagesKeptGb", quantity: usage.kept.imagesGb },
];

/** What holds data, and what is known of the stage before it runs. */
export const dataCharges = {
  bucket: chargeBucket,
  // Those up to 4 KB; longer documents are packed.
  parameter: nothing,
  secret: chargeSecret,
  "neon-branch": chargeNeon,
  "aurora-cluster": chargeAurora,
  "image-repository": chargeImages,
  "mail-identity": chargeMail,
} as const;
