import type { Aws } from "../aws.ts";
import { canaryActions } from "../canary/canary-actions.ts";
import { databaseActions } from "../databases/database-actions.ts";
import { neededDataRights, type NeededRights } from "../data/needed-rights.ts";
import { partitionOf } from "../data/partition.ts";
import type { DoorChoice } from "../doors/choose-door.ts";
import { doorActions } from "../doors/door-actions.ts";
import { functionActions } from "../functions/function-actions.ts";
import { bucketName, functionName, stackName, type StageNames } from "../names.ts";
import { mailActions } from "../mail/mail-actions.ts";
import { networkActions } from "../network/network-actions.ts";
import { stackActions } from "../stack/stack-actions.ts";
import type { ResourceType } from "../template/resource-types.ts";
import { stageActions } from "./stage-actions.ts";
import { typeActions } from "./type-actions.ts";

/** What a stage is made of, as far as it decides which rights are needed. */
export interface RightsNeeds {
  /** Types of the resources in its templates. */
  readonly types: readonly ResourceType[];
  readonly door: Pick<DoorChoice, "kind" | "origin">;
  readonly hasDomain: boolean;
  /** Whether its database is an Aurora cluster. */
  readonly hasCluster: boolean;
  readonly hasNetwork: boolean;
  /** A new release is tried on a share of the requests. */
  readonly hasCanary: boolean;
  /** Whether SES sends its mail. */
  readonly hasMail: boolean;
  /** The code is an image in a registry. */
  readonly isImage: boolean;
  readonly secretsIn: "ssm" | "secretsmanager";
}

/**
 * What whoever lifts, asks and ends a stage must be allowed to do, and on what: what Monolift calls, and what CloudFormation
 * does in the caller's name. Pure.
 */
export function neededRights(
  aws: Pick<Aws, "region" | "account" | "caller">,
  names: StageNames,
  needs: RightsNeeds,
): readonly NeededRights[] {
  return [
    ...neededDataRights(aws, names).filter((rights) => isNeeded(rights, needs)),
    ...placed(aws, names, [
      ...stackActions,
      ...functionActions.lambda,
      ...functionActions.logs,
      ...stageActions.lambda,
      ...stageActions.objects,
      ...stageActions.account,
      ...doorNeeds(needs),
      ...(needs.hasCluster ? databaseActions : []),
      ...(needs.hasNetwork ? networkActions : []),
      ...(needs.hasCanary ? canaryActions : []),
      ...(needs.hasMail ? mailActions : []),
      ...needs.types.flatMap((type) => typeActions[type]),
    ]),
  ];
}

/** Not every stage has records of Secrets Manager, or images; that none is left over is looked at in any case. */
function isNeeded({ actions, resources }: NeededRights, { secretsIn, isImage }: RightsNeeds): boolean {
  const isOf = (service: string): boolean => actions.every((action) => action.startsWith(`${service}:`));
  if (isOf("secretsmanager") && !resources.includes("*")) return secretsIn === "secretsmanager";
  return isImage || !isOf("ecr");
}

function doorNeeds({ door, hasDomain, hasMail }: RightsNeeds): readonly string[] {
  return [
    ...(door.kind === "cloudfront" ? [...doorActions.distribution, ...doorActions.bucket] : []),
    ...(door.origin === "rest" ? doorActions.api : []),
    ...(door.origin === "alb" ? doorActions.listener : []),
    ...(hasDomain ? doorActions.certificate : []),
    ...(hasDomain || hasMail ? doorActions.records : []),
  ];
}

/** Lists of the whole account, and what no policy can limit to one thing: IAM knows them for all or for nothing. */
const unlimited: ReadonlySet<string> = new Set([
  "lambda:GetAccountSettings",
  "logs:DescribeLogGroups",
  "s3:ListAllMyBuckets",
  "ses:GetAccount",
]);

/** Puts each action on what belongs to the stage, where its service has names that a policy could be limited to. */
function placed(
  aws: Pick<Aws, "region" | "account" | "caller">,
  names: StageNames,
  actions: readonly string[],
): readonly NeededRights[] {
  const places = placesOf(aws, names);
  const byPlace = new Map<string, Set<string>>();
  for (const action of actions) {
    const [service = ""] = action.split(":");
    const place = (unlimited.has(action) ? undefined : (places[action] ?? places[service])) ?? "*";
    byPlace.set(place, (byPlace.get(place) ?? new Set()).add(action));
  }
  return [...byPlace].map(([resource, found]) => ({ actions: [...found].toSorted(), resources: [resource] }));
}

/** By action, or by service. What is not here is asked for everything. */
function placesOf(
  aws: Pick<Aws, "region" | "account" | "caller">,
  names: StageNames,
): Readonly<Record<string, string>> {
  const { account, region } = aws;
  const arn = (service: string, rest: string): string =>
    `arn:${partitionOf(aws)}:${service}:${region}:${account}:${rest}`;
  const files = `arn:${partitionOf(aws)}:s3:::${bucketName(names, "files", aws)}`;
  const functions = functionName(names, "*");
  return {
    cloudformation: arn("cloudformation", `stack/${stackName(names)}/*`),
    lambda: arn("lambda", `function:${functions}`),
    logs: arn("logs", `log-group:/aws/lambda/${functions}`),
    // CloudFormation names them after the stack.
    iam: `arn:${partitionOf(aws)}:iam::${account}:role/${stackName(names)}-*`,
    s3: `${files}/*`,
    "s3:DeleteBucketPolicy": files,
    "s3:GetBucketPolicy": files,
    "s3:PutBucketPolicy": files,
    ses: arn("ses", "identity/*"),
    ssm: arn("ssm", `parameter/monolift/${names.project}/${names.stage}/*`),
  };
}
