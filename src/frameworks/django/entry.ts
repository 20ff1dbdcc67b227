import { delimiter, join } from "node:path";
import type { Bundle } from "../../bundle/bundle.ts";
import type { Facts } from "../../facts/schema.ts";
import type { EntryPoints, Provisions } from "../../plan/provisions.ts";
import type { Detection } from "../framework.ts";

/** What the entry of a Django project is made from. */
export interface DjangoEntryOptions {
  readonly detection: Detection;
  readonly bundle: Bundle;
  /** `module:callable` and interface, from the facts; before they are known, from the detection. */
  readonly application: Pick<Facts, "application" | "interface">;
  readonly provisions: Provisions;
  readonly names: { readonly project: string; readonly stage: string; readonly release: number };
  /** Import pack of the bundle, or undefined when there is none. */
  readonly pack: string | undefined;
}

/** How a Django project is started, and with which variables. */
export function djangoEntry(options: DjangoEntryOptions): EntryPoints {
  const { detection, bundle } = options;
  const appFolder = join(bundle.code.path, detection.appDir);
  const python = detection.python.executable;
  return {
    serve: [python, join(bundle.runtime.path, "runtime", "bootstrap.py")],
    command: [python, join(bundle.runtime.path, "runtime", "manage_application.py")],
    commandFolder: appFolder,
    environment: { ...runtimeVariables(options, appFolder), ...applicationVariables(options) },
    environmentFiles: bundle.linked.filter(({ path }) => isEnvironmentFile(path)).map(({ target }) => target),
    taskRoot: bundle.code.path,
    readOnly: [
      bundle.code.path,
      bundle.dependencies.path,
      bundle.runtime.path,
      ...(options.pack === undefined ? [] : [options.pack]),
      // What is only linked, and what a hashing storage reads its manifest from.
      ...bundle.linked.map(({ target }) => target),
      options.provisions.staticFolder,
    ],
  };
}

function isEnvironmentFile(path: string): boolean {
  return path === ".env" || path.endsWith("/.env");
}

/** What Monolift's own runtime reads. */
function runtimeVariables(options: DjangoEntryOptions, appFolder: string): Readonly<Record<string, string>> {
  const { detection, bundle, application, names, pack } = options;
  return {
    MONOLIFT_PROJECT: names.project,
    MONOLIFT_STAGE: names.stage,
    MONOLIFT_RELEASE: String(names.release),
    MONOLIFT_APPLICATION: application.application,
    MONOLIFT_INTERFACE: application.interface,
    MONOLIFT_PATH: [
      appFolder,
      ...bundle.paths.map((path) => join(bundle.code.path, path)),
      bundle.dependencies.path,
    ].join(delimiter),
    MONOLIFT_APP_DIR: appFolder,
    MONOLIFT_STREAM: "function-url",
    MONOLIFT_OVERLAY: JSON.stringify(overlayOf(options)),
    ...(detection.manage === null ? {} : { MONOLIFT_MANAGE: join(bundle.code.path, detection.manage) }),
    ...(pack === undefined ? {} : { MONOLIFT_PACK: pack }),
    DJANGO_SETTINGS_MODULE: detection.settingsModule,
    PYTHONUNBUFFERED: "1",
    // A package of the user's own site folder would be there on this machine only.
    PYTHONNOUSERSITE: "1",
  };
}

/** What the settings overlay lays over the project's own settings; keys that are left out stay as the project has them. */
function overlayOf({ provisions, application }: DjangoEntryOptions): Readonly<Record<string, unknown>> {
  return {
    static_url: "/static/",
    static_root: provisions.staticFolder,
    media_url: "/media/",
    media_root: provisions.mediaFolder,
    hosts: provisions.hosts,
    origins: provisions.origins,
    mail_dir: provisions.mailFolder,
    ...(provisions.database === null
      ? {}
      : {
          cache_table: "monolift_cache",
          // Under ASGI each request has a thread of its own, and a connection belongs to its thread.
          connections: application.interface === "asgi" ? "per-request" : "persistent",
        }),
    local_http: provisions.isPlainHttp,
    secret: true,
  };
}

/**
 * The stage's secrets, under the names that twelve-factor projects read by themselves. The other usual variables
 * (`ALLOWED_HOSTS`, `CSRF_TRUSTED_ORIGINS`, …) follow from the overlay, which sets them as it is installed.
 */
function applicationVariables({ provisions }: DjangoEntryOptions): Readonly<Record<string, string>> {
  return {
    ...(provisions.database === null ? {} : { DATABASE_URL: provisions.database.url }),
    SECRET_KEY: provisions.secretKey,
  };
}

/** What the application's own Python needs of the caller's environment while it is inspected, and nothing more. */
export function inspectionVariables(
  caller: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return { PATH: caller["PATH"], HOME: caller["HOME"], LANG: caller["LANG"] ?? "C.UTF-8", TZ: caller["TZ"] };
}
