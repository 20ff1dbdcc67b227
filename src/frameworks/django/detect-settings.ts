import { posix } from "node:path";
import { UserError } from "../../errors.ts";
import { assignmentsTo, isName, isOperator, type Statement } from "../python/source.ts";
import type { ProjectFiles } from "./detect-files.ts";
import { settingsNamedIn, type AppFolder } from "./detect-manage.ts";

/** The settings of a project, and where the application begins, which a module's name tells too. */
export interface SettingsFound extends AppFolder {
  readonly module: string;
  /** The module's file, relative to the project's root; null when it is installed and not the project's own. */
  readonly file: string | null;
  /** The file that says so. */
  readonly from: string;
}

/**
 * Finds the settings module: what the file says, else what `manage.py` names, else what `wsgi.py` and `asgi.py` name,
 * else by content.
 *
 * @throws {UserError} `AMBIGUOUS_SETTINGS` when several fit, `SETTINGS_MISSING` when the named module is not there.
 */
export async function findSettings(
  files: ProjectFiles,
  app: AppFolder | undefined,
  wanted: { readonly settings?: string; readonly root?: string },
): Promise<SettingsFound | undefined> {
  const appDir = app?.appDir ?? wanted.root ?? ".";
  if (wanted.settings !== undefined) {
    return locate(files, { appDir, manage: app?.manage ?? null }, wanted.settings, "monolift.toml");
  }
  if (app?.manage !== null && app?.manage !== undefined) {
    const named = settingsNamedIn(await files.statements(app.manage));
    const module = chooseNamed(named, app.manage);
    if (module !== undefined) return locate(files, { appDir, manage: app.manage }, module, app.manage);
  }
  return (await findByEntry(files, appDir, app)) ?? findByContent(files, appDir, app);
}

/** Of several that a file names, those for tests do not count. */
function chooseNamed(named: readonly string[], from: string): string | undefined {
  const candidates = named.filter((module) => !isForTests(module));
  if (candidates.length > 1)
    throw new UserError("AMBIGUOUS_SETTINGS", { key: "app.settings", candidates, from });
  return candidates[0] ?? named[0];
}

const isForTests = (module: string): boolean => /(?:^|[._])(?:test|tests|testing|ci)$/u.test(module);

/** Folders below that hold a module: `manage.py` may put one of them (`src`) on `sys.path`, or be missing. */
async function likelyFolders(files: ProjectFiles, module: string, below: string): Promise<readonly string[]> {
  const tail = module.replaceAll(".", "/");
  const found = await files.findPython(new RegExp(`(?:^|/)${tail}(?:/__init__)?\\.py$`, "u"), { below });
  return found.map((path) =>
    posix.normalize(path.slice(0, path.lastIndexOf(tail)) || ".").replace(/\/$/u, ""),
  );
}

/** Finds the file of a module: where the application begins, else in a folder below, which is then first on `sys.path`. */
async function locate(
  files: ProjectFiles,
  app: AppFolder,
  module: string,
  from: string,
): Promise<SettingsFound> {
  const isBeside = (await fileOf(files, app.appDir, module)) !== undefined;
  const folders = isBeside ? [app.appDir] : await likelyFolders(files, module, app.appDir);
  const [appDir, second] = folders;
  if (appDir === undefined) return refuseMissing(files, app, module, from);
  if (second !== undefined) throw new UserError("AMBIGUOUS_ROOT", { key: "app.root", candidates: folders });
  const found = {
    appDir,
    manage: app.manage,
    module,
    file: (await fileOf(files, appDir, module)) ?? null,
    from,
  };
  const isEmptyPackage = found.file !== null && isPackage(found.file) && (await isEmpty(files, found.file));
  return isEmptyPackage ? chooseInPackage(files, found) : found;
}

