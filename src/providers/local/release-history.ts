import type { Move } from "../../platform/daemon/moves.ts";
import type { LiftedStage } from "./lifted.ts";

export type { Move };
export type { Canary } from "../../platform/daemon/canary.ts";

/** What a stage remembers of its releases, newest first. */
export function movesOf(stage: Pick<LiftedStage, "services">): readonly Move[] {
  return (stage.services?.moves ?? []).toReversed();
}

/**
 * The release that a rollback without a name returns to: the newest one below the live one that was once given every
 * request. While a canary is tried, that is the live one itself, which then gets all of them again.
 *
 * @param kept Numbers of the releases that are kept.
 * @returns Undefined when there is none.
 */
export function releaseBefore(
  stage: { readonly live: number; readonly canary: number | null; readonly moves: readonly Move[] },
  kept: readonly number[],
): number | undefined {
  if (stage.canary !== null) return stage.live;
  const onlyTried = new Set(
    kept.filter((release) => {
      const own = stage.moves.filter(({ to }) => to === release);
      return own.length > 0 && own.every(({ canary }) => canary !== undefined && canary.outcome !== "passed");
    }),
  );
  const older = kept.filter((release) => release < stage.live && !onlyTried.has(release));
  return older.length === 0 ? undefined : Math.max(...older);
}
