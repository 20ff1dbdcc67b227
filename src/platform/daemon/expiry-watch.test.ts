import { afterEach, describe, expect, it, vi } from "vitest";
import { createExpiryWatch, type ExpiryWatch } from "./expiry-watch.ts";

const hour = 3_600_000;

describe("createExpiryWatch", () => {
  const ends = new Map<string, { readonly ttlSeconds: number; readonly expiresAt: string }>();
  const errors: unknown[] = [];
  const watches: ExpiryWatch[] = [];
  let ended = 0;
  let reads = 0;

  const endsIn = (stage: string, milliseconds: number, ttlSeconds = 3600): void =>
    void ends.set(stage, { ttlSeconds, expiresAt: new Date(Date.now() + milliseconds).toISOString() });
  const watch = (end: () => Promise<unknown>): ExpiryWatch => {
    const made = createExpiryWatch({
      read: async () => {
        reads += 1;
        return ends;
      },
      end: async () => {
        ended += 1;
        await end();
      },
      onError: (error) => errors.push(error),
    });
    watches.push(made);
    return made;
  };

  afterEach(() => {
    for (const one of watches.splice(0)) one.close();
    vi.useRealTimers();
    ends.clear();
    errors.length = 0;
    [ended, reads] = [0, 0];
  });

  it("waits for the nearest end, without a look before it", async () => {
    endsIn("later", hour);
    endsIn("soon", 80);
    const { look } = watch(async () => void ends.delete("soon"));
    await look();
    expect([ended, reads]).toEqual([0, 1]);
    await expect.poll(() => ended).toBe(1);
    expect(errors).toEqual([]);
  });

  it("finds at the next hour that the machine has slept over an end", async () => {
    vi.useFakeTimers();
    endsIn("preview", 3 * hour);
    const { look } = watch(async () => ends.clear());
    await look();
    // The clock on the wall goes on while timers stand still.
    vi.setSystemTime(Date.now() + 24 * hour);
    await vi.advanceTimersByTimeAsync(hour - 1);
    expect(ended).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toBe(1);
  });

  it("looks at once when a request comes after a sleep, and gives the stage no new life", async () => {
    vi.useFakeTimers();
    endsIn("preview", 3 * hour);
    const { look, isAlive } = watch(async () => ends.clear());
    await look();
    vi.setSystemTime(Date.now() + 24 * hour);
    expect(isAlive("preview")).toBe(false);
    expect(isAlive("local")).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(ended).toBe(1);
  });

  it("lets a stage live on that is asked for something in time", async () => {
    vi.useFakeTimers();
    endsIn("preview", hour, 3600);
    const { look, isAlive } = watch(async () => undefined);
    await look();
    vi.setSystemTime(Date.now() + 0.9 * hour);
    expect(isAlive("preview")).toBe(true);
    vi.setSystemTime(Date.now() + 0.9 * hour);
    expect(isAlive("preview")).toBe(true);
  });

  it("comes back a minute later to what something works on, and after an error", async () => {
    vi.useFakeTimers();
    endsIn("preview", -1);
    let isFull = true;
    const { look } = watch(async () => {
      if (isFull) throw new Error("full disk");
    });
    await look();
    expect(errors).toEqual([new Error("full disk")]);
    isFull = false;
    await vi.advanceTimersByTimeAsync(60_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([ended, errors.length]).toEqual([3, 1]);
  });
});
