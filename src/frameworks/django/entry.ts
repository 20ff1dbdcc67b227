import { delimiter, dirname, join } from "node:path";
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
  readonly storage: {
    readonly largeResponses: "auto" | "redirect" | "stream";
    /** Largest file that goes from the browser straight to the bucket, in MB; 0 for none. */
    readonly uploadLimitMb: number;
  };
  /** In what form the stage's secrets come. */
  readonly secretsMode: "variables" | "files";
  /** Import pack of the bundle, or undefined when there is none. */
  readonly pack: string | undefined;
}

/** What is installed beside this machine's Python is no part of the bundle. */
const isolated = ["-S"];

/** How a Django project is started, and with which variables. */
export function djangoEntry(options: DjangoEntryOptions): EntryPoints {
  const { detection, bundle } = options;
  const appFolder = join(bundle.code.path, detection.appDir);
  const python = detection.python.executable;
  return {
    serve: [python, ...isolated, join(bundle.runtime.path, "runtime", "bootstrap.py")],
    command: [python, ...isolated, join(bundle.runtime.path, "runtime", "manage_application.py")],
    commandFolder: appFolder,
    environment: {
      ...runtimeVariables(options, {
        code: bundle.code.path,
        dependencies: bundle.dependencies.path,
        pack: options.pack,
      }),
      MONOLIFT_STREAM: "function-url",
      MONOLIFT_OVERLAY: JSON.stringify(overlayOf(options)),
      ...applicationVariables(options),
    },
    environmentFiles: bundle.linked.filter(({ path }) => isEnvironmentFile(path)).map(({ target }) => target),
    secrets: {
      folder: options.provisions.secretsFolder,
      mode: options.secretsMode,
      // Every stage has a key of its own; it makes way for one that somebody has set.
      replaces: ["SECRET_KEY"],
    },
    taskRoot: bundle.code.path,
    readOnly: [
      bundle.code.path,
      bundle.dependencies.path,
      bundle.runtime.path,
      ...(options.pack === undefined ? [] : [options.pack]),
      // What is only linked, and what a hashing storage reads its manifest from.
      ...bundle.linked.map(({ target }) => target),
      options.provisions.staticFolder,
      ...installationBelowTmp(python),
    ],
  };
}

/**
 * Every sandbox has a `/tmp` of its own, which hides a Python that is installed there (a build machine's, a scratch
 * folder of uv) unless it is shown. Elsewhere a Python is seen anyway.
 */
function installationBelowTmp(executable: string): readonly string[] {
  const prefix = dirname(dirname(executable));
  return prefix.startsWith("/tmp/") ? [prefix] : [];
}

function isEnvironmentFile(path: string): boolean {
  return path === ".env" || path.endsWith("/.env");
}

/** Where the parts of a bundle lie while the application runs. */
export interface RunningPlaces {
  /** Root of the code. */
  readonly code: string;
  readonly dependencies: string;
  /** Import pack, or undefined when there is none. */
  readonly pack: string | undefined;
}

/** What Monolift's own runtime reads, wherever it runs. */
export function runtimeVariables(
  options: Pick<DjangoEntryOptions, "detection" | "application" | "names"> & {
    readonly bundle: Pick<Bundle, "paths">;
  },
  places: RunningPlaces,
): Readonly<Record<string, string>> {
  const { detection, bundle, application, names } = options;
  const appFolder = join(places.code, detection.appDir);
  return {
    MONOLIFT_PROJECT: names.project,
    MONOLIFT_STAGE: names.stage,
    MONOLIFT_RELEASE: String(names.release),
    MONOLIFT_APPLICATION: application.application,
    MONOLIFT_INTERFACE: application.interface,
    MONOLIFT_PATH: [
      appFolder,
      ...bundle.paths.map((path) => join(places.code, path)),
      places.dependencies,
    ].join(delimiter),
    MONOLIFT_APP_DIR: appFolder,
    ...(detection.manage === null ? {} : { MONOLIFT_MANAGE: join(places.code, detection.manage) }),
    ...(places.pack === undefined ? {} : { MONOLIFT_PACK: places.pack }),
    DJANGO_SETTINGS_MODULE: detection.settingsModule,
    PYTHONUNBUFFERED: "1",
    // A package of the user's own site folder would be there on this machine only.
    PYTHONNOUSERSITE: "1",
  };
}

/** Bytes above which a client is led to the bucket: `auto` where AWS begins to slow a stream down. */
const redirectedFrom = { auto: 6 * 1024 * 1024, redirect: 0 } as const;

/** How files go past the function, in the overlay's words. */
export function storageOverlay({
  largeResponses,
  uploadLimitMb,
}: DjangoEntryOptions["storage"]): Readonly<Record<string, unknown>> {
  return {
    ...(largeResponses === "stream" ? {} : { large_response_bytes: redirectedFrom[largeResponses] }),
    ...(uploadLimitMb === 0 ? {} : { upload_limit_bytes: uploadLimitMb * 1024 * 1024 }),
  };
}

/** What the settings overlay lays over the project's own settings; keys that are left out stay as the project has them. */
function overlayOf({
  provisions,
  application,
  storage,
}: DjangoEntryOptions): Readonly<Record<string, unknown>> {
  return {
    static_url: "/static/",
    static_root: provisions.staticFolder,
    media_url: "/media/",
    media_bucket: provisions.media.bucket,
    storage_path: provisions.media.path,
    ...storageOverlay(storage),
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
    // By these names boto3 and the AWS SDKs find the stage's bucket; on Lambda the function's role sets them.
    AWS_ENDPOINT_URL_S3: provisions.media.endpoint,
    AWS_REGION: provisions.media.region,
    AWS_ACCESS_KEY_ID: provisions.media.accessKeyId,
    AWS_SECRET_ACCESS_KEY: provisions.media.secretAccessKey,
  };
}

/**
 * What the application's own Python needs of the caller's environment while it is inspected, and nothing more:
 * neither `HOME` nor the `XDG_*` variables, which lead to files that no function on AWS has.
 */
export function inspectionVariables(
  caller: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return { PATH: caller["PATH"], LANG: caller["LANG"] ?? "C.UTF-8", TZ: caller["TZ"] };
}
