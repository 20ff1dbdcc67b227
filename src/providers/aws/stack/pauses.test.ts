import { describe, expect, it } from "vitest";
import { growingPauses, pauseForReal } from "./pauses.ts";

describe("growingPauses", () => {
  it("grow from one second to five on AWS, and begin anew when something happens", () => {
    const pauses = growingPauses(false);
    const first = Array.from({ length: 8 }, pauses.next);
    expect(first).toEqual([1_000, 1_400, 1_960, 2_744, 3_842, 5_000, 5_000, 5_000]);
    pauses.restart();
    expect(pauses.next()).toBe(1_000);
  });

  it("are enough after an hour without news", () => {
    const pauses = growingPauses(false);
    let pausedMs = 0;
    while (!pauses.areEnough()) pausedMs += pauses.next();
    expect(pausedMs).toBeGreaterThanOrEqual(3_600_000);
    expect(pausedMs).toBeLessThan(3_606_000);
    pauses.restart();
    expect(pauses.areEnough()).toBe(false);
  });
});

describe("pauseForReal", () => {
  it("ends with the reason of whoever ends it", async () => {
    const controller = new AbortController();
    const reason = new Error("interrupted");
    const pausing = pauseForReal(60_000, controller.signal);
    controller.abort(reason);
    await expect(pausing).rejects.toBe(reason);
  });
});
