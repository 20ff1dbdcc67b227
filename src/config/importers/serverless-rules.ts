import { asDomain, asRegion, asWhole } from "./convert.ts";
import { left } from "./findings.ts";
import {
  carry,
  carryInStage,
  list,
  listEach,
  meansInStage,
  python,
  understood,
  variables,
  type Rule,
  type Rules,
} from "./rules.ts";
import { plainOf, type Plain } from "./tree.ts";

const keys = (rule: Rule, prefix: string, ...names: readonly string[]): Rules =>
  Object.fromEntries(names.map((name) => [`${prefix}${name}`, rule]));

/** What leads to a function, each kind with what it needs. */
const events: Rule = (tree) => {
  const kinds =
    tree.kind === "leaf" && Array.isArray(tree.value) ? (tree.value as readonly Plain[]).map(kindOf) : [];
  return [...new Set(kinds)].flatMap((kind) => {
    if (kind === "door") return understood(tree);
    return [left(tree, kind)];
  });
};

function kindOf(event: Plain): "door" | "authorizer" | "schedule" | "worker" {
  const isTable = typeof event === "object" && event !== null;
  const [type = ""] = isTable ? Object.keys(event) : [String(event)];
  const options = JSON.stringify(isTable ? Object.values(event) : []);
  if (type === "schedule" || type === "eventBridge") return "schedule";
  if (!["http", "httpApi", "alb"].includes(type)) return "worker";
  return /"(?:authorizer|private)":/u.test(options) ? "authorizer" : "door";
}

/** What the functions have together, and each may have by itself. */
const compute: Rules = {
  memorySize: carry("functions.web.memory", asWhole),
  timeout: carry("functions.web.timeout", asWhole),
  reservedConcurrency: carry("functions.web.concurrency", asWhole),
  ephemeralStorageSize: carry("functions.web.tmp", asWhole),
  runtime: python,
  snapStart: (tree) =>
    plainOf(tree) === true ? meansInStage("functions.web.snapstart", true)(tree) : understood(tree),
  environment: variables,
  vpc: list("vpc", "network.vpc"),
  events,
  layers: list("layers"),
  ...keys(list("keep-warm", "functions.web.warm"), "", "provisionedConcurrency", "warmup"),
  ...keys(
    list("permissions"),
    "",
    "role",
    "iamRoleStatements",
    "iamRoleStatementsInherit",
    "iamRoleStatementsName",
  ),
  ...keys(list("own-build"), "", "image", "package", "architecture", "module", "runtimeManagement"),
  ...keys(list("own-door"), "", "url"),
  ...keys(list("worker"), "", "onError", "destinations", "maximumRetryAttempts", "maximumEventAge"),
  ...keys(list("efs"), "", "fileSystemConfig"),
  ...keys(list("tags"), "", "tags"),
  ...keys(list("encryption"), "", "kmsKeyArn", "awsKmsKeyArn"),
  ...keys(list("logs"), "", "tracing", "logRetentionInDays", "disableLogs", "logDataProtectionPolicy"),
  ...keys(understood, "", "handler", "name", "description", "versionFunction"),
};

const ofProvider: Rules = {
  ...compute,
  region: carryInStage("region", asRegion),
  ...keys(
    understood,
    "",
    "name",
    "stage",
    "stackName",
    "apiName",
    "lambdaHashingVersion",
    "deploymentMethod",
  ),
  ...keys(
    list("permissions"),
    "",
    "iam",
    "iamManagedPolicies",
    "rolePermissionsBoundary",
    "cfnRole",
    "stackPolicy",
  ),
  ...keys(list("own-build"), "", "deploymentBucket", "deploymentPrefix", "ecr"),
  ...keys(list("own-versions"), "", "versionFunctions"),
  ...keys(
    list("api-gateway"),
    "",
    "apiGateway",
    "endpointType",
    "alb",
    "cloudFront",
    "websocketsApiName",
    "s3",
  ),
  "apiGateway.binaryMediaTypes": list("own-door"),
  "apiGateway.minimumCompressionSize": list("own-door"),
  "apiGateway.shouldStartNameWithService": understood,
  "apiGateway.apiKeys": list("authorizer"),
  "apiGateway.resourcePolicy": list("authorizer"),
  "httpApi.cors": list("cors"),
  "httpApi.authorizers": list("authorizer"),
  ...keys(list("api-gateway"), "", "httpApi", "resourcePolicy", "apiKeys", "usagePlan"),
  ...keys(list("logs"), "", "logs"),
  ...keys(list("tags"), "", "stackTags", "notificationArns", "rollbackConfiguration", "disableRollback"),
  ...keys(list("profile"), "", "profile"),
};

/** Plugins, as JSON, whose work needs no plugin here or whose tables are read. */
export const knownPlugins =
  /^"serverless-(?:wsgi|python-requirements|domain-manager|prune-plugin|dotenv-plugin|offline|plugin-warmup|pseudo-parameters|deployment-bucket|s3-sync|localstack)"$/u;

/** Tables of `custom` that plugins read. */
export const pluginTables: Rules = {
  "wsgi.app": list("own-detected"),
  wsgi: list("own-build"),
  "pythonRequirements.fileName": carry("app.requirements"),
  pythonRequirements: list("own-build"),
  "customDomain.domainName": carryInStage("domain", asDomain),
  "customDomain.basePath": list("api-gateway"),
  customDomain: list("own-certificate"),
  warmup: list("keep-warm", "functions.web.warm"),
  prune: list("own-versions"),
  dotenv: list("remote-variables"),
  "serverless-offline": list("own-local"),
  localstack: list("own-local"),
  deploymentBucket: list("own-build"),
  s3Sync: list("own-storage"),
};

const within = (prefix: string, rules: Rules): Rules =>
  Object.fromEntries(Object.entries(rules).map(([key, rule]) => [`${prefix}.${key}`, rule]));

/** Serverless's keys, with the function that answers requests as `web`. */
export const serverlessRules: Rules = {
  ...keys(understood, "", "service", "frameworkVersion", "org", "app", "tenant", "console", "params"),
  ...keys(
    understood,
    "",
    "variablesResolutionMode",
    "configValidationMode",
    "unresolvedVariablesNotificationMode",
  ),
  ...keys(
    understood,
    "",
    "deprecationNotificationMode",
    "disabledDeprecations",
    "projectDir",
    "outputs",
    "build",
  ),
  ...within("provider", ofProvider),
  ...within("web", compute),
  ...within("custom", pluginTables),
  "custom.*": list("plugin"),
  plugins: list("plugin"),
  package: list("own-build"),
  layers: list("layers"),
  useDotenv: list("remote-variables"),
  "functions.*": list("functions"),
  functions: list("functions"),
  "resources.Resources": listEach("resources"),
  resources: list("resources"),
  stepFunctions: list("worker"),
};
