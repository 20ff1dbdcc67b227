import { UserError } from "../../errors.ts";

/** Names of JSON files that hold for every stage. */
const bases: ReadonlySet<string> = new Set(["base", "common", "default", "defaults", "shared"]);

/** Names that mean one kind of environment; a stage called like one of them has the files called like any of them. */
const kinds: readonly (readonly string[])[] = [
  ["local", "dev", "develop", "development"],
  ["production", "productions", "prod", "live"],
  ["staging", "stage", "stg"],
  ["test", "tests", "testing", "ci"],
  ["qa"],
  ["demo"],
  ["preview"],
];

/** Which files of a folder are taken. All are names without `.json`. */
export interface ChosenFiles {
  readonly base: readonly string[];
  /** The one that is laid over them; null when none fits the stage. */
  readonly environment: string | null;
  /** Files of other environments, which stay where they are. */
  readonly others: readonly string[];
  /** Files that are no environment's, by their names. */
  readonly unknown: readonly string[];
}

/**
 * Chooses from a folder with a base file and one for each environment.
 *
 * @param wish.environment A name that the user gives.
 * @param wish.settings Last part of the settings module, where the file names one: `config.settings.dev` opens `dev.json`.
 * @throws {UserError} `SECRETS_ENVIRONMENT_UNKNOWN`; `SECRETS_ENVIRONMENT_OPEN` when two files fit.
 */
export function chooseEnvironment(
  names: readonly string[],
  wish: {
    readonly stage: string;
    readonly environment?: string | undefined;
    readonly settings?: string | undefined;
  },
): ChosenFiles {
  const base = names.filter((name) => bases.has(name.toLowerCase()));
  const rest = names.filter((name) => !base.includes(name));
  const environment = find(rest, wish);
  const isKnown = (name: string): boolean => kinds.some((kind) => kind.includes(name.toLowerCase()));
  const left = rest.filter((name) => name !== environment);
  return {
    base,
    environment,
    others: left.filter(isKnown),
    unknown: left.filter((name) => !isKnown(name)),
  };
}

function find(names: readonly string[], wish: Parameters<typeof chooseEnvironment>[1]): string | null {
  const { stage, environment, settings } = wish;
  if (environment !== undefined) {
    const wanted = environment.replace(/\.json$/, "");
    if (names.includes(wanted)) return wanted;
    throw new UserError("SECRETS_ENVIRONMENT_UNKNOWN", { environment: wanted, known: names });
  }
  const exact = [stage, settings].find((name) => name !== undefined && names.includes(name));
  if (exact !== undefined) return exact;
  // `preview-login` is a preview.
  const kind = kinds.find((one) => one.includes(stage.split("-")[0] ?? stage)) ?? [];
  const fitting = names.filter((name) => kind.includes(name.toLowerCase()));
  if (fitting.length > 1) throw new UserError("SECRETS_ENVIRONMENT_OPEN", { stage, candidates: fitting });
  return fitting[0] ?? null;
}
