import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
  ListenerNotFoundException,
  paginateDescribeRules,
  type Rule,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { UserError } from "../../../errors.ts";
import type { Aws } from "../aws.ts";
import { tagNames, type StageNames } from "../names.ts";
import type { Listener } from "../resources/load-balancer-rule.ts";

/** Where rules without a number of their own begin: whoever has an order has it below. */
const firstPriority = 1000;

/** How many things may be asked for their tags at one time. */
const tagsAtOnce = 20;

/**
 * Looks at a listener that somebody has.
 *
 * @throws {UserError} `LISTENER_NOT_FOUND`, `LISTENER_UNFIT` for a load balancer that cannot ask a function.
 */
export async function readListener(aws: Aws, arn: string): Promise<Listener> {
  const elb = aws.client(ElasticLoadBalancingV2Client);
  const listener = await describeListener(elb, arn);
  if (listener?.LoadBalancerArn === undefined)
    throw new UserError("LISTENER_NOT_FOUND", { listener: arn, region: aws.region });
  const { LoadBalancers = [] } = await elb.send(
    new DescribeLoadBalancersCommand({ LoadBalancerArns: [listener.LoadBalancerArn] }),
  );
  const { Type = "", DNSName = "", CanonicalHostedZoneId = "" } = LoadBalancers[0] ?? {};
  if (Type !== "application") throw new UserError("LISTENER_UNFIT", { listener: arn, kind: Type });
  const scheme = listener.Protocol === "HTTPS" ? "https" : "http";
  return { arn, scheme, port: listener.Port ?? 0, host: DNSName, zone: CanonicalHostedZoneId };
}

async function describeListener(elb: ElasticLoadBalancingV2Client, arn: string) {
  try {
    const { Listeners } = await elb.send(new DescribeListenersCommand({ ListenerArns: [arn] }));
    return Listeners?.[0];
  } catch (error) {
    if (error instanceof ListenerNotFoundException) return undefined;
    throw error;
  }
}

/**
 * The number of a stage's rule: the one that it has, or the first that is free from 1000 on.
 *
 * @param wanted The one that the file names; it is taken as it is, and CloudFormation refuses it where another rule has it.
 */
export async function choosePriority(
  aws: Aws,
  listener: Pick<Listener, "arn">,
  names: StageNames,
  wanted: number | null,
): Promise<number> {
  if (wanted !== null) return wanted;
  const elb = aws.client(ElasticLoadBalancingV2Client);
  const rules: Rule[] = [];
  for await (const page of paginateDescribeRules({ client: elb }, { ListenerArn: listener.arn }))
    rules.push(...(page.Rules ?? []));
  const own = await findOwnRule(elb, rules, names);
  if (own !== undefined) return Number(own.Priority);
  const taken = new Set(rules.map(({ Priority }) => Number(Priority)));
  let priority = firstPriority;
  while (taken.has(priority)) priority += 1;
  return priority;
}

async function findOwnRule(
  elb: ElasticLoadBalancingV2Client,
  rules: readonly Rule[],
  { project, stage }: StageNames,
): Promise<Rule | undefined> {
  // The rule for everything else has no number.
  const numbered = rules.filter(({ IsDefault }) => IsDefault !== true);
  for (let first = 0; first < numbered.length; first += tagsAtOnce) {
    const ResourceArns = numbered.slice(first, first + tagsAtOnce).map(({ RuleArn = "" }) => RuleArn);
    const { TagDescriptions = [] } = await elb.send(new DescribeTagsCommand({ ResourceArns }));
    const found = TagDescriptions.find(({ Tags = [] }) => {
      const valueOf = (key: string) => Tags.find(({ Key }) => Key === key)?.Value;
      return valueOf(tagNames.project) === project && valueOf(tagNames.stage) === stage;
    });
    if (found !== undefined) return numbered.find(({ RuleArn }) => RuleArn === found.ResourceArn);
  }
  return undefined;
}
