import { isDeepStrictEqual } from "node:util";
import { factsSchema, type Facts } from "../facts/schema.ts";
import { readFacts, type ReleaseRecord } from "../providers/local/releases.ts";
import { changedFiles } from "./changed-files.ts";
import { partsOf } from "./application.ts";
import type { Lift } from "./up.ts";

/** Packages whose finders and storages depend on nothing but settings and files. */
const wellKnown = /^(django\.contrib\.staticfiles|django\.core\.files|whitenoise)\./;

/**
 * The live release, when collecting the static files again would give what it has: the same packages, applications and
 * settings, and no changed file that a finder could find. Where a finder or the storage is the project's own, its code
 * decides, and nothing can be said.
 */
export async function findSameStatic(lift: Lift): Promise<ReleaseRecord | undefined> {
  const { site, detection, bundle, facts } = lift;
  const live = site.lifted?.live;
  if (live?.parts == null || !isPredictable(facts)) return undefined;
  const parts = await partsOf(site, detection, bundle);
  if (parts.dependencies !== live.parts.dependencies || parts.runtime !== live.parts.runtime)
    return undefined;
  const before = factsSchema.safeParse(await readFacts(site.folder, live.release)).data;
  if (before === undefined || !isDeepStrictEqual(decidingFacts(before), decidingFacts(facts)))
    return undefined;
  const changed = await changedFiles(live.entry.taskRoot, bundle.code.path);
  return changed?.some((path) => mayBeStatic(path, foldersOf(facts))) === false ? live : undefined;
}

/** True for a file that `collectstatic` may carry, by its kind or by a folder that it lies in. */
export function mayBeStatic(path: string, folders: readonly string[]): boolean {
  const isCode = /\.(py|pyi|po|mo)$/.test(path);
  const isText = /\.(html?|txt|jinja2?|j2|md|rst|toml|lock)$/.test(path);
  if (!isCode && !isText) return true;
  return path.split("/").includes("static") || folders.some((folder) => path.startsWith(`${folder}/`));
}

/** Folders of `STATICFILES_DIRS`, relative to the root of the code where they lie below it. */
export function foldersOf({ settings }: Facts): readonly string[] {
  const folders: unknown = settings["STATICFILES_DIRS"];
  if (!Array.isArray(folders)) return [];
  // An entry may be a pair: the prefix, and the folder.
  return folders.flatMap((entry: unknown) => {
    const folder: unknown = Array.isArray(entry) ? entry.at(-1) : entry;
    return typeof folder === "string" ? [folder.replace(/\/$/, "")] : [];
  });
}

function isPredictable({ static: { finders, storage } }: Facts): boolean {
  return [...finders, ...(storage === null ? [] : [storage])].every((name) => wellKnown.test(name));
}

function decidingFacts({ static: places, settings, installedApps }: Facts): unknown {
  const own = Object.entries(settings).filter(([name]) => name.startsWith("STATIC") || name === "STORAGES");
  return { places, installedApps, settings: Object.fromEntries(own) };
}
