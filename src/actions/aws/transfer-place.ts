import { UserError } from "../../errors.ts";
import { bucketName } from "../../providers/aws/names.ts";
import type { TransferPlace } from "../../providers/aws/transfer.ts";
import { valueOf } from "../../providers/secrets/document.ts";
import type { StageOnAws } from "./find-stage.ts";
import type { ServingStage } from "./lifted-stage.ts";
import { ownSecretsOf } from "./stage-secrets.ts";

/**
 * Where the rows and files of a stage are, for whoever carries them through this machine.
 *
 * @throws {UserError} `DATABASE_NOT_OURS`; `DATA_NOT_FROM_HERE` where only the stage's network leads to the rows.
 */
export async function transferPlaceOf(
  { stage: wished }: StageOnAws,
  { aws, names }: ServingStage,
): Promise<TransferPlace> {
  const { engine } = wished.database;
  const { stage } = names;
  if (engine === "aurora") throw new UserError("DATA_NOT_FROM_HERE", { stage });
  const own = await ownSecretsOf({ aws, names });
  const kept = engine === "neon" ? await own.read() : undefined;
  const url = kept === undefined ? undefined : valueOf(kept.document, "DATABASE_URL");
  if (url === undefined) throw new UserError("DATABASE_NOT_OURS", { stage });
  return { aws, url, media: bucketName(names, "media", aws) };
}
