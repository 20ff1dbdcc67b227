import type { Aws } from "../aws.ts";
import { hasBucket } from "../data/buckets/ensure-bucket.ts";
import { listParameters } from "../data/parameters/list-parameters.ts";
import { bucketName, networkStackName, parameterName, stageTags, type StageNames } from "../names.ts";
import { isThingKind } from "../price/charges.ts";
import { priceOf, type PriceLine } from "../price/price-of.ts";
import { stageThings } from "../price/stage-things.ts";
import { thingsOf, type DataThing, type Thing } from "../price/things.ts";
import { idleUsage, usualUsage } from "../price/usage.ts";
import type { Why } from "../price/why.ts";
import type { AwsRelease } from "../releases.ts";
import { secretsOfRelease } from "../republish.ts";
import { listStackResources } from "../stack/list-resources.ts";
import { readTemplate } from "../stack/read-template.ts";
import type { StackState } from "../stack/stack.ts";
import { consoleLink } from "./console-link.ts";

/** Something that a stage has. */
export interface InventoryEntry {
  /** As CloudFormation calls it, also what is in no stack: `AWS::S3::Bucket`. What is not AWS's: `Neon::Branch`. */
  readonly type: string;
  /** As its own service names it. */
  readonly name: string;
  /** Null for what is not Monolift's. */
  readonly why: Why | null;
  /** US dollars by list price, without what is stored in it; null where that is not known. */
  readonly usdPerMonthIdle: number | null;
  /** Its page in AWS's console; null where it has none. */
  readonly console: string | null;
}

/** A stage to be looked at. */
export interface InventoryRequest {
  readonly names: StageNames;
  /** Undefined where there is none. */
  readonly stack: StackState | undefined;
  /** The release that is served; undefined before the first one. */
  readonly live: AwsRelease | undefined;
  readonly domain: string | null;
}

/**
 * Everything that a stage has: what is in its stacks, and what holds its data. What the project's stages share belongs to none
 * of them. Changes nothing.
 */
export async function readInventory(aws: Aws, request: InventoryRequest): Promise<readonly InventoryEntry[]> {
  const { names, stack, live } = request;
  const own = networkStackName(names, { isShared: false });
  const stacks = [
    ...(stack === undefined ? [] : [stack.id]),
    ...(live?.stack.network?.stack === own ? [own] : []),
  ];
  const [inStacks, data] = await Promise.all([
    Promise.all(stacks.map((one) => readStackThings(aws, one))),
    readDataThings(aws, request),
  ]);
  const found = [...inStacks.flat(), ...data];
  const lines = priceOf({
    things: found.flatMap(({ thing }) => thing ?? []),
    usage: idle,
    region: aws.region,
    as: "list",
  });
  return found.map(({ thing, type, name, stack: arn }) => {
    const line = thing === null ? undefined : lineOf(lines, thing);
    return {
      type,
      name,
      why: line?.why ?? null,
      usdPerMonthIdle: line?.idlePerMonth ?? null,
      console: consoleLink(aws, { type, id: name }, arn),
    };
  });
}

/** A month in which nobody comes, of a stage in which nothing lies. */
const idle = {
  ...idleUsage(usualUsage(0)),
  kept: { filesGb: 0, mediaGb: 0, databaseGb: 0, imagesGb: 0, releases: 5 },
};

/** Something that is there, before its price is known. */
interface Found {
  readonly type: string;
  readonly name: string;
  readonly thing: Thing | null;
  readonly stack: string | null;
}

function lineOf(lines: readonly PriceLine[], thing: Thing): PriceLine | undefined {
  return lines.find(({ what, name }) => what === thing.kind && name === thing.name);
}

async function readStackThings(aws: Aws, stack: string): Promise<readonly Found[]> {
  const [resources, template] = await Promise.all([listStackResources(aws, stack), readTemplate(aws, stack)]);
  const known = Object.entries(template?.Resources ?? {}).flatMap(([name, { Type, Properties }]) =>
    isThingKind(Type) ? [[name, { Type, Properties: Properties ?? {} }] as const] : [],
  );
  // What a template of Monolift's has is typed; one that was changed by hand costs what it says.
  const things = thingsOf({ Resources: Object.fromEntries(known) } as Parameters<typeof thingsOf>[0]);
  return resources.map(({ logicalId, type, id }) => ({
    type,
    name: id,
    thing: things.find(({ name }) => name === logicalId) ?? null,
    stack,
  }));
}

/** What is called how by CloudFormation, of what is made by API. */
const typesOfData = {
  "aurora-cluster": "AWS::RDS::DBCluster",
  bucket: "AWS::S3::Bucket",
  certificate: "AWS::CertificateManager::Certificate",
  "dns-record": "AWS::Route53::RecordSet",
  "image-repository": "AWS::ECR::Repository",
  "mail-identity": "AWS::SES::EmailIdentity",
  "neon-branch": "Neon::Branch",
  parameter: "AWS::SSM::Parameter",
  secret: "AWS::SecretsManager::Secret",
} as const satisfies Record<DataThing["kind"], string>;

async function readDataThings(aws: Aws, request: InventoryRequest): Promise<readonly Found[]> {
  const { names, live, domain } = request;
  const [buckets, parameters] = await Promise.all([findBuckets(aws, names), findParameters(aws, names)]);
  const planned =
    live === undefined
      ? []
      : stageThings({
          plan: live.stack.plan,
          templates: [],
          secretsIn: secretsOfRelease(live),
          domain,
          mailIdentity: live.stack.data.mailIdentity,
          isImage: false,
        });
  // Of these it was asked whether they are there.
  const others = planned.flatMap((thing) =>
    isData(thing) && thing.kind !== "bucket" && thing.kind !== "parameter"
      ? [{ type: typesOfData[thing.kind], name: thing.name, thing, stack: null }]
      : [],
  );
  return [...buckets, ...parameters, ...others];
}

function isData(thing: Thing): thing is DataThing {
  return Object.hasOwn(typesOfData, thing.kind);
}

async function findBuckets(aws: Aws, names: StageNames): Promise<readonly Found[]> {
  const found = await Promise.all(
    (["files", "media"] as const).map(async (what) => {
      const name = bucketName(names, what, aws);
      const isThere = await hasBucket(aws, { name, tags: stageTags(names) });
      return isThere
        ? [{ type: typesOfData.bucket, name, thing: { kind: "bucket", name: what } as const, stack: null }]
        : [];
    }),
  );
  return found.flat();
}

async function findParameters(aws: Aws, names: StageNames): Promise<readonly Found[]> {
  const there = await listParameters(aws, parameterName(names, "").slice(0, -1), {});
  return there.flatMap(({ Name: name = "" }): readonly Found[] => {
    const what = (["own", "secrets", "origin"] as const).find((one) => parameterName(names, one) === name);
    const thing = what === undefined ? null : ({ kind: "parameter", name: what } as const);
    return [{ type: typesOfData.parameter, name, thing, stack: null }];
  });
}
