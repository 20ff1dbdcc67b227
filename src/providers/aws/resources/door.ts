import type { Plan } from "../../../plan/plan.ts";
import { resourcesOf, type DoorResource, type FunctionResource } from "../../../plan/resources.ts";
import type { DoorChoice } from "../doors/choose-door.ts";
import type { StageNames } from "../names.ts";
import { join, select, split, type Text } from "../template/expression.ts";
import type { Resource, TemplateBuilder } from "../template/template.ts";
import { expressionOf } from "../../../plan/routing/path-form.ts";
import { failuresOfApi, failuresOfUrl, type CountedFailures } from "./counted-failures.ts";
import {
  addDistribution,
  distributionZone,
  type DistributionOptions,
  type IsolatedOrigin,
} from "./distribution.ts";
import type { EdgeRoute } from "./edge-function.ts";
import { addFunctionUrl } from "./function-url.ts";
import { addLoadBalancerRule, type Listener } from "./load-balancer-rule.ts";
import { addRestApi, restStage, type RestApi } from "./rest-api.ts";

/** What a door is opened with. */
export interface DoorRequest {
  readonly plan: Plan;
  readonly choice: DoorChoice;
  readonly names: StageNames;
  /** The function that answers; its alias `live` is there. */
  readonly lambda: Resource<"AWS::Lambda::Function">;
  /** Every function of the plan, by its id. Left out where there is only one. */
  readonly lambdas?: ReadonlyMap<string, Resource<"AWS::Lambda::Function">>;
  /** Names of the functions with requests of their own whose alias `live` is there. Left out where there are none. */
  readonly routed?: readonly string[];
  readonly buckets: { readonly files: string; readonly media: string };
  /** Name of the parameter with the word by which the function knows CloudFront: `/monolift/blog/production/origin`. */
  readonly originParameter: string;
  /**
   * A name whose certificate has been issued, in us-east-1 for CloudFront and in the Region for everything else. Null for AWS's
   * own name, also while the certificate is waited for. Only a load balancer that speaks HTTP does without a certificate.
   */
  readonly domain: { readonly name: string; readonly certificateArn: string | null } | null;
  /** How long API Gateway's access logs are kept, in days; null where the account does not let it write any. */
  readonly accessLogDays: number | null;
  /** Where the choice is a load balancer. */
  readonly loadBalancer: {
    readonly listener: Listener;
    readonly priority: number;
    readonly paths: readonly string[];
  } | null;
}

/** Names of the outputs of a stack with a door. */
export const doorOutputs = {
  /** Where the application is reached; ends with a slash. */
  url: "DoorUrl",
  /** The domain that it is reached by; not there without one. */
  domain: "DoorDomain",
  /** What the domain has to lead to, and the zone of Route 53's that this is in; not there where nothing can lead to it. */
  target: "DoorTarget",
  targetZone: "DoorTargetZone",
  /** Id of the distribution; not there without one. */
  distribution: "DoorDistribution",
} as const;

/** A door, as the stack tells of it. */
export interface OpenedDoor {
  /** Ends with a slash. */
  readonly url: Text;
  /** What a domain is led to; null where nothing can be. */
  readonly target: RestApi["target"];
  /** Null without CloudFront. */
  readonly distribution: Text | null;
  /** Where pages that failed are counted. */
  readonly failures: CountedFailures;
}

/**
 * Opens the way in to a function: the one that was chosen, with the files that are served beside it. Tells of it in the
 * stack's outputs.
 *
 * @throws {TypeError} A certificate or a listener is missing that the choice needs.
 */
export function addDoor(template: TemplateBuilder, request: DoorRequest): OpenedDoor {
  const opened = request.choice.kind === "alb" ? openListener(template, request) : open(template, request);
  const { url, target, distribution } = opened;
  template.output(doorOutputs.url, url);
  if (request.domain !== null) template.output(doorOutputs.domain, request.domain.name);
  if (target !== null) {
    template.output(doorOutputs.target, target.name);
    template.output(doorOutputs.targetZone, target.zone);
  }
  if (distribution !== null) template.output(doorOutputs.distribution, distribution);
  return opened;
}

function open(template: TemplateBuilder, request: DoorRequest): OpenedDoor {
  const { choice, domain } = request;
  const isFronted = choice.kind === "cloudfront";
  const origin =
    choice.origin === "rest"
      ? openApi(template, request, isFronted ? null : certified(domain))
      : openFunctionUrl(template, request);
  if (!isFronted) {
    const url = domain === null ? origin.url : `https://${domain.name}/`;
    return { url, target: origin.target, distribution: null, failures: origin.failures };
  }
  const { plan, names, originParameter } = request;
  const distribution = addDistribution(template, {
    names,
    origin,
    timeoutSeconds: answeringFunction(plan).timeoutSeconds,
    isolated: isolatedOrigins(template, request),
    routes: routesOf(request),
    originParameter,
    files: filesOf(request),
    domain: certified(domain),
  });
  const host = distribution.attribute("DomainName");
  return {
    url: domain === null ? join("https://", host, "/") : `https://${domain.name}/`,
    target: { name: host, zone: distributionZone },
    distribution: distribution.ref,
    failures: origin.failures,
  };
}

