import { afterAll, beforeAll } from "vitest";
import type { CountingAws } from "./connect.ts";
import { startMinistack, type Ministack } from "./ministack.ts";

/** An emulator for the tests of a file; both are there only while they run. */
export interface UsedMinistack {
  readonly ministack: () => Ministack;
  /** One connection to it, for all of them. */
  readonly aws: () => CountingAws;
}

/** Starts an emulator before the tests of a file, with nothing in it, and ends it after them. */
export function useMinistack(): UsedMinistack {
  let used: { readonly ministack: Ministack; readonly aws: CountingAws } | undefined;
  const now = (): NonNullable<typeof used> => {
    if (used === undefined) throw new Error("it is there only while tests run");
    return used;
  };
  beforeAll(async () => {
    const ministack = await startMinistack();
    used = { ministack, aws: ministack.connect() };
  });
  afterAll(async () => {
    used?.aws.close();
    await used?.ministack.stop();
  });
  return { ministack: () => now().ministack, aws: () => now().aws };
}
