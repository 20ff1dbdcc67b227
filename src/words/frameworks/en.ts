interface Raised {
  readonly exception: string;
  readonly message: string;
}
interface MissingModule {
  readonly module: string;
  /** Null when no package brings it: a module of the project itself, or one that Python removed. */
  readonly package: string | null;
  readonly removedIn: string | null;
  readonly isOwnModule: boolean;
}
interface OutsideRoot {
  /** Relative to `root`. */
  readonly file: string;
  /** The variable that the file sets; null for a file that is opened. */
  readonly variable: string | null;
  readonly root: string;
  /** The folder that holds both; null when that is the home folder or all of the disk. */
  readonly above: string | null;
  /** The application's folder, relative to `above`. */
  readonly appRoot: string;
}
interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
}
interface Unreadable {
  readonly about: string;
  readonly text: string;
  readonly place: string | null;
}
/** How far an inspection had come. */
export type InspectionStep = "start" | "settings" | "urlconf" | "warm-up" | "pack" | "facts" | "migrations";

const steps: Readonly<Record<InspectionStep, string>> = {
  start: "Python was starting",
  settings: "settings, apps and models were loaded",
  urlconf: "the URLconf was loaded",
  "warm-up": "it answered the warm-up request",
  pack: "the import pack was written",
  facts: "its tasks and schemas were read",
  migrations: "its migrations were read",
};
const at = (place: string | null): string => (place === null ? "" : `, ${place}`);

