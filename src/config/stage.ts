import { UserError } from "../errors.ts";
import type { Config } from "./load.ts";
import { isSafeStageName, longestStageName } from "./names.ts";
import { findNearest } from "./nearest.ts";
import { parseDuration } from "./parse-duration.ts";
import type { Layer } from "./schema.ts";

/** What the file says of one stage, merged, with every default filled in. */
export interface StageConfig {
  /** Name of the project. */
  readonly name: string;
  readonly stage: string;
  readonly provider: "local";
  /** Only what the file says: the rest is detected. Paths are relative to the file's folder, `/` between. */
  readonly app: AppConfig;
  readonly functions: { readonly web: WebConfig };
  readonly database: { readonly engine: "postgres" | "settings" };
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
  /** 1 to 900; 30 by default: what API Gateway waits for an answer. */
  readonly timeoutSeconds: number;
  /** 1 to 1,000; 10 by default: the least that AWS gives a new account. */
  readonly concurrency: number;
}

/** Always there, whether or not the file has it. */
const alwaysThere = "local";

/**
 * What the file says of a stage. Keys of the stage lie over those of the whole file, table by table; a list replaces
 * a list. A stage that has no table of its own is looked for among the families (`preview-*`), the longest one first.
 *
 * @throws {UserError} `UNKNOWN_STAGE` with the nearest name, `STAGE_NAME_UNSAFE` for a name that fits a family but no
 *   host name.
 */
export function resolveStage(config: Config, stage: string): StageConfig {
  const layer = findLayer(config, stage);
  // Laying one layer over another keeps the shape of a layer.
  const merged = mergeTables(normalise(config.base), normalise(layer)) as NormalLayer;
  const web = merged.functions?.web ?? {};
  return {
    name: config.name,
    stage,
    provider: layer.provider ?? "local",
    app: { vendor: [], ...(merged.app as Partial<AppConfig> | undefined) },
    functions: {
      web: {
        memoryMb: web.memory ?? 1024,
        timeoutSeconds: toSeconds(web.timeout ?? 30),
        concurrency: web.concurrency ?? 10,
      },
    },
    database: { engine: merged.database?.engine ?? "postgres" },
  };
}

/** Names of the stages that the file has, `local` first; families with their `*`. */
export function stageNames(config: Config): readonly string[] {
  return [alwaysThere, ...Object.keys(config.stages).filter((name) => name !== alwaysThere)];
}

function findLayer(config: Config, stage: string): Config["stages"][string] {
  const own = Object.hasOwn(config.stages, stage) && !stage.endsWith("*") ? config.stages[stage] : undefined;
  if (own !== undefined) return own;
  if (stage === alwaysThere) return { provider: "local" };
  const families = Object.keys(config.stages).filter(
    (key) => key.endsWith("*") && stage.startsWith(key.slice(0, -1)) && stage.length >= key.length,
  );
  const family = config.stages[families.toSorted((a, b) => b.length - a.length)[0] ?? ""];
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
type NormalLayer = Omit<Layer, "database"> & {
  readonly database?: { readonly engine?: "postgres" | "settings" };
};

function normalise(layer: Layer): NormalLayer {
  const { database, app, functions } = layer;
  const engine = typeof database === "string" ? database : database?.engine;
  return {
    ...(app === undefined ? {} : { app }),
    ...(functions === undefined ? {} : { functions }),
    ...(engine === undefined ? {} : { database: { engine } }),
  };
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

/** The schema has made sure that the text is a duration. */
function toSeconds(timeout: number | string): number {
  return typeof timeout === "number" ? timeout : (parseDuration(timeout) ?? Number.NaN);
}
