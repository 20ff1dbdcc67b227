import { UserError } from "../../errors.ts";
import type { Plan } from "../../plan/plan.ts";
import { resourcesOf } from "../../plan/resources.ts";
import { copyBucket } from "../../providers/aws/data/buckets/copy-bucket.ts";
import { ensureBucket } from "../../providers/aws/data/buckets/ensure-bucket.ts";
import { filesBucket, mediaBucket } from "../../providers/aws/data/buckets/stage-buckets.ts";
import { putParameter } from "../../providers/aws/data/parameters/parameters.ts";
import type { DoorChoice } from "../../providers/aws/doors/choose-door.ts";
import { parameterName, stageTags } from "../../providers/aws/names.ts";
import { ensureNetwork } from "../../providers/aws/network/ensure-network.ts";
import type { NetworkPlace } from "../../providers/aws/network/place.ts";
import { listReleases, readReleases } from "../../providers/aws/releases.ts";
import { doorOutputs } from "../../providers/aws/resources/door.ts";
import type { StackState } from "../../providers/aws/stack/stack.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { connectionPolicy, type ConnectionPolicy } from "../../providers/connection-policy.ts";
import type { DatabasePoints, DatabaseState } from "../../providers/provider.ts";
import { valueOf } from "../../providers/secrets/document.ts";
import type { ActionContext } from "../context.ts";
import type { Site } from "../site.ts";
import type { StepOutcome } from "../steps.ts";
import { bucketsOf } from "./buckets.ts";
import { addressOf } from "./address.ts";
import { openDatabase, type OpenedDatabase } from "./database.ts";
import { ensureSender, type Sender } from "./sender.ts";
import {
  ensureOwnSecrets,
  originWordName,
  ownSecretsOf,
  randomWord,
  secretOf,
  versionOf,
  type ReadSecrets,
} from "./stage-secrets.ts";
import { watcherOf } from "./watcher.ts";

/** What a release stands on, once it is there. */
export interface DataGround {
  /** Number of the release to come. */
  readonly release: number;
  readonly files: string;
  readonly media: string;
  /** Where a function reads its secrets, with their versions. */
  readonly sources: readonly string[];
  /** Version of what people have set; null while they have set nothing. */
  readonly secretsVersion: number | string | null;
  /** Null when the project's own settings name it. */
  readonly database: DatabaseState | null;
  /** The moments that it can go back to; undefined where nobody keeps any for Monolift. */
  readonly points: DatabasePoints | undefined;
  readonly connections: ConnectionPolicy | null;
  /** What CloudFront has to send; null where nothing stands in front of the function. */
  readonly originWord: string | null;
  /** Null where the functions join none. */
  readonly network: NetworkPlace | null;
  /** Who mail is from; null where the file names nobody. */
  readonly sender: Sender | null;
}

/** What is asked for. */
export interface DataWishes {
  readonly site: Pick<Site, "stage">;
  readonly stage: AwsStage;
  readonly stack: StackState | undefined;
  readonly plan: Plan;
  readonly choice: DoorChoice;
  readonly secrets: ReadSecrets;
  /** The stage whose rows and uploaded files this one begins with. */
  readonly copyOf: AwsStage | undefined;
  /** Agrees to an empty database in the place of one that is gone. */
  readonly isNewEmpty: boolean;
}

/** Makes what holds data, and the network that leads to it. Idempotent; nothing that is there is ever replaced. */
export async function prepareData(
  context: ActionContext,
  wishes: DataWishes,
): Promise<StepOutcome<DataGround>> {
  const { stage, stack, plan, choice, secrets } = wishes;
  const { signal } = context;
  const [made, network, sender] = await Promise.all([
    ensureBuckets(stage, stack?.outputs, signal),
    joinNetwork(context, stage, plan),
    ensureSender(context, wishes),
  ]);
  const database = await ensureDatabase(context, wishes, network);
  // After the rows: a file that they speak of is there then, whatever was uploaded meanwhile.
  const copied = await copyUploads(context, wishes);
  const isFronted = choice.kind === "cloudfront";
  const originWord = isFronted ? (secretOf(secrets, originWordName) ?? randomWord()) : null;
  const url = database?.isOurs === true ? database.state.url : null;
  // A password was perhaps kept while the database was made.
  const kept = plan.resources.some((one) => one.kind === "database" && one.engine === "aurora")
    ? await (await ownSecretsOf(stage)).read({ signal })
    : secrets.own;
  const own = await ensureOwnSecrets(
    stage,
    kept,
    { DATABASE_URL: url, [originWordName]: originWord },
    signal,
  );
  if (originWord !== null) {
    // Templates may name it without holding it.
    const word = {
      name: parameterName(stage.names, "origin"),
      type: "String" as const,
      value: originWord,
      tags: stageTags(stage.names),
    };
    await putParameter(stage.aws, word, { signal });
  }
  const [latest = 0] = await listReleases(stage);
  const connections = database === null ? null : policyOf(wishes, database.state);
  for (const said of connections?.notices ?? []) context.tell({ type: "notice", notice: said });
  const { files, media } = bucketsOf(stage);
  return {
    value: {
      release: Math.max(latest, stage.alias?.release ?? 0) + 1,
      files,
      media,
      sources: [own.source, ...(secrets.user === undefined ? [] : [secrets.user.source])],
      secretsVersion: secrets.user === undefined ? null : versionOf(secrets.user),
      database: database?.state ?? null,
      points: database?.points,
      connections,
      originWord,
      network,
      sender,
    },
    facts: { made, ...copied },
  };
}

