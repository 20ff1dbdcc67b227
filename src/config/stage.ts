import { alertsOf, type AlertsConfig } from "./alerts-of.ts";
import { UserError } from "../errors.ts";
import { databaseOf, type DatabaseConfig, type DatabaseTable } from "./database-of.ts";
import { doorOf, type DoorConfig } from "./door-of.ts";
import type { Config } from "./load.ts";
import { isSafeStageName, longestStageName } from "./names.ts";
import { isolatesOf, type IsolateConfig } from "./isolates-of.ts";
import { findNearest } from "./nearest.ts";
import { mailOf, type MailConfig } from "./mail-of.ts";
import { networkOf, type NetworkConfig } from "./network-of.ts";
import { refuseAwsKeys } from "./only-on-aws.ts";
import { secretsOf, type SecretsConfig } from "./secrets-of.ts";
import { parseCanary } from "./parse-canary.ts";
import { toSeconds } from "./parse-duration.ts";
import type { Layer } from "./schema.ts";

/** What the file says of one stage, merged, with every default filled in. */
export interface StageConfig extends DoorConfig {
  /** Name of the project. */
  readonly name: string;
  readonly stage: string;
  readonly provider: "local" | "aws";
  /** Region of AWS; null where the credentials decide. */
  readonly region: string | null;
  /** Account of AWS, twelve digits; null before the first `up`. */
  readonly account: string | null;
  /** Its data only go when its name is typed. */
  readonly isKept: boolean;
  /** How long it lives after its last `up` or request, 300 to 31,536,000; null when it stays. Never of the whole file. */
  readonly ttlSeconds: number | null;
  /** Only what the file says: the rest is detected. Paths are relative to the file's folder, `/` between. */
  readonly app: AppConfig;
  readonly functions: { readonly web: WebConfig };
  /** Functions of their own for some of the requests, in the order of their names. */
  readonly isolates: readonly IsolateConfig[];
  readonly database: DatabaseConfig;
  readonly network: NetworkConfig;
  readonly storage: {
    /**
     * What becomes of an uploaded file that a view answers with: `stream` sends it through the function, `redirect` leads
     * the client to the bucket, `auto` decides by size.
     */
    readonly largeResponses: "auto" | "redirect" | "stream";
    /** Largest file that goes from the browser straight to the bucket; 0 for none. */
    readonly uploadLimitMb: number;
  };
  /** Null where SES sends nothing: always so on this machine. */
  readonly mail: MailConfig | null;
  /** Null where nobody is to be told, and on this machine. */
  readonly alerts: AlertsConfig | null;
  readonly secrets: SecretsConfig;
  readonly release: {
    /** Null when a new release gets every request at once. */
    readonly canary: CanaryConfig | null;
  };
}

/** How a new release is tried. The defaults are those of CodeDeploy's `LambdaCanary10Percent5Minutes`. */
export interface CanaryConfig {
  /** Share of the requests, 1 to 99; 10 by default. */
  readonly percent: number;
  /** 1 to 86,400; 300 by default. */
  readonly seconds: number;
  /** What counts as an error: answers of 5xx, or failed invocations alone; `5xx` by default, since it is what users see. */
  readonly metric: "5xx" | "errors";
  /** Percent of its requests, 0 to 100; 1 by default. */
  readonly threshold: number;
  /** Requests before it may end early, at least 1; 20 by default: below it one error is more than 5 %. */
  readonly sample: number;
}

export interface AppConfig {
  readonly framework?: "django";
  readonly root?: string;
  readonly settings?: string;
  readonly python?: string;
  /** Relative to the file's folder. */
  readonly requirements?: string;
  readonly interface?: "wsgi" | "asgi";
  /** Wheels, relative to the file's folder. */
  readonly vendor: readonly string[];
}

