import { goesOverMidnight, shiftDay } from "../../../plan/awake.ts";
import type { AuroraDatabaseResource } from "../../../plan/resources.ts";
import { awakeLeast, scalingOf } from "../databases/aurora-capacity.ts";
import { policyOf, trust } from "../rights.ts";
import { arn, join, pseudo } from "../template/expression.ts";
import type { TemplateBuilder } from "../template/template.ts";

/**
 * Two schedules for the hours in which Aurora does not pause: one gives it half an ACU at least, one takes it back. EventBridge
 * Scheduler calls RDS itself, at no cost, on the clock of the time zone. They are no data, so that they come and go with the
 * compute of the stage.
 *
 * @param cluster Name of the cluster, which is in no template.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
 */
export function addAwakeSchedules(
  template: TemplateBuilder,
  { awake, capacity }: AuroraDatabaseResource,
  cluster: string,
): void {
  if (awake === null) return;
  const role = template.add("DatabaseAwakeRole", "AWS::IAM::Role", {
    AssumeRolePolicyDocument: trust("scheduler.amazonaws.com"),
    Policies: [
      {
        PolicyName: "capacity",
        PolicyDocument: policyOf([
          { Effect: "Allow", Action: ["rds:ModifyDBCluster"], Resource: [arn("rds", `cluster:${cluster}`)] },
        ]),
      },
    ],
  });
  const ends = goesOverMidnight(awake) ? 1 : 0;
  const moments = [
    { id: "DatabaseAwakes", time: awake.from, days: awake.days, least: awakeLeast(capacity) },
    {
      id: "DatabaseMaySleep",
      time: awake.to,
      days: awake.days.map((day) => shiftDay(day, ends)),
      least: capacity.least,
    },
  ];
  for (const { id, time, days, least } of moments) {
    const [hour = "", minute = ""] = time.split(":");
    template.add(id, "AWS::Scheduler::Schedule", {
      Description: `${cluster} has ${least} ACU at least`,
      FlexibleTimeWindow: { Mode: "OFF" },
      ScheduleExpression: `cron(${Number(minute)} ${Number(hour)} ? * ${days.join(",").toUpperCase()} *)`,
      ScheduleExpressionTimezone: awake.timeZone,
      Target: {
        Arn: join("arn:", pseudo.partition, ":scheduler:::aws-sdk:rds:modifyDBCluster"),
        RoleArn: role.attribute("Arn"),
        Input: JSON.stringify({
          DbClusterIdentifier: cluster,
          ApplyImmediately: true,
          ServerlessV2ScalingConfiguration: scalingOf({ ...capacity, least }),
        }),
      },
    });
  }
}
