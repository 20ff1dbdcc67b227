import type { Plan } from "../../plan/plan.ts";
import { resourcesOf } from "../../plan/resources.ts";
import { networkStackName } from "../../providers/aws/names.ts";
import { requestOf } from "../../providers/aws/network/own-network.ts";
import { priceOf, totalOf } from "../../providers/aws/price/price-of.ts";
import { stageThings } from "../../providers/aws/price/stage-things.ts";
import { usualUsage } from "../../providers/aws/price/usage.ts";
import type { DeployedTemplate } from "../../providers/aws/stack/compare-templates.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { replacingProperties, type ResourceType } from "../../providers/aws/template/resource-types.ts";
import type { Template, TemplateResource } from "../../providers/aws/template/template.ts";

/** A stage as it is, or as it would be. */
export interface PricedStage {
  readonly plan: Plan;
  readonly template: DeployedTemplate;
  readonly domain: string | null;
  /** Where the secrets are kept that people set. */
  readonly secretsIn: "ssm" | "secretsmanager";
}

/** Addresses of a network say nothing of its price. */
const someAddresses = "10.0.0.0/20";

/**
 * What a stage costs in a month in which nobody comes, with what usually lies in its buckets and its database: list prices in
 * US dollars, without tax and without what an account has free. A network counts in full, also where other stages share it.
 *
 * @returns Null where the price of something is not known in the Region.
 */
export function idleUsdPerMonth(
  { aws, names }: Pick<AwsStage, "aws" | "names">,
  stage: PricedStage,
): number | null {
  const { plan, template, domain, secretsIn } = stage;
  const [network] = resourcesOf(plan, "network");
  const own = network === undefined || network.existing !== null ? [] : [network];
  const networks = own.map(({ isShared, hasNat, hasEndpoints }): Template => {
    const stack = networkStackName(names, { isShared });
    const services = secretsIn === "ssm" ? (["ssm"] as const) : (["ssm", "secretsmanager"] as const);
    const endpoints = hasEndpoints ? services : [];
    return requestOf({ stack, names, isShared, cidr: someAddresses, hasNat, endpoints }).template;
  });
  const things = stageThings({
    plan,
    templates: [known(template), ...networks],
    secretsIn,
    domain,
    mailIdentity: null,
    isImage: isImage(template),
  });
  const lines = priceOf({ things, usage: usualUsage(0), region: aws.region, as: "list" });
  return totalOf(lines, "idlePerMonth");
}

function isImage({ Resources }: DeployedTemplate): boolean {
  return Object.values(Resources).some(({ Properties }) => {
    const code = isTable(Properties) ? Properties["Code"] : undefined;
    return isTable(code) && "ImageUri" in code;
  });
}

/** What was deployed by an older Monolift may have types that are no more, and have no price. */
function known({ Resources }: DeployedTemplate): Pick<Template, "Resources"> {
  const kept = Object.entries(Resources).flatMap(
    ([id, { Type, Properties }]): readonly (readonly [string, TemplateResource])[] =>
      isResourceType(Type) && isTable(Properties) ? [[id, { Type, Properties }]] : [],
  );
  return { Resources: Object.fromEntries(kept) };
}

function isResourceType(type: string): type is ResourceType {
  return Object.hasOwn(replacingProperties, type);
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
