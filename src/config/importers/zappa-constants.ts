import { readYaml } from "./read-yaml.ts";
import { UserError } from "../../errors.ts";
import { moveTree, type Branch, type Tree } from "./tree.ts";

/** Zappa's names for what its other files call otherwise. */
const constants: Readonly<Record<string, string>> = {
  DJANGO_SETTINGS: "django_settings",
  PROJECT_NAME: "project_name",
  DOMAIN: "domain",
  BASE_PATH: "base_path",
  ENVIRONMENT_VARIABLES: "environment_variables",
  APP_FUNCTION: "app_function",
  BINARY_SUPPORT: "binary_support",
  DEBUG: "debug",
  LOG_LEVEL: "log_level",
  EXCEPTION_HANDLER: "exception_handler",
  CONTEXT_HEADER_MAPPINGS: "context_header_mappings",
  REMOTE_ENV: "remote_env",
  SETTINGS_FILE: "settings_file",
  SLIM_HANDLER: "slim_handler",
  ARCHIVE_PATH: "s3_bucket",
  AUTHORIZER_FUNCTION: "authorizer",
  ADDITIONAL_TEXT_MIMETYPES: "additional_text_mimetypes",
  ASYNC_RESPONSE_TABLE: "async_response_table",
  AWS_EVENT_MAPPING: "events",
  AWS_BOT_EVENT_MAPPING: "events",
  COGNITO_TRIGGER_MAPPING: "cognito",
};

/**
 * Reads a `zappa_settings.py`, which Zappa writes for container images: one stage, a constant a line. It is read as text and
 * never run; a line that is more than a constant says nothing here.
 *
 * @returns The same tree as of `zappa_settings.json`; without stages when the file has none of Zappa's constants.
 */
export function readZappaConstants(text: string, file: string): Branch {
  const found = new Map<string, Tree>();
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    const [, name = "", literal = ""] = /^([A-Z][A-Z_]+)\s*=\s*(.+?)\s*$/u.exec(line) ?? [];
    const value = name === "" ? undefined : readLiteral(literal, file);
    if (value !== undefined) found.set(name, moveTree(value, { key: name, file, line: index + 1 }));
  }
  const stage = found.get("API_STAGE");
  const whole: Branch = { kind: "branch", key: "", file, line: 1, children: new Map() };
  if (stage?.kind !== "leaf" || typeof stage.value !== "string") return whole;
  found.delete("API_STAGE");
  // One half of the name of an application; the other says the same.
  found.delete("APP_MODULE");
  const children = new Map(
    [...found]
      .filter(([, tree]) => tree.kind === "leaf" || tree.children.size > 0)
      .map(([name, tree]) => [constants[name] ?? name, tree] as const),
  );
  return { ...whole, children: new Map([[stage.value, { ...stage, kind: "branch", children }]]) };
}

/** Python writes its plain values as YAML's flow style does, but for `None`. */
function readLiteral(literal: string, file: string): Tree | undefined {
  try {
    return readYaml(`value: ${literal.replace(/^None$/u, "null")}`, { file, version: "1.1" }).children.get(
      "value",
    );
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
