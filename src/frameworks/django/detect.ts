import { dirname, join } from "node:path";
import { homedir } from "node:os";
import { UserError } from "../../errors.ts";
import type { AppConfig } from "../../config/stage.ts";
import type { Home } from "../../system/home.ts";
import type { Detection, Found, Interpreter, PythonWish } from "../framework.ts";
import { choosePython, type PythonChoice } from "../python/choose-python.ts";
import { findInterpreters } from "../python/interpreters.ts";
import { readPythonWishes } from "../python/wishes.ts";
import { findDependencies, foldersUp, type DependenciesFound } from "./detect-dependencies.ts";
import { findEntryPoints } from "./detect-entry.ts";
import { openProject, type ProjectFiles } from "./detect-files.ts";
import { findManage } from "./detect-manage.ts";
import { djangoWishes } from "./detect-python.ts";
import { findSettings, type SettingsFound } from "./detect-settings.ts";

export interface DetectOptions {
  /** Absolute: the folder of the project's file. */
  readonly root: string;
  /** What the file says; everything else is looked for. */
  readonly config: AppConfig;
  readonly home: Home;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The Pythons to choose from; looked for on this machine when absent. */
  readonly interpreters?: readonly Interpreter[];
}

/**
 * Says what a Django project is made of, from its files alone: none of its code runs.
 *
 * @throws {UserError} `NO_APPLICATION`, `FRAMEWORK_NOT_SUPPORTED`; `AMBIGUOUS_ROOT` and `AMBIGUOUS_SETTINGS` with
 *   `facts.candidates` and the key of the file that decides, `facts.key`; `APP_ROOT_MISSING`, `SETTINGS_MISSING`,
 *   `REQUIREMENTS_MISSING`, `NO_DEPENDENCIES`, `PYTHON_NOT_FOUND`, `PYTHON_UNSUPPORTED`.
 */
export async function detectDjango(options: DetectOptions): Promise<Detection> {
  const files = openProject(options.root);
  const settings = await findApplication(files, options.config);
  const [entries, dependencies] = await Promise.all([
    findEntryPoints(files, settings),
    findDependencies(files, settings, options.config.requirements),
  ]);
  const { environment, home } = options;
  const [wishes, available] = await Promise.all([
    findWishes(files, settings, dependencies, options),
    options.interpreters ?? findInterpreters({ environment, cache: home.cache }),
  ]);
  const choice = choosePython(wishes, available);
  return {
    framework: "django",
    root: options.root,
    appDir: settings.appDir,
    manage: settings.manage,
    settingsModule: settings.module,
    wsgi: entries.wsgi,
    asgi: entries.asgi,
    python: choice.python,
    pythonWishes: wishes,
    dependencies: dependencies.source,
    found: [...describeApplication(settings), ...entries.found, ...describeNeeds(choice, dependencies)],
    notices: [...entries.notices, ...dependencies.notices, ...choice.notices],
  };
}

/**
 * The folder that the project's file belongs in, for somebody who calls from `folder`: the nearest one upwards with a
 * Django `manage.py`, or `folder` itself when an application is found below it. Not past the root of a git repository
 * or the home folder.
 *
 * @returns `undefined` when there is no Django application here.
 */
export async function findDjangoRoot(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const home = environment["HOME"] ?? homedir();
  for (let above = folder; ; above = dirname(above)) {
    const files = openProject(above);
    const text = (await files.text("manage.py")) ?? "";
    if (/DJANGO_SETTINGS_MODULE|execute_from_command_line/u.test(text)) return above;
    if (above === home || above === dirname(above) || (await files.has(".git"))) break;
  }
  return (await hasApplication(folder)) ? folder : undefined;
}

async function hasApplication(folder: string): Promise<boolean> {
  try {
    await findApplication(openProject(folder), {});
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Two applications are an application too: which one is asked later, with the key that decides.
    return error.code !== "NO_APPLICATION" && error.code !== "FRAMEWORK_NOT_SUPPORTED";
  }
}

async function findApplication(files: ProjectFiles, config: Partial<AppConfig>): Promise<SettingsFound> {
  const app = await findManage(files, config.root);
  const settings = await findSettings(files, app, {
    ...(config.settings === undefined ? {} : { settings: config.settings }),
    ...(config.root === undefined ? {} : { root: config.root }),
  });
  if (settings !== undefined) return settings;
  if (app !== undefined)
    throw new UserError("SETTINGS_UNKNOWN", { key: "app.settings", manage: app.manage ?? "" });
  const other = await findOtherFramework(files);
  if (other !== undefined) throw new UserError("FRAMEWORK_NOT_SUPPORTED", other);
  throw new UserError("NO_APPLICATION", {
    folder: config.root === undefined ? files.root : join(files.root, config.root),
  });
}

/** What a file in the root tells of projects that are not Django's. */
const otherFrameworks: readonly (readonly [file: string, framework: string])[] = [
  ["config/application.rb", "Ruby on Rails"],
  ["Gemfile", "Ruby"],
  ["artisan", "Laravel"],
  ["composer.json", "PHP"],
  ["go.mod", "Go"],
  ["pom.xml", "Java"],
  ["build.gradle", "Java"],
  ["build.gradle.kts", "Java"],
  ["mix.exs", "Elixir"],
  ["Cargo.toml", "Rust"],
  ["package.json", "Node.js"],
];

async function findOtherFramework(
  files: ProjectFiles,
): Promise<{ readonly framework: string; readonly file: string } | undefined> {
  for (const [file, framework] of otherFrameworks) if (await files.has(file)) return { framework, file };
  return undefined;
}

async function findWishes(
  files: ProjectFiles,
  settings: SettingsFound,
  dependencies: DependenciesFound,
  { root, config }: DetectOptions,
): Promise<readonly PythonWish[]> {
  const [said, hints] = await Promise.all([
    readPythonWishes(root, foldersUp(settings.appDir)),
    djangoWishes(files, dependencies.source),
  ]);
  const own: readonly PythonWish[] =
    config.python === undefined
      ? said
      : [{ specifier: config.python, from: "monolift.toml (app.python)", strength: "required" }];
  return [...own, ...hints];
}

function describeApplication({ appDir, manage, module, from }: SettingsFound): readonly Found[] {
  return [
    { what: "framework", value: "Django", from: manage ?? from },
    ...(appDir === "." ? [] : [{ what: "root" as const, value: appDir, from: manage ?? from }]),
    ...(manage === null ? [] : [{ what: "manage" as const, value: manage, from: manage }]),
    { what: "settings", value: module, from },
  ];
}

function describeNeeds(
  { python, from }: PythonChoice,
  { source, from: file }: DependenciesFound,
): readonly Found[] {
  const dependencies = source.kind === "implied" ? source.requirement : source.file;
  return [
    { what: "python", value: python.version, from: from ?? python.executable },
    { what: "dependencies", value: dependencies, from: file },
  ];
}
