import { posix } from "node:path";
import { notice, type Notice } from "../../words/words.ts";
import type { Found } from "../framework.ts";
import { isName, isOperator } from "../python/source.ts";
import type { ProjectFiles } from "./detect-files.ts";
import { settingsNamedIn } from "./detect-manage.ts";
import { readSetting, type SettingsFound } from "./detect-settings.ts";

/** How the application is called. */
export interface EntryPoints {
  /** `module:callable`, or null when the project has none. */
  readonly wsgi: string | null;
  readonly asgi: string | null;
  readonly found: readonly Found[];
  readonly notices: readonly Notice[];
}

/**
 * Finds the WSGI and the ASGI application: the settings `WSGI_APPLICATION` and `ASGI_APPLICATION`, else a `wsgi.py` or
 * `asgi.py` with an `application` in it, near the settings.
 */
export async function findEntryPoints(files: ProjectFiles, settings: SettingsFound): Promise<EntryPoints> {
  const wsgi = await findEntry(files, settings, "wsgi");
  const asgi = await findEntry(files, settings, "asgi");
  const found = [wsgi, asgi].flatMap((one) => (one === undefined ? [] : [one.found]));
  const notices = await otherSettings(files, settings, [wsgi, asgi]);
  return { wsgi: wsgi?.found.value ?? null, asgi: asgi?.found.value ?? null, found, notices };
}

interface Entry {
  readonly found: Found;
  /** The module's file, where it is the project's own. */
  readonly file: string | undefined;
}

async function findEntry(
  files: ProjectFiles,
  settings: SettingsFound,
  what: "wsgi" | "asgi",
): Promise<Entry | undefined> {
  const key = `${what.toUpperCase()}_APPLICATION`;
  const said = await readSetting(files, settings, key);
  const dot = said?.value.lastIndexOf(".") ?? -1;
  if (said !== undefined && dot > 0) {
    const module = said.value.slice(0, dot);
    const path = `${posix.join(settings.appDir, module.replaceAll(".", "/"))}.py`;
    const found = { what, value: `${module}:${said.value.slice(dot + 1)}`, from: `${said.from} (${key})` };
    return { found, file: (await files.has(path)) ? path : undefined };
  }
  const file = await findEntryFile(files, settings, what);
  if (file === undefined) return undefined;
  const module = posix.relative(settings.appDir, file).replace(/\.py$/u, "").replaceAll("/", ".");
  return { found: { what, value: `${module}:application`, from: file }, file };
}

async function findEntryFile(
  files: ProjectFiles,
  { appDir, module, file }: SettingsFound,
  what: "wsgi" | "asgi",
): Promise<string | undefined> {
  const beside = file === null ? [] : ancestors(posix.dirname(file), appDir);
  const top = posix.join(appDir, module.split(".")[0] ?? "");
  for (const folder of new Set([...beside, appDir, top])) {
    const path = posix.join(folder, `${what}.py`);
    if (assignsApplication(await files.statements(path))) return path;
  }
  return undefined;
}

function ancestors(folder: string, end: string): readonly string[] {
  return folder === end || folder === "." ? [folder] : [folder, ...ancestors(posix.dirname(folder), end)];
}

function assignsApplication(statements: Awaited<ReturnType<ProjectFiles["statements"]>>): boolean {
  return statements.some(
    (one) =>
      (isName(one[0], "application") && isOperator(one[1], "=")) ||
      (isName(one[0], "def", "async") && one.some((token) => isName(token, "application"))) ||
      (isName(one[0], "from") && isName(one.at(-1), "application")),
  );
}

/** `wsgi.py` often names the production settings while `manage.py` names the local ones: worth saying aloud. */
async function otherSettings(
  files: ProjectFiles,
  settings: SettingsFound,
  entries: readonly (Entry | undefined)[],
): Promise<readonly Notice[]> {
  for (const entry of entries) {
    if (entry?.file === undefined) continue;
    const other = settingsNamedIn(await files.statements(entry.file)).find(
      (module) => module !== settings.module,
    );
    if (other !== undefined) {
      return [
        notice("OTHER_SETTINGS_NAMED", {
          taken: settings.module,
          from: settings.from,
          other,
          file: entry.file,
        }),
      ];
    }
  }
  return [];
}
