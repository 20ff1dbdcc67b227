import { randomBytes } from "node:crypto";
import { UserError } from "../../errors.ts";
import { ensureBucket } from "../../providers/aws/data/buckets/ensure-bucket.ts";
import { openStageSecrets } from "../../providers/aws/data/secrets/open-stage-secrets.ts";
import type { KeptSecrets, StageSecrets } from "../../providers/aws/data/secrets/stage-secrets.ts";
import { bucketName, stageTags } from "../../providers/aws/names.ts";
import { listReleases } from "../../providers/aws/releases.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import {
  noSecrets,
  valueOf,
  variablesOf,
  withSecret,
  type SecretsDocument,
} from "../../providers/secrets/document.ts";
import { secretKeyName } from "../../providers/secrets/names.ts";
import { currentUser } from "../../system/user.ts";
import type { ActionContext } from "../context.ts";
import type { Site } from "../site.ts";
import type { StepOutcome } from "../steps.ts";

/** What holds the data of a stage, once it is there. */
export interface DataGround {
  /** Number of the release to come. */
  readonly release: number;
  readonly files: string;
  readonly media: string;
  readonly secretKey: string;
  /** Every secret as a variable, for looking at the application on this machine. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where a function reads them, with their versions. */
  readonly sources: readonly string[];
  /** Version of what people have set; null while they have set nothing. */
  readonly secretsVersion: number | null;
  readonly database: { readonly isNew: boolean } | null;
  readonly connections: {
    readonly connections: "persistent" | "per-request";
    readonly idleSessionTimeoutSeconds: number | null;
  } | null;
}

/** Both documents of a stage's secrets: what it was given when it was made, and what people have set. */
export function secretsOf({ aws, names }: Pick<AwsStage, "aws" | "names">): {
  readonly own: StageSecrets;
  readonly user: StageSecrets;
} {
  const place = { store: "ssm", share: false } as const;
  return {
    own: openStageSecrets(aws, names, { ...place, document: "own" }),
    user: openStageSecrets(aws, names, { ...place, document: "secrets" }),
  };
}

/** Makes what holds data. Idempotent; nothing that is there is ever replaced. */
export async function prepareData(
  context: Pick<ActionContext, "tell" | "signal">,
  site: Pick<Site, "stage">,
  stage: AwsStage,
): Promise<StepOutcome<DataGround>> {
  const { aws, names } = stage;
  const tags = stageTags(names);
  const options = { signal: context.signal };
  const files = bucketName(names, "files", aws);
  const media = bucketName(names, "media", aws);
  const [ensured, own, user] = await Promise.all([
    Promise.all([files, media].map((name) => ensureBucket(aws, { name, tags }, options))),
    ensureOwn(context, stage),
    secretsOf(stage).user.read(options),
  ]);
  const engine = site.stage.database.engine;
  const document = user?.document ?? noSecrets;
  if (engine === "url" && valueOf(document, "DATABASE_URL") === undefined)
    throw new UserError("DATABASE_URL_MISSING", { stage: names.stage });
  const [latest = 0] = await listReleases(stage);
  return {
    value: {
      release: Math.max(latest, stage.alias?.release ?? 0) + 1,
      files,
      media,
      secretKey: valueOf(document, secretKeyName) ?? valueOf(own.document, secretKeyName) ?? "",
      variables: { ...variablesOf(own.document), ...variablesOf(document) },
      sources: [own.source, ...(user === undefined ? [] : [user.source])],
      secretsVersion: user === undefined ? null : Number(user.version),
      database: engine === "settings" ? null : { isNew: false },
      connections:
        engine === "settings" ? null : { connections: "persistent", idleSessionTimeoutSeconds: null },
    },
    facts: { made: ensured.filter(({ isNew }) => isNew).length },
  };
}

/** A key of Django's length and letters: `get_random_secret_key` makes 50 of them. */
const keyBytes = 48;

/** What the stage was given when it was made: its key, which nobody has seen. */
async function ensureOwn(
  { signal }: Pick<ActionContext, "signal">,
  stage: AwsStage,
): Promise<Pick<KeptSecrets, "document" | "source">> {
  const { own } = secretsOf(stage);
  const kept = await own.read({ signal });
  if (kept !== undefined && valueOf(kept.document, secretKeyName) !== undefined) return kept;
  const made = { at: new Date().toISOString(), by: currentUser(), from: null };
  const key = randomBytes(keyBytes).toString("base64url");
  const document: SecretsDocument = withSecret(kept?.document ?? noSecrets, secretKeyName, key, made);
  const written = await own.write(document, { signal, expectedVersion: kept?.version ?? null });
  return { document, source: written.source };
}
