import type { Plan } from "../../../plan/plan.ts";
import { resourcesOf, type NetworkResource } from "../../../plan/resources.ts";
import { makeComputeStack } from "../compute-stack.ts";
import { chooseDoor, type DoorChoice } from "../doors/choose-door.ts";
import { codeOfFunctions } from "../function-code.ts";
import { networkStackName, parameterName, type StageNames } from "../names.ts";
import { makeNetworkStack } from "../network/network-stack.ts";
import type { NetworkPlace } from "../network/place.ts";
import type { AlertsRequest } from "../resources/alerts.ts";
import type { ResourceType } from "../template/resource-types.ts";
import type { Template } from "../template/template.ts";

/** Types of the resources that a plan needs on AWS, and the door that it gets. */
export interface PlanOnAws {
  readonly types: readonly ResourceType[];
  readonly door: DoorChoice;
}

/** What a stage has beside its plan. */
export interface SketchWishes {
  readonly domain: string | null;
  readonly alerts: AlertsRequest | null;
}

/**
 * Says which types of resources a plan needs, without asking anybody: the templates are made with names of things that are not
 * there. Pure.
 */
export function sketchTemplates(plan: Plan, wishes: SketchWishes): PlanOnAws {
  const [network] = resourcesOf(plan, "network");
  const door = chooseDoor(plan, { isInVpc: network !== undefined, isElsewhere: false });
  const names = { project: plan.name, stage: plan.stage };
  const templates = [
    sketchCompute(plan, { ...wishes, names, door, network }),
    ...(network === undefined ? [] : [sketchNetwork(names, network)]),
  ];
  const types = templates.flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type));
  return { types: [...new Set(types)].toSorted(), door };
}

const uploaded = {
  kind: "zip",
  bucket: "files",
  key: "code.zip",

  runtime: "python3.13",
  architecture: "x86_64",
} as const;

const listener = {
  arn: "arn:aws:elasticloadbalancing:us-east-1:000000000000:listener/app/one/0/0",
  scheme: "https",
  port: 443,
  host: "one.elb.amazonaws.com",
  zone: "Z0",
} as const;

const certificateArn = "arn:aws:acm:us-east-1:000000000000:certificate/0";
const someDays = 30;

function sketchCompute(
  plan: Plan,
  parts: SketchWishes & {
    readonly names: StageNames;
    readonly door: DoorChoice;
    readonly network: NetworkResource | undefined;
  },
): Template {
  const { names, door, domain, alerts, network } = parts;
  return makeComputeStack({
    plan,
    release: 1,
    code: codeOfFunctions(plan, uploaded, {}),
    data: { buckets: { static: "files", media: "media" }, mailIdentity: null },
    retentionDays: someDays,
    reservable: null,
    door: {
      choice: door,
      buckets: { files: "files", media: "media" },
      originParameter: parameterName(names, "origin"),
      domain: domain === null ? null : { name: domain, certificateArn },
      accessLogDays: door.origin === "rest" ? someDays : null,
      loadBalancer: door.kind === "alb" ? { listener, priority: 1, paths: [] } : null,
    },
    ...(network === undefined ? {} : { network: somewhere }),
    ...(alerts === null ? {} : { alerts }),
  });
}

const somewhere: NetworkPlace = {
  stack: null,
  vpc: "vpc-0",
  subnets: ["subnet-0"],
  groups: ["sg-0"],
  reaches: { ipv4: false, ipv6: true },
  endpoints: [],
  claims: "",
  database: null,
};

function sketchNetwork(names: StageNames, wanted: NetworkResource): Template {
  const { existing, subnets, groups, isShared, hasNat, hasEndpoints } = wanted;
  const stack = networkStackName(names, { isShared });
  const owner = { stack, project: names.project, stage: isShared ? null : names.stage };
  return existing === null
    ? makeNetworkStack({
        kind: "own",
        owner,
        cidr: "10.0.0.0/20",
        hasNat,
        endpoints: hasEndpoints ? ["ssm"] : [],
      })
    : makeNetworkStack({ kind: "existing", owner, vpc: existing, subnets, groups, hasDatabase: true });
}
