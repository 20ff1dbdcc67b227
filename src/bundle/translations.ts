import type { ArchiveEntry } from "./archive.ts";
import { keepRecorded } from "./python/distributions.ts";

const record = /^(.*\/)[^/]+\.dist-info\/RECORD$/;

/**
 * Leaves out translations of languages that nobody can ask for, and sources of translations (`.po`) beside the compiled
 * ones; each distribution's `RECORD` then does not name them either.
 *
 * @param languages As `LANGUAGES` of Django has them: `ja`, `pt-br`. English and the languages above (`pt`) always stay.
 */
export function keepTranslations(
  entries: readonly ArchiveEntry[],
  languages: readonly string[],
): readonly ArchiveEntry[] {
  const wanted = new Set(["en", ...languages.flatMap(localesOf)]);
  const paths = new Set(entries.map(({ path }) => path));
  const isSource = (path: string): boolean => path.endsWith(".po") && paths.has(path.replace(/\.po$/, ".mo"));
  const kept = entries.filter(({ path }) => isWanted(path, wanted) && !isSource(path));
  const keptPaths = new Set(kept.map(({ path }) => path));
  return kept.map((entry) => withoutLeftOut(entry, keptPaths));
}

/** Whether a path is in no folder of a locale (`locale/pt_BR/…`), or in one that is wanted. */
function isWanted(path: string, wanted: ReadonlySet<string>): boolean {
  const names = Array.from(path.matchAll(/(?<=^|\/)locale\/([^/]+)(?=\/)/g), ([, name = ""]) => name);
  return names.every((name) => !isLocale(name) || wanted.has(name.toLowerCase()));
}

function withoutLeftOut(entry: ArchiveEntry, kept: ReadonlySet<string>): ArchiveEntry {
  const folder = record.exec(entry.path)?.[1];
  if (folder === undefined) return entry;
  const isKept = (path: string): boolean => kept.has(`${folder}${path}`);
  return {
    ...entry,
    read: async () => Buffer.from(keepRecorded((await entry.read()).toString("utf8"), isKept)),
  };
}

/** `pt-br` is kept in `pt_BR`, with `pt` as what Django falls back to; `zh-hans` in `zh_Hans`. */
function localesOf(language: string): readonly string[] {
  const locale = language.toLowerCase().replaceAll("-", "_");
  const parts = locale.split("_");
  return parts.map((_, index) => parts.slice(0, index + 1).join("_"));
}

function isLocale(name: string): boolean {
  return /^[a-z]{2,3}([_-][A-Za-z]{2,8})*(@\w+)?$/.test(name);
}