/** What `frameworks` says, in English: the type that the other languages follow. */
export const en = {
  errors: {
    NO_APPLICATION: (facts: { folder: string }) => ({
      cause: `No Django application was found in ${facts.folder}: there is no manage.py of Django in it or up to five folders below, and no settings module either. Virtual environments, tests and hidden folders are not searched.`,
      fix: "Call monolift in the folder of your project. If the application lies elsewhere, say where in monolift.toml: [app] root and settings.",
    }),
    FRAMEWORK_NOT_SUPPORTED: (facts: { framework: string; file: string }) => ({
      cause: `No Django application was found; ${facts.file} shows a ${facts.framework} project, which is not supported yet.`,
      fix: "Only Django is supported so far. If there is a Django application here too, say where in monolift.toml: [app] root.",
    }),
    AMBIGUOUS_ROOT: (facts: { key: "app.root"; candidates: readonly string[] }) => ({
      cause: `There are several Django applications here: ${facts.candidates.join(", ")}`,
      fix: `Choose one in monolift.toml, in the table [app]: root = "${facts.candidates[0] ?? ""}"`,
    }),
    AMBIGUOUS_SETTINGS: (facts: { key: "app.settings"; candidates: readonly string[]; from: string }) => ({
      cause: `Which settings are to be used? ${facts.from} leaves it open: ${facts.candidates.join(", ")}`,
      fix: `Choose one in monolift.toml, in the table [app]: settings = "${facts.candidates[0] ?? ""}"`,
    }),
    SETTINGS_MISSING: (facts: {
      key: "app.settings";
      module: string;
      from: string;
      candidates: readonly string[];
    }) => ({
      cause: `${facts.from} names the settings module "${facts.module}", but the project has no such file.`,
      fix:
        facts.candidates.length === 0
          ? "Add the file, or name another module in monolift.toml: [app] settings."
          : `Add the file, or choose another module in monolift.toml, in the table [app]: settings = "${facts.candidates[0] ?? ""}" (there are: ${facts.candidates.join(", ")})`,
    }),
    SETTINGS_UNKNOWN: (facts: { key: "app.settings"; manage: string }) => ({
      cause: `${facts.manage} does not say which settings module is used, and none was found beside it.`,
      fix: 'Name it in monolift.toml, in the table [app], for instance: settings = "config.settings"',
    }),
    APP_ROOT_MISSING: (facts: { root: string }) => ({
      cause: `monolift.toml says that the application lies in "${facts.root}" (app.root), but there is no such folder.`,
      fix: "Write the folder of manage.py, relative to monolift.toml, or remove the key: the folder is then looked for.",
    }),
    REQUIREMENTS_MISSING: (facts: { file: string }) => ({
      cause: `monolift.toml names "${facts.file}" (app.requirements), but there is no such file.`,
      fix: "Write the path relative to monolift.toml, or remove the key: lock and requirements files are then looked for.",
    }),
    NO_DEPENDENCIES: (_facts: { folder: string }) => ({
      cause:
        "The project does not say which packages it needs: there is no lock file, requirements.txt, requirements/ folder, Pipfile, pyproject.toml with dependencies, or setup.py or setup.cfg with install_requires.",
      fix: "Write a requirements.txt beside manage.py (at least one line: Django), or name the file in monolift.toml: [app] requirements.",
    }),
    PYTHON_NOT_FOUND: (facts: { found: readonly string[] }) => ({
      cause:
        facts.found.length === 0
          ? "No Python was found on this machine."
          : `Only Python ${facts.found.join(", ")} was found on this machine; 3.9 or later is needed.`,
      fix: "Install a current Python (https://www.python.org/downloads/, pyenv install 3.13, or uv python install 3.13), then run the command again.",
    }),
    PYTHON_UNSUPPORTED: (facts: { specifier: string; from: string; available: readonly string[] }) => ({
      cause: `${facts.from} asks for Python ${facts.specifier}; this machine has ${facts.available.join(", ")}.`,
      fix: "Install such a Python (https://www.python.org/downloads/, pyenv, or uv python install), or widen the range.",
    }),
    SETTINGS_RAISED: ({ settingsModule, exception, message }: Raised & { settingsModule: string }) => ({
      cause: `The settings module ${settingsModule} raises ${exception}: ${message}`,
      fix: "Change the line shown so that the settings can be imported. What they read at import (files, variables) has to be there in a deployed function too.",
    }),
    SETTINGS_EMPTY: ({
      settingsModule,
      candidates,
    }: {
      settingsModule: string;
      candidates: readonly string[];
    }) => ({
      cause: `${settingsModule} can be imported, but it sets nothing: no INSTALLED_APPS, no ROOT_URLCONF.`,
      fix: `Name the module that holds the settings in monolift.toml: [app] settings = "${candidates[0] ?? "PACKAGE.settings"}".${candidates.length > 1 ? ` Modules below it: ${candidates.join(", ")}.` : ""}`,
    }),
    VARIABLE_MISSING: ({ variable }: { variable: string }) => ({
      cause: `The application needs the environment variable ${variable}, and it is not set.`,
      fix: `Keep it with \`monolift secrets set ${variable}\`, add ${variable}=… to the project's .env file, or give the variable a default in the settings.`,
    }),
    FILE_OUTSIDE_ROOT: ({ file, variable, root, above, appRoot }: OutsideRoot) => ({
      cause:
        variable === null
          ? `The settings open ${file}, which lies outside the folder that is lifted (${root}), so it is not in the bundle.`
          : `The application needs the environment variable ${variable}. ${file} sets it, but lies outside the folder that is lifted (${root}).`,
      fix:
        above === null
          ? "Put the project and this file into a folder of their own and run `monolift up` there: files with secrets are then linked, never bundled."
          : `Lift ${above} instead: move monolift.toml there, and write in it, in the table [app]: root = "${appRoot}". Files with secrets are linked at their place, never bundled.`,
    }),
    MODULE_MISSING: ({ module, package: name, removedIn, isOwnModule }: MissingModule) => ({
      cause:
        removedIn === null
          ? `The application imports ${module}, which is not in its bundle.`
          : `The application imports ${module}, which Python ${removedIn} removed from its standard library.`,
      fix: isOwnModule
        ? `${module} belongs to the project itself: check the spelling, and that the file is not ignored.`
        : name === null
          ? "Update the package that imports it, or use an older Python: write its version to .python-version."
          : `Add the package that brings it to the project's dependencies; it is probably ${name}.`,
    }),
    LOGGING_FAILED: ({ exception, message }: Raised) => ({
      cause: `Django cannot set up LOGGING. ${exception}: ${message}`,
      fix: "Let the handler write to the console (logging.StreamHandler): the files of a deployed function are read-only.",
    }),
    APPS_FAILED: ({ exception, message }: Raised) => ({
      cause: `Django cannot load the apps of INSTALLED_APPS. ${exception}: ${message}`,
      fix: "Change the line shown. What AppConfig.ready() and the modules it imports do happens at every cold start.",
    }),
    MODELS_FAILED: ({ exception, message }: Raised) => ({
      cause: `Django cannot import the models. ${exception}: ${message}`,
      fix: "Change the line shown, then check with: python manage.py check",
    }),
    ROOT_URLCONF_MISSING: ({ settingsModule }: { settingsModule: string }) => ({
      cause: `The settings module ${settingsModule} has no ROOT_URLCONF, so the application has no URLs.`,
      fix: "Set ROOT_URLCONF, or name the right settings module in monolift.toml: [app] settings.",
    }),
    URLCONF_FAILED: ({ urlconf, exception, message }: Raised & { urlconf: string }) => ({
      cause: `The URLconf ${urlconf} cannot be loaded. ${exception}: ${message}`,
      fix: "Change the line shown. Django itself would only tell at the first request.",
    }),
    APPLICATION_FAILED: ({ application, exception, message }: Raised & { application: string }) => ({
      cause: `The application ${application} cannot be loaded. ${exception}: ${message}`,
      fix: "Change the line shown: it is the module of the WSGI or ASGI application, or something that MIDDLEWARE names.",
    }),
    INSPECTION_TIMED_OUT: ({ seconds, step }: { seconds: number; step: InspectionStep }) => ({
      cause: `After ${seconds} seconds the application was still not loaded; it hung while ${steps[step]}.`,
      fix: "Look at the line shown for something that waits when it is imported: a connection, a lock, a question.",
    }),
    INSPECTION_CRASHED: ({ step, code, signal }: Ended & { step: InspectionStep }) => ({
      cause: `The application ended the Python process ${signal === null ? `with exit code ${String(code)}` : `(signal ${signal})`} while ${steps[step]}.`,
      fix: "Look for os._exit() or a crashing C extension in what is imported there. The last lines it printed are shown.",
    }),
    INSPECTION_NOT_STARTED: ({ python }: { python: string }) => ({
      cause: `${python} cannot be started.`,
      fix: "Install that Python again, or choose another one: write its version to .python-version.",
    }),
  },
  notices: {
    PYTHON_SUBSTITUTED: (facts: { wanted: string; from: string; taken: string }) =>
      `${facts.from} asks for Python ${facts.wanted}, which this machine does not have: Python ${facts.taken} is taken instead.`,
    OTHER_SETTINGS_NAMED: (facts: { taken: string; from: string; other: string; file: string }) =>
      `The settings are ${facts.taken}, as ${facts.from} says; ${facts.file} names ${facts.other}. To change it: [app] settings in monolift.toml.`,
    REQUIREMENTS_CHOSEN: (facts: { file: string; others: readonly string[] }) =>
      `Of several requirements files, ${facts.file} is installed (not ${facts.others.join(", ")}). To change it: [app] requirements in monolift.toml.`,
    PIPFILE_UNLOCKED: (facts: { file: string }) =>
      `${facts.file} has no lock file beside it: the versions that it leaves open are chosen here. \`pipenv lock\` writes them down.`,
    DEPENDENCIES_IMPLIED: (facts: { requirement: string; file: string }) =>
      `No requirements were found: ${facts.requirement} is installed, the version that ${facts.file} was made with.`,
    CELERY_APP_FAILED: ({ about, text, place }: Unreadable) =>
      `The module ${about}, which makes a Celery app, cannot be imported (${text}${at(place)}).`,
    CELERY_TASKS_FAILED: ({ about, text, place }: Unreadable) =>
      `Not all tasks of the Celery app ${about} can be imported (${text}${at(place)}).`,
    CELERY_SCHEDULE_FAILED: ({ about, text, place }: Unreadable) =>
      `The beat schedule of the Celery app ${about} cannot be read (${text}${at(place)}).`,
    DJANGO_TASKS_FAILED: ({ about, text, place }: Unreadable) =>
      `The module ${about}, which defines tasks, cannot be imported (${text}${at(place)}).`,
    GRAPHQL_FAILED: ({ about, text, place }: Unreadable) =>
      `The GraphQL schema ${about} cannot be read (${text}${at(place)}).`,
    MIGRATIONS_FAILED: ({ text, place }: Unreadable) =>
      `The migrations cannot be read (${text}${at(place)}).`,
    DATABASE_NOT_ASKED: ({ text }: Unreadable) =>
      `The database did not say which migrations it has (${text}); all are taken as not applied.`,
    OPENAPI_FAILED: ({ about, text, place }: Unreadable) =>
      `The API cannot be described by ${about} (${text}${at(place)}).`,
    URLCONF_UNREADABLE: ({ about, text, place }: Unreadable) =>
      `The URLconf ${about} cannot be loaded; its routes are left out (${text}${at(place)}).`,
    PACK_NOT_WRITTEN: ({ text }: Unreadable) =>
      `The import pack was not written (${text}); cold starts take a little longer without it.`,
    WARM_UP_FAILED: ({ about, text, place }: Unreadable) =>
      `The warm-up request for ${about} raised an exception (${text}${at(place)}).`,
  },
};

export type Words = typeof en;
