import { logicalId } from "../../names.ts";
import type { Numeric } from "../../template/expression.ts";
import { gigabytes, nothing, type Charge, type Charging, type Ground } from "../charge.ts";
import { hoursPerMonth, packedShare, type FunctionUsage } from "../usage.ts";

/** What of `/tmp` a function has for nothing, in MB. */
const freeTmpMb = 512;

/** Memory of a function that says nothing of it, in MB. */
const leastMemoryMb = 128;

const secondsPerHour = 3600;

/** A line of API Gateway's log for each request, in KB. */
const accessLineKb = 0.4;

const unused: FunctionUsage = { calls: 0, averageMs: 0, coldStarts: 0, coldStartMs: 0, logKb: 0 };

const chargeFunction: Charging<"AWS::Lambda::Function"> = ({ name, properties }, ground) => {
  const { calls, averageMs, coldStarts, coldStartMs } = usageOf(ground, name);
  const seconds = (calls * averageMs + coldStarts * coldStartMs) / 1000;
  const memoryGb = numberOf(properties.MemorySize, leastMemoryMb) / 1024;
  const tmpGb = (numberOf(properties.EphemeralStorage?.Size, freeTmpMb) - freeTmpMb) / 1024;
  const isArm = properties.Architectures?.includes("arm64") ?? false;
  const snapshots = properties.SnapStart?.ApplyOn === "PublishedVersions" ? ground.usage.kept.releases : 0;
  return [
    { meter: "lambdaRequests", quantity: calls },
    { meter: isArm ? "lambdaSecondsArm" : "lambdaSecondsX86", quantity: memoryGb * seconds },
    { meter: "lambdaTmpSeconds", quantity: tmpGb * seconds },
    {
      meter: "snapStartCachedSeconds",
      quantity: snapshots * memoryGb * hoursPerMonth * secondsPerHour,
    },
    { meter: "snapStartRestoredGb", quantity: snapshots === 0 ? 0 : memoryGb * coldStarts },
  ];
};

const chargeLogs: Charging<"AWS::Logs::LogGroup"> = ({ name }, ground) => {
  if (name === "ApiLogs") return logCharges(ground.usage.functions["web"]?.calls ?? 0, accessLineKb);
  const { calls, logKb } = usageOf(ground, name.replace(/Logs$/, ""));
  return logCharges(calls, logKb);
};

function logCharges(calls: number, kb: number): readonly Charge[] {
  const takenGb = gigabytes(calls, kb);
  return [
    { meter: "logsTakenGb", quantity: takenGb },
    { meter: "logsKeptGb", quantity: takenGb * packedShare },
  ];
}

const chargeAlarm: Charging<"AWS::CloudWatch::Alarm"> = () => [{ meter: "alarms", quantity: 1 }];

const chargeSchedule: Charging<"AWS::Scheduler::Schedule"> = (_thing, { usage }) => [
  { meter: "scheduleInvocations", quantity: usage.scheduled },
];

const chargeSubscription: Charging<"AWS::SNS::Subscription"> = (_thing, { usage }) => [
  { meter: "topicMails", quantity: usage.warnings },
];

/** What a function is used for, found by its name in the template. */
function usageOf({ usage }: Ground, name: string): FunctionUsage {
  const found = Object.entries(usage.functions).find(([one]) => logicalId(`function.${one}`) === name);
  return found?.[1] ?? unused;
}

/** A number that stands in the template as it is; what CloudFormation works out is not known beforehand. */
function numberOf(value: Numeric | undefined, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

/** Functions, what they write, and what watches and wakes them. */
export const computeCharges = {
  // Budgets that only tell cost nothing, however many there are.
  "AWS::Budgets::Budget": nothing,
  "AWS::CloudWatch::Alarm": chargeAlarm,
  "AWS::IAM::Role": nothing,
  "AWS::Lambda::EventInvokeConfig": nothing,
  "AWS::Lambda::Function": chargeFunction,
  "AWS::Lambda::Permission": nothing,
  // The code of all versions together: 75 GB of a Region have no price, and older ones are removed.
  "AWS::Lambda::Version": nothing,
  "AWS::Logs::LogGroup": chargeLogs,
  "AWS::Scheduler::Schedule": chargeSchedule,
  "AWS::SNS::Subscription": chargeSubscription,
  "AWS::SNS::Topic": nothing,
} as const;