/** Copies the uploaded files of another stage, within S3; again after an interruption, what is not there yet. */
async function copyUploads(
  context: ActionContext,
  { stage, copyOf }: DataWishes,
): Promise<{ readonly copyOf?: string; readonly objects?: number }> {
  if (copyOf === undefined) return {};
  const { copied, skipped } = await copyBucket(stage.aws, bucketsOf(copyOf).media, bucketsOf(stage).media, {
    except: ".monolift/",
    signal: context.signal,
    onProgress: ({ done }) => context.tell({ type: "progress", name: "data", text: `media ${done}` }),
  });
  return { copyOf: copyOf.names.stage, objects: copied + skipped };
}

/**
 * Makes both buckets, lets the stage's distribution read of them what is served by URL, and the stage's pages send files.
 *
 * @param outputs Of the stage's stack; undefined while there is none.
 * @returns How many are new.
 */
export async function ensureBuckets(
  { aws, names }: Pick<AwsStage, "aws" | "names">,
  outputs: Readonly<Record<string, string>> | undefined,
  signal: AbortSignal,
): Promise<number> {
  const distribution = outputs?.[doorOutputs.distribution];
  const reader =
    distribution === undefined
      ? {}
      : { distributionArn: `arn:aws:cloudfront::${aws.account}:distribution/${distribution}` };
  const url = addressOf(outputs);
  const origins = url === null ? [] : [url];
  const wanted = [filesBucket(aws, names, reader), mediaBucket(aws, names, { ...reader, origins })];
  const ensured = await Promise.all(wanted.map((one) => ensureBucket(aws, one, { signal })));
  return ensured.filter(({ isNew }) => isNew).length;
}

/** The network that a plan asks for, made where it is not there yet; null where the plan asks for none. */
export async function joinNetwork(
  context: ActionContext,
  stage: AwsStage,
  plan: Plan,
): Promise<NetworkPlace | null> {
  const [wanted] = resourcesOf(plan, "network");
  if (wanted === undefined) return null;
  const needsDatabase = resourcesOf(plan, "database").some(({ engine }) => engine === "aurora");
  // What Monolift makes for a stage is in parameters in any case.
  const others = stage.secretsIn.store === "secrets-manager" ? (["secretsmanager"] as const) : [];
  const needs = { names: stage.names, needsDatabase, secretsIn: ["ssm", ...others] as const };
  return ensureNetwork(stage.aws, wanted, needs, watcherOf(context, "data"));
}

async function ensureDatabase(
  context: ActionContext,
  wishes: DataWishes,
  network: NetworkPlace | null,
): Promise<{
  readonly state: DatabaseState;
  readonly isOurs: boolean;
  readonly points: DatabasePoints | undefined;
} | null> {
  const opened = await openDatabase(context, { ...wishes, network });
  if (opened === null) return null;
  if (opened.isOurs) refuseOtherAddress(wishes);
  if (opened.isOurs && !wishes.isNewEmpty) await refuseGone(wishes, opened);
  const state = await opened.database.ensure({ copyOf: wishes.copyOf?.names.stage });
  return { state, isOurs: opened.isOurs, points: opened.database.points };
}

/**
 * What people have set comes before what Monolift sets: a kept address would lead the functions past the stage's own database.
 *
 * @throws {UserError} `DATABASE_URL_KEPT`
 */
function refuseOtherAddress({ stage, site, secrets }: DataWishes): void {
  const { user } = secrets;
  if (user === undefined || valueOf(user.document, "DATABASE_URL") === undefined) return;
  throw new UserError("DATABASE_URL_KEPT", { stage: stage.names.stage, engine: site.stage.database.engine });
}

/**
 * Where a stage has served a release, its database was there: an empty one in its place would look as if all rows were lost.
 *
 * @throws {UserError} `DATABASE_GONE`
 */
async function refuseGone({ stage, site }: DataWishes, { database }: OpenedDatabase): Promise<void> {
  const release = stage.alias?.release ?? (await readReleases(stage))[0]?.release;
  if (release === undefined || (await database.describe()) !== undefined) return;
  throw new UserError("DATABASE_GONE", {
    stage: stage.names.stage,
    engine: site.stage.database.engine,
    release,
  });
}

/** How the functions of a plan connect to its database; null where its own settings say so. */
export function policyOf(
  { plan }: Pick<DataWishes, "plan">,
  state: Pick<DatabaseState, "maxConnections" | "sleeps">,
): ConnectionPolicy | null {
  const [database] = resourcesOf(plan, "database");
  const functions = resourcesOf(plan, "function");
  const [web] = functions;
  if (database === undefined || web === undefined || database.engine === "postgres") return null;
  return connectionPolicy({
    engine: database.engine,
    state,
    concurrencies: functions.map(({ concurrency }) => concurrency),
    interface: web.interface,
  });
}
