import { resolve } from "node:path";
import { MonoliftError, UserError } from "../../errors.ts";
import { resolveStage, type StageConfig } from "../../config/stage.ts";
import { resourcesOf } from "../../plan/resources.ts";
import { findStages } from "../../providers/aws/data/leftovers/find-leftovers.ts";
import { readAlias } from "../../providers/aws/functions/aliases.ts";
import { functionName } from "../../providers/aws/names.ts";
import { readReleases } from "../../providers/aws/releases.ts";
import { readStage, type AwsStage } from "../../providers/aws/stage.ts";
import { isFile } from "../../system/files.ts";
import type { ActionContext } from "../context.ts";
import type { Site } from "../site.ts";

/** Where the rows of a stage on AWS come from: a SQLite file of this machine, or another stage with its uploaded files. */
export type AwsRowSource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "stage"; readonly stage: AwsStage };

/**
 * Understands `--from` for a stage on AWS: the name of another one of the same project, or a path.
 *
 * @throws {UserError} `ROWS_FILE_MISSING`, `ROWS_NOT_FROM_HERE`; `FROM_ITSELF`, `FROM_UNKNOWN_STAGE`, `FROM_OTHER_PROVIDER`,
 *   `FROM_ELSEWHERE`, `STAGE_HAS_DATA`, `COPY_NOT_OFFERED`. Nothing was changed.
 */
export async function readAwsRowSource(
  context: Pick<ActionContext, "cwd" | "signal">,
  site: Site,
  stage: AwsStage,
  from: string | undefined,
): Promise<AwsRowSource | undefined> {
  if (from === undefined) return undefined;
  if (!/^[a-z0-9-]+$/.test(from)) {
    await refuseFile(context, site.stage, from);
    return { kind: "file", path: from };
  }
  const { stage: name } = stage.names;
  if (from === name) throw new UserError("FROM_ITSELF", { stage: from });
  const source = await findSource(context, site, stage, from);
  await refuseOwnData(stage, source);
  refuseEngines(site.stage, source);
  return { kind: "stage", stage: source };
}

/**
 * Refuses to lay a copy over what a stage has itself.
 *
 * @throws {UserError} `STAGE_HAS_DATA`
 */
export async function refuseOwnData(stage: AwsStage, from: AwsStage): Promise<void> {
  if (stage.alias === undefined && (await readReleases(stage)).length === 0) return;
  throw new UserError("STAGE_HAS_DATA", { stage: stage.names.stage, from: from.names.stage });
}

/** Rows are brought in by this machine, which then has to reach the database. */
async function refuseFile(
  { cwd }: Pick<ActionContext, "cwd">,
  { stage, database, network }: StageConfig,
  from: string,
): Promise<void> {
  if (!(await isFile(resolve(cwd, from)))) throw new UserError("ROWS_FILE_MISSING", { file: from });
  const { engine } = database;
  const isPrivate = engine === "aurora" || (engine === "url" && network.vpc !== null);
  if (isPrivate || engine === "settings") throw new UserError("ROWS_NOT_FROM_HERE", { stage, engine });
}

async function findSource(
  context: Pick<ActionContext, "signal">,
  site: Site,
  stage: AwsStage,
  from: string,
): Promise<AwsStage> {
  const wished = wishesOf(site, from);
  const { aws, names } = stage;
  if (wished?.provider === "local")
    throw new UserError("FROM_OTHER_PROVIDER", { stage: names.stage, from, isFromAws: false });
  const { region, account } = wished ?? { region: null, account: null };
  if ((region ?? aws.region) !== aws.region || (account ?? aws.account) !== aws.account)
    throw new UserError("FROM_ELSEWHERE", { stage: names.stage, from, region, account });
  const source = await readStage(aws, { ...names, stage: from }, wished?.secrets);
  if (source.alias !== undefined) return source;
  throw new UserError("FROM_UNKNOWN_STAGE", { from, stages: await listLifted(context, stage) });
}

/** What the file says of the other stage; undefined where it says nothing: it may be there all the same. */
function wishesOf({ config }: Site, from: string): StageConfig | undefined {
  try {
    return resolveStage(config, from);
  } catch (error) {
    if (error instanceof MonoliftError && error.code === "UNKNOWN_STAGE") return undefined;
    throw error;
  }
}

/** The other stages of the project in this account and Region that serve a release. */
async function listLifted(
  { signal }: Pick<ActionContext, "signal">,
  { aws, names }: AwsStage,
): Promise<readonly string[]> {
  const found = await findStages(aws, { signal });
  const others = found.filter(({ project, stage }) => project === names.project && stage !== names.stage);
  const lifted = await Promise.all(
    others.map(async (one) =>
      (await readAlias(aws, functionName(one, "web"))) === undefined ? [] : one.stage,
    ),
  );
  return lifted.flat();
}

/** Only the supplier of both databases can copy one: it takes as long for a terabyte as for nothing. */
function refuseEngines({ stage, database }: StageConfig, { live, names }: AwsStage): void {
  const [had] = live === undefined ? [] : resourcesOf(live.plan, "database");
  const fromEngine = had?.engine ?? "settings";
  const { engine } = database;
  if (engine === fromEngine && (engine === "neon" || engine === "aurora")) return;
  throw new UserError("COPY_NOT_OFFERED", { stage, from: names.stage, engine, fromEngine });
}
