import type { Bundle } from "../bundle/bundle.ts";
import { UserError } from "../errors.ts";
import { factsSchema, type Facts } from "../facts/schema.ts";
import type { Detection } from "../frameworks/framework.ts";
import type { EntryPoints } from "../plan/provisions.ts";
import { devProvisions, useCode, type ServedStage } from "../providers/local/develop.ts";
import type { Process } from "../providers/local/process.ts";
import { readFacts } from "../providers/local/releases.ts";
import type { CommandOutcome } from "../providers/provider.ts";
import {
  bundleApplication,
  detectApplication,
  enterApplication,
  inputsOf,
  partsOf,
  placesOf,
} from "./application.ts";
import type { ActionContext } from "./context.ts";
import { changedFiles } from "./changed-files.ts";
import { isMigration } from "./dev-changes.ts";
import { runOwn } from "./own-command.ts";
import { bootError, collectStatic } from "./release-steps.ts";
import { foldersOf, mayBeStatic } from "./same-static.ts";
import { openSite, type Site } from "./site.ts";

/** What is served at the moment. */
export interface ServedCode {
  /** Digest of everything that decides how it behaves. */
  readonly inputs: string;
  /** Folder of the bundle's code. */
  readonly folder: string;
}

/** What the project's folder holds now, bundled, and how it differs from what is served. */
export interface ChangedCode {
  readonly site: Site;
  readonly stage: ServedStage;
  readonly detection: Detection;
  readonly bundle: Bundle;
  readonly served: ServedCode;
  /** Relative to the root. Empty when something else has changed, such as a key of `monolift.toml`. */
  readonly files: readonly string[];
  /** More has changed than code can be exchanged for: dependencies, settings of the stage, migrations. */
  readonly needsRelease: boolean;
}

/**
 * Looks at the project's folder again; undefined when what is served is what is there.
 *
 * @throws {UserError} `NEVER_LIFTED` when the stage is gone; what reading the file, detecting and bundling throw.
 */
export async function readChanges(
  context: ActionContext,
  stageName: string | undefined,
  served: ServedCode,
): Promise<ChangedCode | undefined> {
  // Said aloud when the release was made; nobody wants it again with each change.
  const quiet = { ...context, tell: () => undefined };
  const site = await openSite(quiet, stageName);
  const stage = servedStage(site);
  const { value: detection } = await detectApplication(quiet, site);
  const { value: bundle } = await bundleApplication(quiet, site, detection, {});
  const inputs = await inputsOf(site, detection, bundle);
  if (inputs === served.inputs) return undefined;
  const files = await changedFiles(served.folder, bundle.code.path);
  const { parts } = stage.live;
  const now = await partsOf(site, detection, bundle);
  const isCodeAlone =
    parts !== null &&
    now.dependencies === parts.dependencies &&
    now.runtime === parts.runtime &&
    now.configuration === parts.configuration;
  return {
    site,
    stage,
    detection,
    bundle,
    served: { inputs, folder: bundle.code.path },
    files: files ?? [],
    needsRelease: !isCodeAlone || files === null || files.some(isMigration),
  };
}

/** The stage of a site, which has a release. */
export function servedStage({ lifted, names }: Site): ServedStage {
  if (lifted?.live === undefined)
    throw new UserError("NEVER_LIFTED", { name: names.project, stage: names.stage, known: [] });
  return { ...lifted, live: lifted.live };
}

/**
 * Serves changed code in the place of the release's: one sandbox of it starts, then every request goes to it. Static files
 * are collected before, where one of them may have changed.
 *
 * @throws {UserError} `BOOT_FAILED` and its like, `STATIC_FAILED`: the code before it is served still.
 */
export async function exchangeCode(
  context: ActionContext,
  daemon: Process,
  changed: ChangedCode,
): Promise<void> {
  const { stage, files } = changed;
  const facts = factsSchema.parse(await readFacts(stage.folder, stage.live.release));
  const entry = await enterChanged(daemon, changed, facts);
  const folders = foldersOf(facts);
  const hashed = files.some((path) => mayBeStatic(path, folders))
    ? (await collectStatic(quietly(context, changed, entry))).value
    : undefined;
  const failure = await useCode(daemon, stage, entry, hashed);
  if (failure !== undefined) throw bootError(placesOf(changed.detection, changed.bundle), failure);
}

/** How the code is started: what the inspector found of the release still holds, for nothing else has changed. */
async function enterChanged(
  daemon: Process,
  { site, stage, detection, bundle }: ChangedCode,
  facts: Facts,
): Promise<EntryPoints> {
  const { release } = stage.live;
  const provisions = await devProvisions(daemon, stage, site.names);
  return enterApplication({
    site,
    detection,
    bundle,
    ground: { release, provisions },
    inspection: { facts, pack: undefined },
  });
}

/** What is worth saying of the files was said when the release was made. */
function quietly(
  context: ActionContext,
  { detection, bundle }: ChangedCode,
  entry: EntryPoints,
): Parameters<typeof collectStatic>[0] {
  const candidate = { record: { entry } };
  const run = (parameters: readonly string[]): Promise<CommandOutcome> =>
    runOwn({ candidate, context }, parameters);
  return {
    context: { ...context, tell: () => undefined },
    places: placesOf(detection, bundle),
    target: { run },
  };
}
