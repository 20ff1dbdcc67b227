import { setConfigValue } from "../../config/edit.ts";
import { stageTable, type StageConfig } from "../../config/stage.ts";
import { connectToAws } from "../../providers/aws/connect.ts";
import { readStage, type AwsStage } from "../../providers/aws/stage.ts";
import { notice } from "../../words/words.ts";
import type { ActionContext } from "../context.ts";
import type { Site } from "../site.ts";

/** Connects to the account that a stage lives in, and finds out what it serves. Nothing is changed. */
export async function openStage(
  context: Pick<ActionContext, "environment">,
  stage: Pick<StageConfig, "name" | "stage" | "region" | "account" | "secrets">,
): Promise<AwsStage> {
  const aws = await connectToAws(stage, context.environment);
  return readStage(aws, { project: stage.name, stage: stage.stage }, stage.secrets);
}

/**
 * Writes down which account and Region a stage lives in, where the file does not say it yet: credentials of another account
 * shall never make a second stage.
 */
export async function keepIdentity(
  context: Pick<ActionContext, "tell">,
  { config, stage }: Pick<Site, "config" | "stage">,
  { account, region }: AwsStage["aws"],
): Promise<void> {
  if (stage.account !== null && stage.region !== null) return;
  const table = stageTable(config, stage.stage) ?? stage.stage;
  if (stage.account === null) await setConfigValue(config.file, ["stages", table, "account"], account);
  if (stage.region === null) await setConfigValue(config.file, ["stages", table, "region"], region);
  context.tell({
    type: "notice",
    notice: notice("AWS_IDENTITY_KEPT", { stage: table, account, region }),
  });
}
