import { specifierOfPoetry } from "../locks/poetry-constraint.ts";
import { addressOf, parseToml } from "./local-project.ts";
import type { StatedDependency } from "./stated-dependency.ts";
import { at, isTable, strings, tables, text } from "./toml.ts";

/** What a `Pipfile` asks for, without what is only for development. */
export interface Pipfile {
  readonly dependencies: readonly StatedDependency[];
  /** Addresses of package indexes. */
  readonly sources: readonly string[];
}

/** Keys of a package's table that are markers of PEP 508 by themselves: `sys_platform = "== 'win32'"`. */
const markerKeys = [
  "os_name",
  "sys_platform",
  "platform_machine",
  "platform_python_implementation",
  "platform_release",
  "platform_system",
  "platform_version",
  "python_version",
  "python_full_version",
  "implementation_name",
  "implementation_version",
] as const;

/**
 * Reads `[packages]` and `[[source]]`.
 *
 * @param folder Absolute: what the file's own paths are relative to.
 * @throws {UserError} `PYPROJECT_UNREADABLE`
 * @see https://pipenv.pypa.io/en/latest/pipfile.html
 */
export function readPipfile(content: string, file: string, folder: string): Pipfile {
  const root = parseToml(content, file);
  const stated = Object.entries(at(root, "packages") ?? {});
  return {
    dependencies: stated.map(([name, value]) => ({ requirement: requirementOf(name, value, folder), written: name })),
    sources: tables(root["source"]).flatMap((one) => text(one["url"]) ?? []),
  };
}

function requirementOf(name: string, value: unknown, folder: string): string {
  if (!isTable(value)) return `${name}${specifierOfPoetry(text(value) ?? "*")}`;
  const extras = strings(value["extras"]);
  const subject = extras.length === 0 ? name : `${name}[${extras.join(",")}]`;
  const address = addressOf(value, folder, []);
  const said = address === undefined ? specifierOfPoetry(text(value["version"]) ?? "*") : ` @ ${address}`;
  const markers = [
    text(value["markers"]),
    ...markerKeys.map((key) => (typeof value[key] === "string" ? `${key} ${value[key]}` : undefined)),
  ].filter((one) => one !== undefined);
  return `${subject}${said}${markers.length === 0 ? "" : ` ; ${markers.map((one) => `(${one})`).join(" and ")}`}`;
}
