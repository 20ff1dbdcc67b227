import { basename, dirname } from "node:path";
import type { Daemon } from "../../platform/daemon/client.ts";
import type { CanaryRules } from "../../platform/daemon/canary.ts";
import type { SwitchRequest } from "../../platform/daemon/moves.ts";
import { versionOf } from "../../platform/daemon/served-stage.ts";
import { loadStageServices, type StageServices } from "../../platform/daemon/stage-services.ts";
import { forgetCandidate } from "./candidate.ts";
import type { Candidate } from "./local-stage.ts";
import { pruneReleases, removeRelease, saveRelease } from "./releases.ts";
import { readIdentity, saveIdentity, type StageFolder } from "./stage-folder.ts";

/** Where the aliases of a stage point after a switch: the release that is live, and the one that is tried. */
export interface Switched {
  readonly live: number | null;
  readonly canary: number | null;
}

/** A background process, and how it is started again should it be killed. */
export interface Restartable {
  readonly daemon: Daemon;
  readonly restart: () => Promise<Daemon>;
}

/** What a file says of a canary, in its own units. */
export interface CanaryWishes {
  /** Share of the requests, in percent. */
  readonly percent: number;
  readonly seconds: number;
  readonly metric: CanaryRules["metric"];
  /** In percent. */
  readonly threshold: number;
  readonly sample: number;
}

/**
 * Keeps the release's record and serves it: from here on `live` is this one, or a canary tries it. Where it cannot be
 * served, nothing of it is kept.
 */
export async function switchTo(
  process: Restartable,
  folder: StageFolder,
  candidate: Candidate,
  options: { readonly facts: unknown; readonly canary: CanaryWishes | null },
): Promise<Switched> {
  const { record } = candidate;
  await saveRelease(folder, record, options.facts);
  const request = {
    services: record.services,
    kind: "up",
    by: record.by,
    canary: rulesOf(options.canary),
  } as const;
  try {
    return await moveLive(process, folder, request);
  } catch (error) {
    if (!(await isSaved(folder, record.release))) await removeRelease(folder, record.release);
    throw error;
  }
}

/** Puts away what a switch leaves behind: older releases past those that are kept. */
export async function tidyReleases(folder: StageFolder, { live, canary }: Switched): Promise<void> {
  await forgetCandidate(folder);
  await pruneReleases(
    folder,
    [live, canary].filter((release) => release !== null),
  );
}

/**
 * Has the process move a stage's aliases. When it is killed meanwhile it is started again, and what it had written
 * decides: the switch has happened, or it has not.
 *
 * @throws {OperationError} What the switch reports; the stage is then served as before.
 */
export async function moveLive(
  { daemon, restart }: Restartable,
  folder: StageFolder,
  request: SwitchRequest,
): Promise<Switched> {
  try {
    return await daemon.call("switch", request);
  } catch (error) {
    const saved = switchedOf(await readServices(folder));
    const wanted = versionOf(request.services);
    if (wanted !== (request.canary === null ? saved.live : saved.canary)) throw error;
    await restart();
    return saved;
  }
}

/** Whether what is written of a stage names a release as live or as tried: then it must not be removed. */
export async function isSaved(folder: StageFolder, release: number): Promise<boolean> {
  const { live, canary } = switchedOf(await readServices(folder));
  return live === release || canary === release;
}

/** A stage keeps the port at which it is served: an `up` that failed may have asked for another one. */
export async function keepPort(folder: StageFolder): Promise<void> {
  const [services, identity] = await Promise.all([readServices(folder), readIdentity(folder)]);
  const port = services?.door?.port;
  if (identity !== undefined && port !== undefined && identity.port !== port)
    await saveIdentity(folder, { ...identity, port });
}

function switchedOf(services: StageServices | undefined): Switched {
  return {
    live: services === undefined ? null : versionOf(services),
    canary: services?.canary?.to ?? null,
  };
}

async function readServices(folder: StageFolder): Promise<StageServices | undefined> {
  const found = await loadStageServices(dirname(folder.root), basename(folder.root));
  return found !== undefined && "stage" in found ? found : undefined;
}

function rulesOf(wishes: CanaryWishes | null): CanaryRules | null {
  if (wishes === null) return null;
  const { percent, seconds, metric, threshold, sample } = wishes;
  return { weight: percent / 100, seconds, metric, threshold: threshold / 100, sample };
}