async function refuseMissing(
  files: ProjectFiles,
  app: AppFolder,
  module: string,
  from: string,
): Promise<SettingsFound> {
  const top = posix.join(app.appDir, module.split(".")[0] ?? "");
  const isOwn = (await files.has(top)) || (await files.has(`${top}.py`));
  // A package that is not in the project may be installed with its dependencies, settings and all.
  if (!isOwn && module.includes(".")) return { ...app, module, file: null, from };
  const candidates = await siblingsOf(files, app.appDir, module);
  throw new UserError("SETTINGS_MISSING", { key: "app.settings", module, from, candidates });
}

async function fileOf(files: ProjectFiles, appDir: string, module: string): Promise<string | undefined> {
  const path = posix.join(appDir, module.replaceAll(".", "/"));
  for (const file of [`${path}/__init__.py`, `${path}.py`]) if (await files.has(file)) return file;
  return undefined;
}

const isPackage = (file: string): boolean => posix.basename(file) === "__init__.py";

/** True for a package that only makes its folder importable: it imports without an error, and has no settings. */
async function isEmpty(files: ProjectFiles, file: string): Promise<boolean> {
  return (await files.statements(file)).every((statement) =>
    statement.every((token) => token.kind === "string"),
  );
}

async function chooseInPackage(files: ProjectFiles, found: SettingsFound): Promise<SettingsFound> {
  const folder = posix.dirname(found.file ?? "");
  const modules = await modulesIn(files, found.appDir, folder);
  const candidates = modules.filter((module) => !isForTests(module));
  const [module] = candidates;
  if (module === undefined || candidates.length > 1) {
    throw new UserError("AMBIGUOUS_SETTINGS", {
      key: "app.settings",
      candidates,
      from: found.file ?? found.from,
    });
  }
  return { ...found, module, file: (await fileOf(files, found.appDir, module)) ?? null };
}

/** The modules directly in a folder that look like settings, as dotted names. */
async function modulesIn(files: ProjectFiles, appDir: string, folder: string): Promise<readonly string[]> {
  const paths = await files.findPython(/(?<!__init__)\.py$/u, { below: folder });
  const direct = paths.filter((path) => posix.dirname(path) === folder);
  const checked = await Promise.all(
    direct.map(async (path) => ((await looksLikeSettings(files, path)) ? [path] : [])),
  );
  return checked.flat().map((path) => moduleOf(appDir, path));
}

async function siblingsOf(files: ProjectFiles, appDir: string, module: string): Promise<readonly string[]> {
  const folder = posix.join(appDir, posix.dirname(module.replaceAll(".", "/")));
  return modulesIn(files, appDir, folder);
}

function moduleOf(appDir: string, path: string): string {
  return posix
    .relative(appDir, path)
    .replace(/(?:\/__init__)?\.py$/u, "")
    .replaceAll("/", ".");
}

/** Settings of their own, or everything of another settings module: `from .base import *`. */
async function looksLikeSettings(files: ProjectFiles, path: string): Promise<boolean> {
  const text = await files.text(path);
  if (text === undefined || !/INSTALLED_APPS|ROOT_URLCONF|import\s*\*/u.test(text)) return false;
  const statements = await files.statements(path);
  const hasOwn = ["INSTALLED_APPS", "ROOT_URLCONF"].some(
    (name) => assignmentsTo(statements, name).length > 0,
  );
  const isLayer = statements.some(
    (one) =>
      isName(one[0], "from") &&
      isOperator(one.at(-1), "*") &&
      one.some((token) => isName(token, ...layerNames)),
  );
  return hasOwn || isLayer;
}

const layerNames = ["base", "common", "settings", "defaults", "default", "production", "prod", "shared"];

/** `wsgi.py` and `asgi.py` name the settings too, in projects without a `manage.py`. */
async function findByEntry(
  files: ProjectFiles,
  below: string,
  app: AppFolder | undefined,
): Promise<SettingsFound | undefined> {
  for (const entry of await files.findPython(/(?:^|\/)[aw]sgi\.py$/u, { below })) {
    const module = chooseNamed(settingsNamedIn(await files.statements(entry)), entry);
    if (module === undefined) continue;
    const folders = app === undefined ? ancestorsOf(posix.dirname(entry), below) : [app.appDir];
    for (const appDir of folders) {
      if ((await fileOf(files, appDir, module)) === undefined) continue;
      return locate(files, { appDir, manage: app?.manage ?? null }, module, entry);
    }
  }
  return undefined;
}

