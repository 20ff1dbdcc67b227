import { describe, expect, it } from "vitest";
import { until } from "../../../test/platform/test-platform.ts";
import { createCanaryWatch } from "./canary-watch.ts";
import { noCounts, type CanarySeen } from "./canary.ts";
import type { StageServices } from "./stage-services.ts";

/** A stage with a canary of version 2 beside version 1; of the rest of it the watch sees nothing. */
function stage(changes: Partial<StageServices> = {}): StageServices {
  const served = {
    format: 1,
    stage: "local",
    isStopped: false,
    database: null,
    functions: [],
    aliases: [],
    door: null,
  } as const;
  return {
    ...served,
    moves: [],
    canary: {
      from: 1,
      to: 2,
      by: null,
      startedAt: "2026-05-01T12:00:00Z",
      rules: { weight: 0.1, seconds: 300, metric: "5xx", threshold: 0.01, sample: 20 },
      watchedMs: 0,
      newer: noCounts,
      older: noCounts,
      ifBack: served,
      ifPassed: served,
    },
    ...changes,
  };
}

const answered = { stage: "local", outcome: "answered", status: 200 } as const;

function watch() {
  const looks: (CanarySeen & { readonly version: number })[] = [];
  const errors: unknown[] = [];
  const state = { fails: false };
  const canaries = createCanaryWatch(
    async (_stage, version, seen) => {
      looks.push({ version, ...seen });
      if (state.fails) throw new Error("full disk");
    },
    (error) => errors.push(error),
  );
  return { canaries, looks, errors, state, [Symbol.dispose]: () => canaries.close() };
}

describe("createCanaryWatch", () => {
  it("looks every second, with what both versions were asked since", async () => {
    using watching = watch();
    watching.canaries.follow(stage());
    watching.canaries.count({ ...answered, version: 1 });
    watching.canaries.count({ ...answered, version: 2, status: 404 });
    watching.canaries.count({ ...answered, version: 2, outcome: "throttled", status: 429 });
    await until("it has looked twice", () => watching.looks.length === 2);
    const [first, second] = watching.looks;
    expect(first).toMatchObject({
      version: 2,
      newer: { requests: 1, errors5xx: 0, failedInvocations: 0, throttles: 1 },
      older: { requests: 1 },
    });
    expect(first?.watchedMs).toBeGreaterThan(900);
    expect(second).toMatchObject({ newer: noCounts, older: noCounts });
  });

  it("looks at once when the newer version makes an error, and not for one of the older", () => {
    using watching = watch();
    watching.canaries.follow(stage());
    watching.canaries.count({ ...answered, version: 1, status: 500 });
    expect(watching.looks).toHaveLength(0);
    watching.canaries.count({ ...answered, version: 2, outcome: "failed", status: 502 });
    expect(watching.looks).toMatchObject([
      { newer: { requests: 1, errors5xx: 1, failedInvocations: 1 }, older: { errors5xx: 1 } },
    ]);
  });

  it("goes on after a look that failed, and tells of it", async () => {
    using watching = watch();
    watching.state.fails = true;
    watching.canaries.follow(stage());
    await until("it has looked twice", () => watching.looks.length === 2);
    expect(watching.errors).toHaveLength(2);
  });

  it("counts nothing for a stage without a canary, one that is stopped, or one that was forgotten", () => {
    using watching = watch();
    const error = { ...answered, version: 2, status: 500 };
    watching.canaries.follow(stage({ canary: null }));
    watching.canaries.count(error);
    watching.canaries.follow(stage({ isStopped: true }));
    watching.canaries.count(error);
    watching.canaries.follow(stage());
    watching.canaries.forget("local");
    watching.canaries.count(error);
    expect(watching.looks).toHaveLength(0);
  });
});
