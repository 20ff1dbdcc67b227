import { alertsOutput, type AlertsRequest } from "../../providers/aws/resources/alerts.ts";
import { regionsWithBudgets } from "../../providers/aws/resources/budget-regions.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { notice, type Notice } from "../../words/words.ts";
import type { Site } from "../site.ts";
import type { AwsLift } from "./lift.ts";

/** Who is told of what, without a budget where the Region makes none; undefined where the file names nobody. */
export function alertsOf(
  { stage: { alerts } }: Pick<Site, "stage">,
  { region }: AwsStage["aws"],
): AlertsRequest | undefined {
  if (alerts === null) return undefined;
  return { ...alerts, budgetUsd: regionsWithBudgets.includes(region) ? alerts.budgetUsd : null };
}

/** Said once: when a stage begins to serve with nobody told, and when AWS asks somebody for the first time. */
export function alertNotices({
  site,
  stage,
  stack,
}: Pick<AwsLift, "site" | "stage" | "stack">): readonly Notice[] {
  const { alerts } = site.stage;
  if (alerts === null)
    return stage.alias === undefined ? [notice("ALERTS_NOBODY", { stage: site.names.stage })] : [];
  if (stack?.outputs[alertsOutput] === alerts.email) return [];
  const { region } = stage.aws;
  const lacksBudget = alerts.budgetUsd !== null && alertsOf(site, stage.aws)?.budgetUsd === null;
  return [
    notice("ALERTS_CONFIRM", { email: alerts.email }),
    ...(lacksBudget ? [notice("ALERTS_NO_BUDGET", { region })] : []),
  ];
}