/** Functions that the door leads some requests to; one that was never served is not among them yet. */
function isolatedFunctions({ plan, routed = [] }: DoorRequest): readonly FunctionResource[] {
  return resourcesOf(plan, "function").filter(({ name }) => routed.includes(name));
}

function isolatedOrigins(template: TemplateBuilder, request: DoorRequest): readonly IsolatedOrigin[] {
  return isolatedFunctions(request).map((one) => {
    const lambda = request.lambdas?.get(one.id);
    if (lambda === undefined) throw new TypeError(`the plan has no ${one.id}`);
    const { choice } = request;
    const origin =
      choice.origin === "rest"
        ? openApiOf(template, request, one, lambda)
        : openUrl(template, { id: `door.of.${one.name}`, responseMode: choice.responseMode }, lambda);
    return { id: originOf(one), origin, timeoutSeconds: one.timeoutSeconds };
  });
}

/** Never that of a bucket, whatever the function's name. */
const originOf = ({ name }: FunctionResource): string => `function-${name}`;

/** The plan's table; what would lead to a function that was never served is left to the one that has the rest. */
function routesOf(request: DoorRequest): readonly EdgeRoute[] {
  const isolated = new Map(isolatedFunctions(request).map((one) => [one.id, originOf(one)]));
  if (isolated.size === 0) return [];
  const routes = doorOf(request.plan).routes ?? [];
  return routes.map(({ path, methods, to }) => ({
    expression: expressionOf(path),
    methods,
    to: isolated.get(to) ?? null,
  }));
}

interface Origin {
  readonly url: Text;
  readonly host: Text;
  readonly path: string;
  readonly target: RestApi["target"];
  readonly failures: CountedFailures;
}

function openFunctionUrl(template: TemplateBuilder, { plan, choice, lambda }: DoorRequest): Origin {
  return openUrl(template, { id: doorOf(plan).id, responseMode: choice.responseMode }, lambda);
}

function openUrl(
  template: TemplateBuilder,
  door: Parameters<typeof addFunctionUrl>[1],
  lambda: DoorRequest["lambda"],
): Origin {
  const url = addFunctionUrl(template, door, lambda);
  // `https://ID.lambda-url.REGION.on.aws/` has its name between the slashes.
  const failures = failuresOfUrl(lambda);
  return { url, host: select(2, split("/", url)), path: "", target: null, failures };
}

function openApi(
  template: TemplateBuilder,
  { names, choice, lambda, plan, accessLogDays }: DoorRequest,
  domain: Certified,
): Origin {
  const { host, target } = addRestApi(template, {
    names,
    lambda,
    responseMode: choice.responseMode,
    timeoutSeconds: answeringFunction(plan).timeoutSeconds,
    retentionDays: accessLogDays,
    domain,
  });
  const url = join("https://", host, `/${restStage}/`);
  return { url, host, path: `/${restStage}`, target, failures: failuresOfApi(names) };
}

function openApiOf(
  template: TemplateBuilder,
  { names, choice }: DoorRequest,
  { name, timeoutSeconds }: FunctionResource,
  lambda: DoorRequest["lambda"],
): Pick<Origin, "host" | "path"> {
  const { responseMode } = choice;
  const options = { names, of: name, lambda, responseMode, timeoutSeconds };
  const { host } = addRestApi(template, { ...options, retentionDays: null, domain: null });
  return { host, path: `/${restStage}` };
}

function openListener(template: TemplateBuilder, request: DoorRequest): OpenedDoor {
  const { loadBalancer, lambda, domain } = request;
  if (loadBalancer === null) throw new TypeError("a load balancer needs a listener");
  const { url, failures } = addLoadBalancerRule(template, { ...loadBalancer, lambda, domain });
  const { host, zone } = loadBalancer.listener;
  return { url, target: { name: host, zone }, distribution: null, failures };
}

type Certified = { readonly name: string; readonly certificateArn: string } | null;

function certified(domain: DoorRequest["domain"]): Certified {
  if (domain === null) return null;
  const { name, certificateArn } = domain;
  if (certificateArn === null) throw new TypeError(`${name} needs a certificate`);
  return { name, certificateArn };
}

/** Files that clients find by URL; static ones are stored below a prefix, beside code and records. */
function filesOf({ plan, buckets }: DoorRequest): DistributionOptions["files"] {
  const places = {
    static: { keyPrefix: staticPrefix, bucket: buckets.files },
    media: { keyPrefix: "/", bucket: buckets.media },
  };
  return resourcesOf(plan, "bucket").flatMap(({ name, url }) =>
    url === null ? [] : [{ name, url, ...places[name] }],
  );
}

/** What stands before the names of static files in their bucket, with a slash before it. */
const staticPrefix = "/static/";

function doorOf(plan: Plan): DoorResource {
  const [door] = resourcesOf(plan, "door");
  if (door === undefined) throw new TypeError("the plan has no door");
  return door;
}

function answeringFunction(plan: Plan): FunctionResource {
  const { id } = doorOf(plan);
  const asked = plan.edges.find(({ from, may }) => from === id && may.includes("invoke"));
  const found = resourcesOf(plan, "function").find((one) => one.id === asked?.to);
  if (found === undefined) throw new TypeError("the door leads to no function");
  return found;
}
