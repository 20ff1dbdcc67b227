import { UserError } from "../../errors.ts";
import { ownCommand, readAnswer } from "../../frameworks/django/answers.ts";
import { liveAlias } from "../../providers/aws/functions/aliases.ts";
import { runRemoteCommand } from "../../providers/aws/functions/run-command.ts";
import { functionName } from "../../providers/aws/names.ts";
import { listReleases } from "../../providers/aws/releases.ts";
import {
  listRestorePoints,
  ownRows,
  restorePoint,
  type AwsRestorePoint,
  type PointsPlace,
} from "../../providers/aws/restore-points.ts";
import { readOutsideFacts } from "../../providers/outside-database.ts";
import { valueOf } from "../../providers/secrets/document.ts";
import { currentUser } from "../../system/user.ts";
import type { ActionContext } from "../context.ts";
import type { RestoreOptions, RestorePreparation } from "../data-restore.ts";
import type { DataRestoreResult, RestorePointResult } from "../data-results.ts";
import { createSteps } from "../steps.ts";
import { joinNetwork } from "./data-step.ts";
import { openPoints } from "./data-points.ts";
import type { StageOnAws } from "./find-stage.ts";
import { servingStage, withLockedStage, withStage, type ServingStage } from "./lifted-stage.ts";
import { secretsOf } from "./stage-secrets.ts";

/** Says what a restore is about to do; nothing is changed. What a point holds, its supplier tells nobody. */
export function prepareRestoreOnAws(
  context: ActionContext,
  onAws: StageOnAws,
  { to }: RestoreOptions,
): Promise<RestorePreparation> {
  return withStage(context, onAws, async (found) => {
    const stage = servingStage(found);
    const place = await openPoints(context, onAws, stage, null);
    const point = await choosePoint(place, to);
    const files = { objects: null, mediaBytes: null };
    return {
      name: stage.names.project,
      stage: stage.names.stage,
      point: resultOf(point),
      goes: { rows: await countRows(stage, onAws), ...files },
      comes: { rows: null, ...files },
    };
  });
}

/**
 * Puts the rows of a restore point in the place of the stage's, which become a point themselves. Uploaded files stay.
 *
 * @throws {UserError} `NEVER_LIFTED`, `DATABASE_NOT_OURS`, `NO_RESTORE_POINT`, `UNKNOWN_RESTORE_POINT`
 */
export function restoreOnAws(
  context: ActionContext,
  onAws: StageOnAws,
  { to }: RestoreOptions,
): Promise<DataRestoreResult> {
  return withLockedStage(context, onAws, "data restore", async (found) => {
    const stage = servingStage(found);
    const { release: live, plan } = stage.live;
    const place = await openPoints(context, onAws, stage, await joinNetwork(context, stage, plan));
    const point = await choosePoint(place, to);
    const steps = createSteps(context);
    const kept = await steps.run("restore", async () => {
      const about = { by: currentUser(), release: live };
      return { value: await restorePoint(place, point, about), facts: { restorePoint: point.id } };
    });
    const fits = await isFitting(context, stage);
    if (fits) await ownRows(place);
    return {
      name: stage.names.project,
      stage: stage.names.stage,
      restored: resultOf(point),
      keptAs: kept.id,
      live,
      fits,
      canReturn: point.release !== null && (await listReleases(stage)).includes(point.release),
      steps: [...steps.taken],
    };
  });
}

async function choosePoint(place: PointsPlace, to: number | undefined): Promise<AwsRestorePoint> {
  const { stage } = place.names;
  const points = (await listRestorePoints(place)).toReversed();
  const known = points.map(({ id }) => id);
  const point = points.find((one) => (to === undefined ? one.reason === "migration" : one.id === to));
  if (point !== undefined) return point;
  if (to === undefined) throw new UserError("NO_RESTORE_POINT", { stage, known });
  throw new UserError("UNKNOWN_RESTORE_POINT", { stage, point: to, known });
}

function resultOf({ id, createdAt, by, release, reason }: AwsRestorePoint): RestorePointResult {
  return { id, createdAt, by, release, reason, hasFiles: false };
}

/** Null where only the stage's network leads to the database. */
async function countRows(stage: ServingStage, { stage: wished }: StageOnAws): Promise<number | null> {
  if (wished.database.engine !== "neon") return null;
  const kept = await (await secretsOf(stage)).own.read();
  const url = kept === undefined ? undefined : valueOf(kept.document, "DATABASE_URL");
  return url === undefined ? null : (await readOutsideFacts(stage.names.stage, url)).rows;
}

/** Whether the release that is live knows each migration of these rows, and no other: it is asked. */
async function isFitting({ signal }: ActionContext, { aws, names }: ServingStage): Promise<boolean> {
  const target = { name: functionName(names, "manage"), qualifier: liveAlias };
  const outcome = await runRemoteCommand(aws, target, { arguments: ownCommand("migrations"), signal });
  const answer = readAnswer("migrations", outcome);
  return answer.ok && answer.value.unapplied.length + answer.value.unknown.length === 0;
}
