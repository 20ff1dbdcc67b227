import { left, originOf, type Finding } from "./findings.ts";
import { asModule } from "./convert.ts";
import type { Tree } from "./tree.ts";

/** What is set for every program on Lambda, or by Monolift's runtime. */
const ofTheRuntime =
  /^(?:PORT|WEB_CONCURRENCY|PATH|HOME|LANG|LANGUAGE|LC_\w+|TZ|PYTHON\w+|LD_\w+|DISABLE_COLLECTSTATIC|AWS_(?:DEFAULT_)?REGION|AWS_LAMBDA_\w+|AWS_EXECUTION_ENV|NPM_CONFIG_\w+|NODE_\w+)$/u;

/** Keys to AWS itself, which a function gets with its role. */
const ofTheRole =
  /^AWS_(?:(?:S3_)?ACCESS_KEY(?:_ID)?|(?:S3_)?SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|PROFILE)$/u;

/** Names that projects give to what Monolift lays over Django's settings. */
const ofTheSettings =
  /^(?:DJANGO_)?(?:DEBUG|ALLOWED_HOSTS?|CSRF_TRUSTED_ORIGINS|STATIC_URL|STATIC_ROOT|MEDIA_URL|MEDIA_ROOT|STATIC_BUCKET(?:_NAME)?|MEDIA_BUCKET(?:_NAME)?|EMAIL_BACKEND)$|^AWS_(?:STORAGE|MEDIA|STATIC|S3)_BUCKET(?:_NAME)?$/u;

/**
 * What an environment variable of the old place comes to. Of most of them the application alone knows the meaning: they
 * become secrets of the stage, which are variables again.
 */
export function findVariable(name: string, tree: Tree): readonly Finding[] {
  if (name === "DJANGO_SETTINGS_MODULE") return settingsModule(tree);
  if (name === "DATABASE_URL") {
    return [
      { is: "wish", to: "database.engine", value: "url", scope: "stage", from: originOf(tree) },
      { is: "variable", name, from: originOf(tree) },
    ];
  }
  if (ofTheRuntime.test(name)) return [left(tree, "own-runtime")];
  if (ofTheRole.test(name)) return [left(tree, "own-roles")];
  if (ofTheSettings.test(name)) return [left(tree, "own-settings")];
  return [{ is: "variable", name, from: originOf(tree) }];
}

function settingsModule(tree: Tree): readonly Finding[] {
  const to = "app.settings";
  const value = tree.kind === "leaf" && !tree.isReference ? asModule(tree.value) : undefined;
  if (value === undefined) return [left(tree, "reference", to)];
  return [{ is: "wish", to, value, scope: "stage", from: originOf(tree) }];
}
