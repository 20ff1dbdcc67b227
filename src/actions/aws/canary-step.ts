import type { CanaryConfig } from "../../config/stage.ts";
import { UserError } from "../../errors.ts";
import {
  findCanary,
  lookAtCanary,
  type AwsCanary,
  type FoundCanary,
} from "../../providers/aws/canary/find-canary.ts";
import { beginCanary, endCanary, followCanary, judgeCanary } from "../../providers/aws/canary/move-canary.ts";
import type { AwsRelease } from "../../providers/aws/releases.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { waitFor, type WaitWatcher } from "../../providers/aws/waiting.ts";
import { currentUser } from "../../system/user.ts";
import { notice } from "../../words/words.ts";
import type { ActionContext } from "../context.ts";
import type { StepOutcome } from "../steps.ts";

/** Between one look and the next: CloudWatch has values of whole minutes, and asks a cent for a thousand of them. */
const leastMs = 15_000;
const mostMs = 60_000;
const everyMs = ({ seconds }: AwsCanary["rules"]): number =>
  Math.min(mostMs, Math.max(leastMs, (seconds * 1000) / 20));

/** How late CloudWatch's values may be. What the canary was given last has to be counted, too. */
const lateMs = 120_000;

/** Gives a new release the share of the requests that the file names. */
export function tryRelease(
  stage: Pick<AwsStage, "aws" | "names">,
  older: AwsRelease,
  newer: AwsRelease,
  { percent, threshold, ...wished }: CanaryConfig,
): Promise<FoundCanary> {
  const rules = { ...wished, weight: percent / 100, threshold: threshold / 100 };
  return beginCanary(stage, { newer, older, rules, by: currentUser() });
}

/**
 * Ends a canary that is under way because somebody has other plans, who then sees to where `live` leads.
 *
 * @returns The release that was tried; null where none was.
 */
export async function cutShort(stage: AwsStage): Promise<number | null> {
  const found = await findCanary(stage);
  if (found === undefined) return null;
  const canary = await lookAtCanary(stage, found);
  await endCanary(stage, found, { canary, outcome: "cut-short", by: currentUser() });
  return canary.to;
}

/** Says that another release is tried beside the one that the code is of. */
export async function sayTried(context: Pick<ActionContext, "tell">, stage: AwsStage): Promise<void> {
  const found = await findCanary(stage);
  if (found === undefined) return;
  const { to, from, rules } = found.canary;
  const facts = { release: to, from, percent: percentOf(rules) };
  context.tell({ type: "notice", notice: notice("CANARY_UNDER_WAY", facts) });
}

/** How a canary is watched. */
export interface CanaryWatch {
  readonly watcher: Pick<WaitWatcher, "signal" | "pause" | "onWaiting">;
  /**
   * Does something that nobody else may do to the stage meanwhile. The lock is not held while watching, so that whoever sees
   * errors first can end the canary from wherever they are.
   */
  readonly locked: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * Does something while a release is tried. Where that ends before the canary does, says that nobody watches it: `up` with the
 * same code goes on, `rollback` ends it.
 */
export async function whileTried<T>(
  { tell }: Pick<ActionContext, "tell">,
  tried: FoundCanary | null,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isOver = error instanceof UserError && ["CANARY_WENT_BACK", "CANARY_ENDED"].includes(error.code);
    if (tried !== null && !isOver) tell({ type: "notice", notice: leftAlone(tried.canary) });
    throw error;
  }
}

/**
 * Watches a canary until it is decided, and does what was decided.
 *
 * @throws {UserError} `CANARY_WENT_BACK`: the release before has every request again. `CANARY_ENDED`: somebody else has
 *   ended it.
 */
export async function watchCanary(
  stage: Pick<AwsStage, "aws" | "names">,
  found: FoundCanary,
  watch: CanaryWatch,
): Promise<StepOutcome<void>> {
  const { watcher } = watch;
  const options = { everyMs: everyMs(found.canary.rules), mostMs: Number.POSITIVE_INFINITY, watcher };
  const ended = await waitFor(() => decide(stage, found, watch), options);
  if (ended === undefined) throw new TypeError("a canary ends");
  if (ended.outcome === "ended") throw endedByOthers(found.canary);
  if (ended.outcome === "went-back") throw wentBack(ended.canary);
  return { value: undefined, facts: factsOf(ended.canary) };
}

interface Ended {
  /** As it was seen last. */
  readonly canary: AwsCanary;
  /** `ended`: by somebody else. */
  readonly outcome: "passed" | "went-back" | "ended";
}

/** Looks once; undefined while it goes on. */
async function decide(
  stage: Pick<AwsStage, "aws" | "names">,
  found: FoundCanary,
  { watcher, locked }: CanaryWatch,
): Promise<Ended | undefined> {
  const canary = await lookAtCanary(stage, found);
  const state = await followCanary(stage, found);
  if (state !== "under-way") return { canary, outcome: state };
  watcher.onWaiting(sayWatching(canary));
  const outcome = judgeCanary({ ...canary, watchedMs: canary.watchedMs - lateMs });
  if (outcome === undefined) return undefined;
  const end = async (): Promise<Ended | undefined> => {
    // Somebody may have ended it until the stage was free.
    if ((await followCanary(stage, found)) !== "under-way") return undefined;
    await endCanary(stage, found, { canary, outcome, by: null });
    return { canary, outcome };
  };
  return locked(end).catch((error: unknown) => {
    // Whoever changes the stage now decides over it, or leaves it to the next look.
    if (error instanceof UserError && error.code === "STAGE_LOCKED") return undefined;
    throw error;
  });
}

const percentOf = ({ weight }: AwsCanary["rules"]): number => Math.round(weight * 100);

function errorsOf({ rules, newer }: AwsCanary): number {
  return rules.metric === "5xx" ? newer.errors5xx : newer.failedInvocations;
}

function factsOf({ rules, newer }: AwsCanary): Readonly<Record<string, number>> {
  return { percent: percentOf(rules), requests: newer.requests };
}

function sayWatching(canary: AwsCanary): ReturnType<typeof notice> {
  const { to, newer, rules, watchedMs } = canary;
  const secondsLeft = Math.max(0, Math.round((rules.seconds * 1000 + lateMs - watchedMs) / 1000));
  const facts = { release: to, requests: newer.requests, errors: errorsOf(canary), secondsLeft };
  return notice("CANARY_WATCHED", facts);
}

function leftAlone({ to, from, rules }: AwsCanary): ReturnType<typeof notice> {
  return notice("CANARY_LEFT_ALONE", { release: to, from, percent: percentOf(rules) });
}

function wentBack(canary: AwsCanary): UserError {
  const { to, from, newer } = canary;
  const facts = { release: to, from, errors: errorsOf(canary), requests: newer.requests };
  return new UserError("CANARY_WENT_BACK", facts);
}

function endedByOthers({ to }: AwsCanary): UserError {
  return new UserError("CANARY_ENDED", { release: to });
}
