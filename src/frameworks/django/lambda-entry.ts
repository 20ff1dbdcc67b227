import { lambdaPlaces, type LambdaPlaces } from "../../bundle/lambda/places.ts";
import { runtimeVariables, storageOverlay, type DjangoEntryOptions } from "./entry.ts";

/** What a stage on AWS gives to a Django project, apart from values that are secret. */
export interface DjangoLambdaOptions extends Pick<
  DjangoEntryOptions,
  "detection" | "application" | "names" | "storage" | "secretsMode"
> {
  readonly bundle: { readonly paths: readonly string[] };
  readonly hasPack: boolean;
  readonly region: string;
  readonly mediaBucket: string;
  /** Path below which uploaded files are served, or null where the door serves none. */
  readonly mediaUrl: string | null;
  /** Hosts under which the stage is asked for; one that begins with a dot stands for all names below it. */
  readonly hosts: readonly string[];
  readonly origins: readonly string[];
  /** Null when the project's own settings say where the rows are. */
  readonly database: {
    readonly mode: "persistent" | "per-request";
    /** Seconds after which the server ends a connection that nobody uses; null for never. */
    readonly idleSessionTimeoutSeconds: number | null;
  } | null;
  /** Address that mail is sent from; null where none can be sent. */
  readonly mailFrom: string | null;
  /** What the runtime has to know of the door, and of the network. */
  readonly surroundings: Readonly<Record<string, string>>;
  /** Sources of the stage's secrets, with their versions: see `python/runtime/README.md`. */
  readonly secretSources: readonly string[];
}

/** The variables of every function of a Django project on AWS. No secret is among them; AWS allows 4 KB with their names. */
export function djangoLambdaEnvironment(options: DjangoLambdaOptions): Readonly<Record<string, string>> {
  const { hasPack, secretSources, secretsMode, surroundings } = options;
  const places = lambdaPlaces(options.bundle, options.detection);
  return {
    ...runtimeVariables(options, { ...places, pack: hasPack ? places.pack : undefined }),
    ...surroundings,
    MONOLIFT_OVERLAY: JSON.stringify(overlayOf(options, places)),
    MONOLIFT_SECRETS: secretSources.join(" "),
    MONOLIFT_SECRETS_MODE: secretsMode,
  };
}

function overlayOf(
  options: DjangoLambdaOptions,
  { staticFolder }: LambdaPlaces,
): Readonly<Record<string, unknown>> {
  const { storage, database, mailFrom, region } = options;
  return {
    static_url: "/static/",
    static_root: staticFolder,
    media_url: options.mediaUrl ?? "/media/",
    media_links: options.mediaUrl === null ? "signed" : "door",
    media_bucket: options.mediaBucket,
    ...storageOverlay(storage),
    hosts: options.hosts,
    origins: options.origins,
    ...(mailFrom === null ? {} : { mail: { engine: "ses", from: mailFrom, region } }),
    ...(database === null
      ? {}
      : {
          cache_table: "monolift_cache",
          connections: database.mode,
          ...(database.idleSessionTimeoutSeconds === null
            ? {}
            : { idle_session_timeout: database.idleSessionTimeoutSeconds }),
        }),
    local_http: false,
    secret: true,
  };
}