interface WebConfig {
  /** 128 to 10,240; 1,024 by default: below it Django's imports take noticeably longer on AWS. */
  readonly memoryMb: number;
  /** Size of `/tmp`: 512 to 10,240; 512 by default, which AWS does not charge for. */
  readonly tmpMb: number;
  /** 1 to 900; 30 by default: what API Gateway waits for an answer. */
  readonly timeoutSeconds: number;
  /** 1 to 1,000; 10 by default: the least that AWS gives a new account. */
  readonly concurrency: number;
  /** Processor on AWS; null when the cheapest is to be taken that all dependencies have wheels for. */
  readonly architecture: "arm64" | "x86_64" | null;
  /** Whether sandboxes start from a snapshot, on AWS; false by default, since each kept release costs by the month. */
  readonly hasSnapshot: boolean;
}

/** Always there, whether or not the file has it. */
const alwaysThere = "local";

/**
 * What the file says of a stage. Keys of the stage lie over those of the whole file, table by table; a list replaces
 * a list. A stage that has no table of its own is looked for among the families (`preview-*`), the longest one first.
 *
 * @throws {UserError} `UNKNOWN_STAGE` with the nearest name, `STAGE_NAME_UNSAFE` for a name that fits a family but no
 *   host name, `KEY_ONLY_ON_AWS` for what this machine has no equal of, `TTL_NOT_ON_AWS`, `DATABASE_NOT_CHOSEN`,
 *   `MAIL_FROM_MISSING`, `SHARE_NEEDS_SECRETS_MANAGER`, and what `isolatesOf`, `databaseOf`, `networkOf` and `doorOf` throw.
 */
export function resolveStage(config: Config, stage: string): StageConfig {
  const layer = findLayer(config, stage);
  const merged = mergeLayers(normalise(config.base), normalise(layer));
  const web = merged.functions?.web ?? {};
  const provider = layer.provider ?? "local";
  if (layer.keep === true && layer.ttl !== undefined)
    throw new UserError("KEEP_WITH_TTL", { stage }, { place: { file: config.file } });
  const canary = canaryOf(merged.release?.canary);
  if (provider === "local") refuseAwsKeys(normalise(layer), { stage, file: config.file });
  else if (layer.ttl !== undefined)
    throw new UserError("TTL_NOT_ON_AWS", { stage }, { place: { file: config.file } });
  const { mode, ...where } = merged.secrets ?? {};
  const how = mode === undefined ? {} : { mode };
  const door = doorOf(config, stage, { ...layer, provider });
  const webSize = {
    memoryMb: web.memory ?? 1024,
    tmpMb: web.tmp ?? 512,
    timeoutSeconds: toSeconds(web.timeout ?? 30),
    concurrency: web.concurrency ?? 10,
  };
  return {
    name: config.name,
    stage,
    provider,
    region: layer.region ?? null,
    account: layer.account ?? null,
    isKept: layer.keep ?? false,
    ttlSeconds: layer.ttl === undefined ? null : toSeconds(layer.ttl),
    ...door,
    app: { vendor: [], ...(merged.app as Partial<AppConfig> | undefined) },
    functions: {
      web: {
        ...webSize,
        architecture: web.architecture ?? null,
        hasSnapshot: web.snapstart ?? false,
      },
    },
    isolates: isolatesOf(merged.isolate ?? {}, webSize, { stage, door: door.door, file: config.file }),
    database: databaseOf(engineOn(provider, merged.database ?? {}, stage, config), config.file),
    network: networkOf(provider === "local" ? {} : (merged.network ?? {}), config.file),
    storage: {
      largeResponses: merged.storage?.large_responses ?? "auto",
      uploadLimitMb: merged.storage?.upload_limit ?? 1024,
    },
    secrets: secretsOf({ ...how, ...(provider === "local" ? {} : where) }, { stage, file: config.file }),
    release: { canary },
    mail: provider === "local" ? null : mailOf(merged.mail ?? {}, { stage, file: config.file }),
    alerts: alertsOf(provider === "local" ? {} : (merged.alerts ?? {})),
  };
}

/** What stands in for an engine on this machine is its own PostgreSQL; on AWS there is none that costs nothing. */
function engineOn(
  provider: StageConfig["provider"],
  database: DatabaseTable,
  stage: string,
  { file }: Config,
): DatabaseTable {
  const { engine = "postgres" } = database;
  if (provider === "local") return { engine: engine === "settings" ? "settings" : "postgres" };
  if (engine !== "postgres") return database;
  throw new UserError("DATABASE_NOT_CHOSEN", { stage }, { place: { file } });
}

