/** A value of JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One value of a JSON file: the keys that lead to it, the variable that it is as, and its text. */
export interface SecretLeaf {
  readonly keys: readonly string[];
  readonly name: string;
  /** A text as it stands; a number, `true`, a list as JSON writes them. Null has no text. */
  readonly text: string | null;
}

/**
 * The values of a JSON file, each under the name of a variable: nested keys are joined by two underscores, as Dynaconf
 * and pydantic-settings read them, and what a variable's name can't have becomes an underscore.
 *
 * @see https://www.dynaconf.com/envvars/#nested-keys-in-dictionaries-via-environment-variables
 */
export function leavesOf(content: Readonly<Record<string, Json>>): readonly SecretLeaf[] {
  return Object.entries(content).flatMap(([key, value]) => below([key], value));
}

function below(keys: readonly string[], value: Json): readonly SecretLeaf[] {
  const isBranch = typeof value === "object" && value !== null && !Array.isArray(value);
  if (isBranch && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, one]) => below([...keys, key], one));
  return [{ keys, name: nameOf(keys), text: textOf(value) }];
}

function nameOf(keys: readonly string[]): string {
  return keys
    .join("__")
    .replaceAll(/\W/g, "_")
    .replace(/^(?=\d)/, "_");
}

function textOf(value: Json): string | null {
  if (value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** JSON files as variables; a later file wins. */
export function flattenSecrets(
  files: readonly { readonly content: Readonly<Record<string, Json>> }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    files.flatMap(({ content }) =>
      leavesOf(content).flatMap(({ name, text }) => (text === null ? [] : [[name, text]])),
    ),
  );
}
