import { UserError } from "../../../errors.ts";
import type { CloudFrontQuota } from "../../../words/providers/aws/doors/en.ts";
import type { Listener } from "../resources/load-balancer-rule.ts";

/** What was to be made when CloudFormation failed at a resource. */
export interface DoorAttempt {
  readonly domain: string | null;
  readonly rule: { readonly listener: Pick<Listener, "arn">; readonly priority: number } | null;
}

const quotas: readonly (readonly [RegExp, CloudFrontQuota])[] = [
  [/TooManyDistributions\b/, "distributions"],
  [/TooManyFunctions\b/, "functions"],
  [/TooManyOriginAccessControls\b/, "origin access controls"],
];

/**
 * What is behind CloudFormation's words for a resource of a door that could not be made.
 *
 * @param reason `ResourceStatusReason` of the event that failed.
 * @returns Undefined where the words say nothing that is known here.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/APIReference/API_CreateDistribution.html#API_CreateDistribution_Errors
 */
export function explainDoorFailure(reason: string, { domain, rule }: DoorAttempt): UserError | undefined {
  const context = { detail: reason };
  if (domain !== null && /CNAMEAlreadyExists\b|CNAMEs you provided are already associated/.test(reason))
    return new UserError("DOMAIN_ELSEWHERE_ON_CLOUDFRONT", { domain }, context);
  const quota = quotas.find(([words]) => words.test(reason));
  if (quota !== undefined) return new UserError("CLOUDFRONT_QUOTA", { what: quota[1] }, context);
  if (rule !== null && /PriorityInUse\b|Priority '\d+' is currently in use/.test(reason)) {
    const facts = { listener: rule.listener.arn, priority: rule.priority };
    return new UserError("LISTENER_PRIORITY_TAKEN", facts, context);
  }
  return undefined;
}
