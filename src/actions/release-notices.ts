import type { Answer } from "../frameworks/django/answers.ts";
import { notice, type Notice } from "../words/words.ts";

/**
 * What is worth saying aloud of the static files.
 *
 * @param inProject Names a file as the user knows it: the bundle is a copy.
 */
export function staticNotices(
  { installed, skipped, duplicates }: Answer<"collectstatic">,
  inProject: (path: string) => string,
): readonly Notice[] {
  const sources = skipped.map(({ finder, why }) => ({ finder, why: inProject(why) }));
  const files = duplicates.map(({ path, taken, ignored }) => ({
    path,
    taken: inProject(taken),
    ignored: ignored.map(inProject),
  }));
  return [
    ...(installed ? [] : [notice("STATIC_NOT_INSTALLED", {})]),
    ...(sources.length === 0 ? [] : [notice("STATIC_LEFT_OUT", { sources })]),
    ...(files.length === 0 ? [] : [notice("STATIC_DUPLICATES", { files })]),
  ];
}

/** What is worth saying aloud of the migrations. */
export function migrateNotices({ appsWithoutMigrations: apps }: Answer<"migrate">): readonly Notice[] {
  return apps.length === 0 ? [] : [notice("APPS_WITHOUT_MIGRATIONS", { apps })];
}

/** What is worth saying aloud of rows that were brought along. */
export function rowNotices({ leftBehind, columnsLeftBehind, movedTimes }: Answer<"rows">): readonly Notice[] {
  const tables = leftBehind.map(({ table, rows }) => `${table} (${rows})`);
  return [
    ...(tables.length === 0 ? [] : [notice("ROWS_LEFT_OUT", { tables })]),
    ...(columnsLeftBehind.length === 0
      ? []
      : [notice("ROWS_COLUMNS_LEFT_OUT", { columns: columnsLeftBehind })]),
    ...(movedTimes.length === 0 ? [] : [notice("ROWS_TIMES_MOVED", { columns: movedTimes })]),
  ];
}