/** Names of the stages that the file has, `local` first; families with their `*`. */
export function stageNames(config: Config): readonly string[] {
  return [alwaysThere, ...Object.keys(config.stages).filter((name) => name !== alwaysThere)];
}

/** Name of the table that describes a stage: its own, or that of its family; undefined where the file has neither. */
export function stageTable({ stages }: Pick<Config, "stages">, stage: string): string | undefined {
  if (Object.hasOwn(stages, stage) && !stage.endsWith("*")) return stage;
  const families = Object.keys(stages).filter(
    (key) => key.endsWith("*") && stage.startsWith(key.slice(0, -1)) && stage.length >= key.length,
  );
  return families.toSorted((a, b) => b.length - a.length)[0];
}

function findLayer(config: Config, stage: string): Config["stages"][string] {
  const table = stageTable(config, stage);
  if (table === undefined && stage === alwaysThere) return { provider: "local" };
  if (table?.endsWith("*") === false) return config.stages[table] ?? {};
  const family = config.stages[table ?? ""];
  const known = stageNames(config);
  if (family === undefined) {
    const nearest =
      findNearest(
        stage,
        known.filter((name) => !name.endsWith("*")),
      ) ?? null;
    throw new UserError("UNKNOWN_STAGE", { stage, nearest, known }, { place: { file: config.file } });
  }
  if (!isSafeStageName(stage)) throw new UserError("STAGE_NAME_UNSAFE", { stage, longest: longestStageName });
  return family;
}

/** A layer whose shorthands are written out. */
type NormalLayer = Omit<Layer, "database" | "release"> & {
  readonly database?: DatabaseTable;
  readonly release?: { readonly canary?: NormalCanary };
};

/** A stage that only changes a number of a canary switches it on, too. */
type NormalCanary = { readonly [K in keyof CanaryConfig]?: CanaryConfig[K] | undefined } & {
  readonly isOn: boolean;
};

function normalise(layer: Layer): NormalLayer {
  const { database, app, functions, isolate, storage, secrets, release, network, alerts, mail } = layer;
  return {
    ...(app === undefined ? {} : { app }),
    ...(functions === undefined ? {} : { functions }),
    ...(isolate === undefined ? {} : { isolate }),
    ...(storage === undefined ? {} : { storage }),
    ...(secrets === undefined ? {} : { secrets }),
    ...(network === undefined ? {} : { network }),
    ...(alerts === undefined ? {} : { alerts }),
    ...(mail === undefined ? {} : { mail }),
    ...(database === undefined
      ? {}
      : { database: typeof database === "string" ? { engine: database } : database }),
    ...(release?.canary === undefined ? {} : { release: { canary: normaliseCanary(release.canary) } }),
  };
}

function normaliseCanary(canary: NonNullable<NonNullable<Layer["release"]>["canary"]>): NormalCanary {
  if (typeof canary === "string") return { isOn: canary !== "off", ...parseCanary(canary) };
  const { for: time, ...others } = canary;
  return { isOn: true, ...others, ...(time === undefined ? {} : { seconds: toSeconds(time) }) };
}

function canaryOf(canary: NormalCanary | undefined): CanaryConfig | null {
  if (canary?.isOn !== true) return null;
  const { percent = 10, seconds = 300, metric = "5xx", threshold = 1, sample = 20 } = canary;
  return { percent, seconds, metric, threshold, sample };
}

/** What is said of one engine says nothing of another: a stage with an engine of its own begins with an empty table. */
function mergeLayers(base: NormalLayer, layer: NormalLayer): NormalLayer {
  const { engine } = layer.database ?? {};
  const isOther = engine !== undefined && engine !== (base.database?.engine ?? "postgres");
  const { database, ...others } = base;
  const below = isOther || database === undefined ? others : base;
  return mergeTables(below, layer);
}

/** Lays `over` over `base`: tables are merged, everything else is replaced. */
function mergeTables(base: object, over: object): object {
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    merged.set(key, isTable(below) && isTable(value) ? mergeTables(below, value) : value);
  }
  return Object.fromEntries(merged);
}

function isTable(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
