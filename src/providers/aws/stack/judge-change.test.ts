import { describe, expect, it } from "vitest";
import { changeReasons, judgeChange, type ChangeReason } from "./judge-change.ts";
import type { StackChange } from "./stack-change.ts";

type Row = readonly [
  change: string,
  isReversible: "reversible" | "irreversible",
  hasDowntime: "no downtime" | "downtime",
  why: ChangeReason,
];

/** `ACTION TYPE PROPERTY…`, without `AWS::`. */
const table: readonly Row[] = [
  ["create Lambda::Function", "reversible", "no downtime", "new"],
  ["update Lambda::Function MemorySize Tags", "reversible", "no downtime", "live-stays"],
  ["update Lambda::Function ReservedConcurrentExecutions", "reversible", "no downtime", "at-once"],
  ["replace Lambda::Function FunctionName", "irreversible", "downtime", "versions-go"],
  ["delete Lambda::Function", "irreversible", "downtime", "versions-go"],
  ["create Lambda::Version", "reversible", "no downtime", "version-waits"],
  ["retain Lambda::Version", "reversible", "no downtime", "kept"],
  ["delete Lambda::Version", "irreversible", "no downtime", "versions-go"],
  ["update Lambda::Url InvokeMode", "reversible", "no downtime", "in-place"],
  ["replace Lambda::Url TargetFunctionArn", "irreversible", "downtime", "address-goes"],
  ["delete Lambda::Url", "irreversible", "downtime", "address-goes"],
  ["replace Lambda::Permission Principal", "reversible", "no downtime", "new-first"],
  ["delete Lambda::Permission", "reversible", "downtime", "way-goes"],
  ["update IAM::Role Policies", "reversible", "no downtime", "at-once"],
  ["replace IAM::Role Path", "irreversible", "downtime", "versions-go"],
  ["update Logs::LogGroup Tags", "reversible", "no downtime", "in-place"],
  ["update Logs::LogGroup RetentionInDays", "irreversible", "no downtime", "lines-go"],
  ["delete Logs::LogGroup", "irreversible", "no downtime", "lines-go"],
  ["update CloudFront::Distribution DistributionConfig", "reversible", "no downtime", "takes-minutes"],
  ["delete CloudFront::Distribution", "irreversible", "downtime", "address-goes"],
  ["replace CloudFront::Function Name", "reversible", "no downtime", "new-first"],
  ["delete CloudFront::CachePolicy", "reversible", "no downtime", "no-data"],
  ["replace ApiGateway::RestApi EndpointConfiguration", "irreversible", "downtime", "address-goes"],
  ["replace ApiGateway::Deployment Description", "reversible", "no downtime", "new-first"],
  ["delete ApiGateway::BasePathMapping", "reversible", "downtime", "way-goes"],
  ["replace ElasticLoadBalancingV2::TargetGroup TargetType", "reversible", "no downtime", "new-first"],
  ["delete ElasticLoadBalancingV2::ListenerRule", "reversible", "downtime", "way-goes"],
  ["delete EC2::EIP", "irreversible", "downtime", "ip-goes"],
  ["delete EC2::NatGateway", "reversible", "downtime", "way-goes"],
  ["delete Scheduler::Schedule", "reversible", "no downtime", "no-data"],
  ["delete Old::Thing", "reversible", "no downtime", "no-data"],
];

function changeOf(text: string): StackChange {
  const [action = "", type = "", ...properties] = text.split(" ");
  const named = action as StackChange["action"];
  return { logicalId: "One", type: `AWS::${type}`, action: named, mayReplace: false, properties };
}

describe("judgeChange", () => {
  it.each(table)("%s: %s, %s, %s", (text, isReversible, hasDowntime, why) => {
    expect(judgeChange(changeOf(text))).toEqual({
      ...changeOf(text),
      isReversible: isReversible === "reversible",
      hasDowntime: hasDowntime === "downtime",
      why,
    });
  });

  it("gives every reason that there are words for", () => {
    expect(new Set(table.map(([, , , why]) => why))).toEqual(new Set(changeReasons));
  });
});
