import type { ServedRequest } from "../gateway/served.ts";
import { addCounts, noCounts, type CanaryCounts, type CanarySeen } from "./canary.ts";
import type { StageServices } from "./stage-services.ts";

/** How often a canary is looked at, in milliseconds: what a killed process may lose of what it has seen. */
const lookMs = 1000;

/** Counts what canaries are asked and answer, and looks at each of them every second. */
export interface CanaryWatch {
  /** Begins, goes on or ends watching a stage, as it is served now. */
  readonly follow: (services: StageServices) => void;
  readonly forget: (stage: string) => void;
  readonly count: (served: ServedRequest) => void;
  readonly close: () => void;
}

interface Watched {
  readonly version: number;
  seen: { newer: CanaryCounts; older: CanaryCounts };
  /** Of `performance.now()`, which a change of the clock does not move. */
  since: number;
  timer: NodeJS.Timeout | undefined;
  isLooking: boolean;
}

/**
 * Makes a watch that follows nothing yet.
 *
 * @param look Is given what was seen of a stage's canary since the last look; it decides, and calls `follow` or
 *   `forget` when the canary has ended. What it throws is told, and the next look comes as ever.
 */
export function createCanaryWatch(
  look: (stage: string, version: number, seen: CanarySeen) => Promise<void>,
  onError: (error: unknown) => void,
): CanaryWatch {
  const stages = new Map<string, Watched>();

  const forget = (stage: string): void => {
    clearTimeout(stages.get(stage)?.timer);
    stages.delete(stage);
  };
  const lookAt = async (stage: string, watched: Watched): Promise<void> => {
    if (watched.isLooking) return;
    clearTimeout(watched.timer);
    watched.isLooking = true;
    const { seen, since } = watched;
    watched.since = performance.now();
    watched.seen = { newer: noCounts, older: noCounts };
    await look(stage, watched.version, { ...seen, watchedMs: watched.since - since }).catch(onError);
    watched.isLooking = false;
    if (stages.get(stage) === watched) schedule(stage, watched);
  };
  const schedule = (stage: string, watched: Watched): void => {
    watched.timer = setTimeout(() => void lookAt(stage, watched), lookMs).unref();
  };

  return {
    forget,
    follow: ({ stage, canary, isStopped }) => {
      const former = stages.get(stage);
      if (canary === null || isStopped) return forget(stage);
      if (former?.version === canary.to) return;
      forget(stage);
      const watched: Watched = {
        version: canary.to,
        seen: { newer: noCounts, older: noCounts },
        since: performance.now(),
        timer: undefined,
        isLooking: false,
      };
      stages.set(stage, watched);
      schedule(stage, watched);
    },
    count: (served) => {
      const watched = stages.get(served.stage);
      if (watched === undefined) return;
      const side = served.version === watched.version ? "newer" : "older";
      const counted = countsOf(served);
      watched.seen = { ...watched.seen, [side]: addCounts(watched.seen[side], counted) };
      // An error of the newer version may decide at once.
      if (side === "newer" && counted.errors5xx > 0) void lookAt(served.stage, watched);
    },
    close: () => {
      for (const stage of stages.keys()) forget(stage);
    },
  };
}

function countsOf({ outcome, status }: ServedRequest): CanaryCounts {
  if (outcome === "throttled") return { ...noCounts, throttles: 1 };
  const isFailed = outcome === "failed";
  return {
    requests: 1,
    errors5xx: isFailed || status >= 500 ? 1 : 0,
    failedInvocations: isFailed ? 1 : 0,
    throttles: 0,
  };
}
