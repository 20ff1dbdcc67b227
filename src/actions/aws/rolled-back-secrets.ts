import { UserError } from "../../errors.ts";
import { deployRelease, versionsOf } from "../../providers/aws/publish.ts";
import {
  hasSameFunctions,
  listReleases,
  readRelease,
  updateRelease,
  type AwsRelease,
} from "../../providers/aws/releases.ts";
import { republishedStack, sourcesOf, withSources } from "../../providers/aws/republish.ts";
import { discardVersions } from "../../providers/aws/switch.ts";
import type { ActionContext } from "../context.ts";
import type { StepOutcome } from "../steps.ts";
import type { ServingStage } from "./lifted-stage.ts";
import { secretsOf } from "./stage-secrets.ts";
import { watcherOf } from "./watcher.ts";

/** Which secrets a release is to be served with: those of today, or those that it was made with. */
export type WhichSecrets = "current" | "of-the-release";

/**
 * What a release that is served again reads its secrets from. What Monolift has made for the stage is always that of today:
 * the address of the database belongs to the stage, and not to a release.
 *
 * @throws {UserError} `RELEASE_WITHOUT_SECRETS`, `SECRETS_VERSION_GONE`
 */
export async function sourcesFor(
  stage: ServingStage,
  { release, secrets }: AwsRelease,
  which: WhichSecrets,
  signal: AbortSignal,
): Promise<string> {
  const { own, user } = await secretsOf(stage);
  if (which === "of-the-release" && secrets === null)
    throw new UserError("RELEASE_WITHOUT_SECRETS", { release });
  const version = which === "current" || secrets === null ? {} : { version: String(secrets) };
  const found = await Promise.all([own.read({ signal }), user.read({ signal, ...version })]);
  return found.flatMap((one) => (one === undefined ? [] : [one.source])).join(" ");
}

/**
 * A kept release, whose functions read these secrets: published once more where they read others, or where the newest release
 * has other functions, so that the door leads to those that it has. What is served is not touched by it. Repeated after an
 * interruption, it goes on where it was.
 */
export async function readingFrom(
  context: ActionContext,
  stage: ServingStage,
  kept: AwsRelease,
  sources: string,
): Promise<StepOutcome<AwsRelease>> {
  const newest = await newestRelease(stage);
  if (sourcesOf(kept) === sources && hasSameFunctions(kept, newest)) return { value: kept, isSkipped: true };
  const { aws, names } = stage;
  const stack = withSources(kept.stack, sources);
  const request = republishedStack(newest.stack, { ...kept, stack });
  const { outputs, changes } = await deployRelease(aws, request, watcherOf(context, "stack"));
  const published = { ...kept, stack, functions: versionsOf(kept.plan, names, outputs) };
  await updateRelease(stage, published);
  await discardVersions(aws, { functions: versionsOnlyIn(kept, published) });
  return { value: published, facts: { changes: changes.length } };
}

/** What a release had before it was published again; a function that was made anew may count its versions from one. */
function versionsOnlyIn(before: AwsRelease, { functions }: AwsRelease): AwsRelease["functions"] {
  return before.functions.filter(
    (one) => !functions.some(({ name, version }) => name === one.name && version === one.version),
  );
}

/** The release that the stack was deployed for last, unless that one failed. */
async function newestRelease(stage: ServingStage): Promise<AwsRelease> {
  for (const number of await listReleases(stage)) {
    const found = await readRelease(stage, number);
    if (found !== undefined) return found;
  }
  return stage.live;
}

/**
 * Does something while the secrets of a release are the current ones again; where that fails, those of before are. The next
 * `up` takes what is current.
 */
export async function whileRestored<T>(
  stage: ServingStage,
  { secrets }: AwsRelease,
  work: () => Promise<T>,
): Promise<T> {
  const { user } = await secretsOf(stage);
  const before = await user.read();
  const wanted = await user.read({ version: String(secrets) });
  if (before === undefined || wanted === undefined) return work();
  const { version } = await user.write(wanted.document, { expectedVersion: before.version });
  try {
    return await work();
  } catch (error) {
    await user.write(before.document, { expectedVersion: version });
    throw error;
  }
}