/** The folder and those around it, up to `end`. */
function ancestorsOf(folder: string, end: string): readonly string[] {
  const isEnd = folder === end || folder === ".";
  return isEnd ? [folder] : [folder, ...ancestorsOf(posix.dirname(folder), end)];
}

async function findByContent(
  files: ProjectFiles,
  below: string,
  app: AppFolder | undefined,
): Promise<SettingsFound | undefined> {
  const paths = await files.findPython(
    /(?:^|\/)\w*settings\w*(?:\.py$|\/\w+\.py$)|(?:^|\/)conf(?:ig)?\/\w+\.py$/u,
    {
      below,
    },
  );
  const found: SettingsFound[] = [];
  for (const file of paths) {
    if (!(await looksLikeSettings(files, file))) continue;
    const appDir = app?.appDir ?? (await importRoot(files, file));
    const module = moduleOf(appDir, file);
    if (!isForTests(module)) found.push({ appDir, manage: app?.manage ?? null, module, file, from: file });
  }
  if (found.length > 1) {
    const candidates = found.map(({ module }) => module);
    throw new UserError("AMBIGUOUS_SETTINGS", { key: "app.settings", candidates, from: below });
  }
  return found[0];
}

/** The folder above the outermost package that a file is in: what has to be on `sys.path`. */
async function importRoot(files: ProjectFiles, file: string): Promise<string> {
  let folder = posix.dirname(file);
  while (folder !== "." && (await files.has(posix.join(folder, "__init__.py"))))
    folder = posix.dirname(folder);
  return folder;
}

/**
 * The text of a setting, looked for in the settings module and then in those that it takes everything from.
 *
 * @returns The value and the file that says it; `undefined` when no file of the project does.
 */
export async function readSetting(
  files: ProjectFiles,
  settings: SettingsFound,
  name: string,
): Promise<{ readonly value: string; readonly from: string } | undefined> {
  for (const file of await settingsFiles(files, settings)) {
    const value = assignmentsTo(await files.statements(file), name).findLast((one) => one !== undefined);
    if (value !== undefined) return { value, from: file };
  }
  return undefined;
}

/** The files that the settings are made of: the module itself, and what it imports with `import *`, nearest first. */
export async function settingsFiles(
  files: ProjectFiles,
  settings: SettingsFound,
): Promise<readonly string[]> {
  const found: string[] = settings.file === null ? [] : [settings.file];
  for (const file of found) {
    for (const module of starImports(
      await files.statements(file),
      moduleOf(settings.appDir, file),
      isPackage(file),
    )) {
      const imported = await fileOf(files, settings.appDir, module);
      if (imported !== undefined && !found.includes(imported)) found.push(imported);
    }
  }
  return found;
}

/** Dotted names of what `from X import *` names, the last one first: it wins. */
function starImports(
  statements: readonly Statement[],
  module: string,
  inPackage: boolean,
): readonly string[] {
  return statements
    .filter((one) => isName(one[0], "from") && isOperator(one.at(-1), "*"))
    .map((one) => {
      const path = one.slice(
        1,
        one.findIndex((token) => isName(token, "import")),
      );
      const text = path.map((token) => (token.kind === "string" ? "" : token.text)).join("");
      const dots = /^\.*/u.exec(text)?.[0].length ?? 0;
      if (dots === 0) return text;
      const above = module.split(".").slice(0, inPackage ? undefined : -1);
      return [...above.slice(0, above.length - dots + 1), text.slice(dots)]
        .filter((part) => part !== "")
        .join(".");
    })
    .toReversed();
}
