import { asDomain, asModule, asRegion, asWhole } from "./convert.ts";
import { left, originOf, type Finding } from "./findings.ts";
import { leaveDatabase, type Reading, type StageReading } from "./reading.ts";
import {
  applyRules,
  carry,
  carryInStage,
  list,
  meansInStage,
  python,
  understood,
  variables,
  type Rule,
  type Rules,
} from "./rules.ts";
import { branchAt, textAt, treeAt, type Branch, type Plain } from "./tree.ts";

const asInterface = (value: Plain): string | undefined =>
  value === "asgi" || value === "wsgi" ? value : undefined;

const keys = (rule: Rule, ...names: readonly string[]): Rules =>
  Object.fromEntries(names.map((name) => [name, rule]));

/** Zappa's keys. @see https://github.com/zappa/Zappa#advanced-settings */
const rules: Rules = {
  ...keys(
    understood,
    "extends",
    "project_name",
    "lambda_description",
    "apigateway_description",
    "touch",
    "touch_path",
  ),
  aws_region: carryInStage("region", asRegion),
  django_settings: carryInStage("app.settings", asModule),
  app_type: carry("app.interface", asInterface),
  runtime: python,
  memory_size: carry("functions.web.memory", asWhole),
  timeout_seconds: carry("functions.web.timeout", asWhole),
  lambda_concurrency: carry("functions.web.concurrency", asWhole),
  "ephemeral_storage.Size": carry("functions.web.tmp", asWhole),
  domain: carryInStage("domain", asDomain),
  snap_start: (tree) =>
    tree.kind === "leaf" && tree.value === "PublishedVersions"
      ? meansInStage("functions.web.snapstart", true)(tree)
      : understood(tree),
  environment_variables: variables,
  aws_environment_variables: variables,
  vpc_config: list("vpc", "network.vpc"),
  events: list("schedule"),
  ...keys(
    list("keep-warm", "functions.web.warm"),
    "keep_warm",
    "keep_warm_expression",
    "provisioned_concurrency",
  ),
  ...keys(list("permissions"), "extra_permissions", "attach_policy", "assume_policy"),
  ...keys(list("own-roles"), "manage_roles", "role_name", "role_arn"),
  ...keys(
    list("authorizer"),
    "authorizer",
    "api_key_required",
    "api_key",
    "iam_authorization",
    "apigateway_policy",
  ),
  ...keys(list("authorizer"), "authorization_type", "cognito"),
  ...keys(list("cors"), "cors", "cors_options"),
  ...keys(list("efs"), "efs_config"),
  ...keys(list("layers"), "layers"),
  ...keys(list("hooks"), "callbacks", "prebuild_script", "exception_handler"),
  ...keys(list("remote-variables"), "remote_env", "remote_env_bucket", "remote_env_file", "settings_file"),
  ...keys(
    list("worker"),
    "async_source",
    "async_response_table",
    "dead_letter_arn",
    "websocket_handler_module",
  ),
  ...keys(
    understood,
    "async_resources",
    "async_response_table_read_capacity",
    "async_response_table_write_capacity",
  ),
  ...keys(
    list("logs"),
    "log_level",
    "cloudwatch_log_level",
    "cloudwatch_data_trace",
    "cloudwatch_metrics_enabled",
    "xray_tracing",
  ),
  ...keys(
    list("api-gateway"),
    "cache_cluster_enabled",
    "cache_cluster_size",
    "cache_cluster_ttl",
    "cache_cluster_encrypted",
  ),
  ...keys(
    list("api-gateway"),
    "endpoint_configuration",
    "context_header_mappings",
    "alb_enabled",
    "alb_vpc_config",
    "base_path",
  ),
  ...keys(list("own-certificate"), "certificate_arn", "certificate", "certificate_key", "certificate_chain"),
  ...keys(list("own-certificate"), "lets_encrypt_key", "route53_enabled"),
  ...keys(
    list("own-door"),
    "binary_support",
    "additional_text_mimetypes",
    "payload_compression",
    "payload_minimum_compression_size",
  ),
  ...keys(
    list("own-door"),
    "apigateway_enabled",
    "use_apigateway",
    "apigateway_version",
    "apigateway_lambda_qualifier",
    "http_methods",
  ),
  ...keys(
    list("own-door"),
    "function_url_enabled",
    "function_url_config",
    "integration_response_codes",
    "method_response_codes",
    "parameter_depth",
  ),
  ...keys(
    list("own-build"),
    "s3_bucket",
    "slim_handler",
    "use_precompiled_packages",
    "delete_local_zip",
    "delete_s3_zip",
    "delete_zip",
  ),
  ...keys(
    list("own-build"),
    "exclude",
    "exclude_glob",
    "include",
    "architecture",
    "lambda_handler",
    "docker_image_uri",
  ),
  ...keys(list("own-versions"), "num_retained_versions", "alias"),
  ...keys(list("own-settings"), "debug"),
  ...keys(list("profile"), "profile_name"),
  app_function: list("own-detected"),
  aws_kms_key_arn: list("encryption"),
  aws_endpoint_urls: list("own-endpoint"),
  tags: list("tags"),
};

/** What nobody calls a stage that is deployed. */
const basesOnly = /^(?:base|common|defaults?|globals?|shared|template)$/iu;

/**
 * Reads `zappa_settings`, of which every table is a stage.
 *
 * @returns Undefined when the file is of something else.
 */
export function readZappa(file: Branch): Reading | undefined {
  const tables = [...file.children].flatMap(([name, tree]) =>
    tree.kind === "branch" ? [[name, tree] as const] : [],
  );
  const extendedBy = new Set(tables.map(([, tree]) => textAt(tree, "extends")));
  const isBase = (name: string): boolean => extendedBy.has(name) && basesOnly.test(name);
  const stages = tables.filter(([name]) => !isBase(name));
  const known = new Set(Object.keys(rules).map((key) => key.split(".")[0]));
  if (!stages.some(([, tree]) => [...tree.children.keys()].some((key) => known.has(key)))) return undefined;
  const whole = stages.map(([name]) => [name, extended(file, name, [])] as const);
  const named = whole.find(([, tree]) => textAt(tree, "project_name") !== undefined)?.[1];
  const name = treeAt(named, "project_name");
  return {
    tool: "zappa",
    name: name === undefined ? undefined : { value: textAt(name) ?? "", from: originOf(name) },
    stages: whole.map(([stage, tree]): StageReading => ({
      name: stage,
      from: originOf({ ...tree, children: new Map() }),
      findings: leaveDatabase(applyRules(rules, tree), originOf({ ...tree, children: new Map() })),
    })),
    shared: [...file.children].flatMap(([stage, tree]): readonly Finding[] => {
      if (tree.kind === "leaf") return [left(tree, "unknown")];
      return isBase(stage) ? [left({ ...tree, children: new Map() }, "stage-base")] : [];
    }),
  };
}

/** A stage with all that it takes over from others; one that takes over itself ends there. */
function extended(file: Branch, name: string, seen: readonly string[]): Branch {
  const own = branchAt(file, name) ?? { ...file, children: new Map() };
  const base = textAt(own, "extends");
  if (base === undefined || seen.includes(base)) return own;
  // As Zappa does it: key by key, and no deeper.
  const children = new Map([...extended(file, base, [...seen, name]).children, ...own.children]);
  return { ...own, children };
}
