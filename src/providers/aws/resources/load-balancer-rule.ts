import { join, pseudo, type Text } from "../template/expression.ts";
import type { Resource, TemplateBuilder } from "../template/template.ts";
import { liveAlias } from "../functions/aliases.ts";
import { failuresOfTargets, type CountedFailures } from "./counted-failures.ts";

/** A listener of a load balancer that somebody has already. */
export interface Listener {
  readonly arn: string;
  /** `http` or `https`, and the port that it listens on. */
  readonly scheme: "http" | "https";
  readonly port: number;
  /** Name of the load balancer, and the zone that it is in. */
  readonly host: string;
  readonly zone: string;
}

export interface LoadBalancerRuleOptions {
  readonly lambda: Resource<"AWS::Lambda::Function">;
  readonly listener: Listener;
  /** 1 to 50,000; no other rule of the listener has it, and lower ones come first. */
  readonly priority: number;
  /** Patterns such as `/blog/*`; empty for every path of the domain. */
  readonly paths: readonly string[];
  /** A name that is asked for, and the certificate for it where the listener needs one. */
  readonly domain: { readonly name: string; readonly certificateArn: string | null } | null;
}

/**
 * Leads chosen requests of a listener to a function. The listener and its other rules stay as they are. Nobody looks after the
 * function's health: a check would be an invocation every 35 seconds, which also keeps the database awake.
 *
 * @returns The address of what it leads to, as the rule's domain or first path says, with a slash at its end; and where pages that
 *   failed are counted.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export function addLoadBalancerRule(
  template: TemplateBuilder,
  options: LoadBalancerRuleOptions,
): { readonly url: Text; readonly failures: CountedFailures } {
  const { lambda, listener, domain, paths } = options;
  const alias = join(lambda.attribute("Arn"), `:${liveAlias}`);
  const permission = template.add("LoadBalancerMayInvoke", "AWS::Lambda::Permission", {
    FunctionName: alias,
    Action: "lambda:InvokeFunction",
    Principal: "elasticloadbalancing.amazonaws.com",
    // Not the target group's: it takes a function only once the function lets it.
    SourceAccount: pseudo.accountId,
  });
  const targets = template.add(
    "TargetGroup",
    "AWS::ElasticLoadBalancingV2::TargetGroup",
    {
      TargetType: "lambda",
      Targets: [{ Id: alias }],
      HealthCheckEnabled: false,
      // With single values, of several cookies one would be left.
      TargetGroupAttributes: [{ Key: "lambda.multi_value_headers.enabled", Value: "true" }],
    },
    { dependsOn: [permission] },
  );
  const listenerArn = template.parameter("Listener", listener.arn);
  template.add("ListenerRule", "AWS::ElasticLoadBalancingV2::ListenerRule", {
    ListenerArn: listenerArn,
    Priority: options.priority,
    Conditions: [
      ...(domain === null ? [] : [{ Field: "host-header", HostHeaderConfig: { Values: [domain.name] } }]),
      ...(paths.length === 0 ? [] : [{ Field: "path-pattern", PathPatternConfig: { Values: paths } }]),
    ],
    Actions: [{ Type: "forward", TargetGroupArn: targets.ref }],
  });
  addCertificate(template, options);
  return { url: addressOf(options), failures: failuresOfTargets(targets, listenerArn) };
}

function addCertificate(template: TemplateBuilder, { listener, domain }: LoadBalancerRuleOptions): void {
  if (domain === null || domain.certificateArn === null) return;
  template.add("ListenerCertificate", "AWS::ElasticLoadBalancingV2::ListenerCertificate", {
    ListenerArn: template.parameter("Listener", listener.arn),
    Certificates: [{ CertificateArn: template.parameter("DomainCertificate", domain.certificateArn) }],
  });
}

function addressOf({ listener, domain, paths }: LoadBalancerRuleOptions): string {
  const { scheme, port, host } = listener;
  const isUsualPort = port === (scheme === "https" ? 443 : 80);
  const [path = "/"] = paths;
  return `${scheme}://${domain?.name ?? host}${isUsualPort ? "" : `:${port}`}${folderOf(path)}`;
}

/** What stands before a pattern's first wildcard, up to its last slash. */
function folderOf(pattern: string): string {
  const plain = pattern.replace(/[*?].*$/, "");
  return plain.slice(0, plain.lastIndexOf("/") + 1) || "/";
}
