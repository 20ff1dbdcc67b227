import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { LockedPackage } from "../lock.ts";
import type { AskedRequirement } from "./requirements.ts";
import type { Toolbox } from "./toolbox.ts";

/** What is to be resolved to exact versions. */
export interface ResolveRequest {
  /** Folder of the project: pip and uv are started there, so that their own settings files count. */
  readonly root: string;
  /** Where the cache is, for a full disk. */
  readonly cache: string;
  /** Lines of a requirements file. */
  readonly lines: readonly string[];
  readonly constraints: readonly string[];
  readonly options: readonly string[];
  /** Packages that are never built from source; for a target that is every package. */
  readonly onlyWheels: readonly string[];
  /** Packages of which no wheel is taken but the source, to be built here; only asked for a target. */
  readonly fromSource: readonly string[];
  /** Only the packages that the lines name. Default: with everything that they depend on. */
  readonly noDependencies?: boolean;
  /** Everything the project asks for, so that a failure names file and line. */
  readonly asked: readonly AskedRequirement[];
}

export interface InstallRequest {
  readonly root: string;
  readonly cache: string;
  readonly packages: readonly LockedPackage[];
  readonly options: readonly string[];
  /** A folder that is there and empty. */
  readonly target: string;
  readonly asked: readonly AskedRequirement[];
}

/** Writes a requirements file into the temporary folder. */
export async function writeLines(toolbox: Toolbox, name: string, lines: readonly string[]): Promise<string> {
  const path = join(toolbox.temporary, name);
  // Index addresses may hold a password.
  await writeFile(path, `${lines.join("\n")}\n`, { mode: 0o600 });
  return path;
}

/** One package of the lock as a line of a requirements file. */
export function lineOf(root: string, one: LockedPackage): string {
  const hashes = one.hashes.map((hash) => ` --hash=${hash}`).join("");
  const { origin } = one;
  if (origin.kind === "index") return `${one.name}==${one.version ?? ""}${hashes}`;
  if (origin.kind === "url" || origin.kind === "git") return `${one.name} @ ${origin.url}${hashes}`;
  return `${one.name} @ ${pathToFileURL(resolve(root, origin.path)).href}${hashes}`;
}
