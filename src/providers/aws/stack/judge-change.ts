import type { ResourceType } from "../template/resource-types.ts";
import type { StackChange } from "./stack-change.ts";

/** Why a change is as harmless, or as grave, as it is: keys of the words. */
export const changeReasons = [
  "new",
  "in-place",
  "new-first",
  "no-data",
  "kept",
  "version-waits",
  "live-stays",
  "at-once",
  "versions-go",
  "address-goes",
  "way-goes",
  "lines-go",
  "takes-minutes",
  "ip-goes",
] as const;
export type ChangeReason = (typeof changeReasons)[number];

/** What a change means for who uses the stage, and for who wants it undone. */
export interface Verdict {
  /** Whether the release before brings back what was there. */
  readonly isReversible: boolean;
  /** Whether requests fail while it is made, or after it. */
  readonly hasDowntime: boolean;
  readonly why: ChangeReason;
}

/** A change, and what it means. */
export interface JudgedChange extends StackChange, Verdict {}

type Action = StackChange["action"];

const harmless = (why: ChangeReason): Verdict => ({ isReversible: true, hasDowntime: false, why });
const interrupting = (why: ChangeReason): Verdict => ({ isReversible: true, hasDowntime: true, why });
const final = (why: ChangeReason, { hasDowntime }: { readonly hasDowntime: boolean }): Verdict => ({
  isReversible: false,
  hasDowntime,
  why,
});

/** Nothing in a template holds data, and CloudFormation deletes what is replaced once the new one is there. */
const usual: Readonly<Record<Action, Verdict>> = {
  create: harmless("new"),
  update: harmless("in-place"),
  replace: harmless("new-first"),
  delete: harmless("no-data"),
  retain: harmless("kept"),
};

const addressGoes: Partial<Record<Action, Verdict>> = {
  replace: final("address-goes", { hasDowntime: true }),
  delete: final("address-goes", { hasDowntime: true }),
};
const wayGoes: Partial<Record<Action, Verdict>> = {
  replace: interrupting("way-goes"),
  delete: interrupting("way-goes"),
};
const ipGoes: Partial<Record<Action, Verdict>> = {
  replace: final("ip-goes", { hasDowntime: true }),
  delete: final("ip-goes", { hasDowntime: true }),
};
const versionsGo: Partial<Record<Action, Verdict>> = {
  replace: final("versions-go", { hasDowntime: true }),
  delete: final("versions-go", { hasDowntime: true }),
};

/** Where it is otherwise than usual. */
const unusual: { readonly [T in ResourceType]?: Partial<Record<Action, Verdict>> } = {
  // Requests go to a published version, which no update touches.
  "AWS::Lambda::Function": { ...versionsGo, update: harmless("live-stays") },
  "AWS::Lambda::Version": {
    create: harmless("version-waits"),
    replace: harmless("version-waits"),
    delete: final("versions-go", { hasDowntime: false }),
  },
  "AWS::Lambda::Url": addressGoes,
  // The policy of a resource has no new one before the old one goes.
  "AWS::Lambda::Permission": { delete: interrupting("way-goes") },
  // Published versions name the role that they were made with.
  "AWS::IAM::Role": { ...versionsGo, update: harmless("at-once") },
  "AWS::Logs::LogGroup": {
    replace: final("lines-go", { hasDowntime: false }),
    delete: final("lines-go", { hasDowntime: false }),
  },
  "AWS::CloudFront::Distribution": { ...addressGoes, update: harmless("takes-minutes") },
  "AWS::ApiGateway::RestApi": addressGoes,
  "AWS::ApiGateway::Stage": wayGoes,
  "AWS::ApiGateway::DomainName": wayGoes,
  "AWS::ApiGateway::BasePathMapping": wayGoes,
  "AWS::ElasticLoadBalancingV2::ListenerRule": { delete: interrupting("way-goes") },
  "AWS::EC2::EIP": ipGoes,
  "AWS::EC2::NatGateway": { replace: interrupting("way-goes"), delete: interrupting("way-goes") },
  "AWS::EC2::Subnet": wayGoes,
  "AWS::EC2::VPC": wayGoes,
};

/** Properties that the versions which serve feel as soon as they change; they belong to no version. */
const unversioned: Readonly<Record<string, ReadonlySet<string>>> = {
  "AWS::Lambda::Function": new Set(["ReservedConcurrentExecutions"]),
};

/** Properties whose change loses something by itself. */
const losing: Readonly<Record<string, ReadonlySet<string>>> = {
  // Fewer days delete the lines that are older; which way it goes, a change does not say.
  "AWS::Logs::LogGroup": new Set(["RetentionInDays"]),
};

/**
 * Says of a change of a stack whether it can be undone, and whether requests fail meanwhile. Pure.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export function judgeChange(change: StackChange): JudgedChange {
  return { ...change, ...verdictOf(change) };
}

function verdictOf({ type, action, properties }: StackChange): Verdict {
  const touches = (table: Readonly<Record<string, ReadonlySet<string>>>): boolean =>
    action === "update" && properties.some((name) => table[type]?.has(name) === true);
  if (touches(losing)) return final("lines-go", { hasDowntime: false });
  if (touches(unversioned)) return harmless("at-once");
  // A template of an older Monolift may have types that are no more.
  const own = (unusual as Readonly<Record<string, Partial<Record<Action, Verdict>> | undefined>>)[type];
  return own?.[action] ?? usual[action];
}
