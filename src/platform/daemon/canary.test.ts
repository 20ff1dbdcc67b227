import { describe, expect, it } from "vitest";
import { addSeen, judgeCanary, noCounts, type Canary, type CanaryCounts } from "./canary.ts";
import type { ServedStage } from "./served-stage.ts";

const served: ServedStage = {
  format: 1,
  stage: "local",
  isStopped: false,
  database: null,
  functions: [],
  aliases: [],
  door: null,
};

function canaryOf(newer: Partial<CanaryCounts>, changes: Partial<Canary["rules"]> = {}): Canary {
  const rules = {
    weight: 0.1,
    seconds: 300,
    metric: "5xx",
    threshold: 0.01,
    sample: 20,
    ...changes,
  } as const;
  return {
    from: 3,
    to: 4,
    by: "k@laptop",
    startedAt: "2026-05-01T12:00:00Z",
    rules,
    watchedMs: 1000,
    newer: { ...noCounts, ...newer },
    older: noCounts,
    ifBack: served,
    ifPassed: served,
  };
}

const inTheEnd = (canary: Canary): Canary => ({ ...canary, watchedMs: canary.rules.seconds * 1000 });

describe("judgeCanary", () => {
  it("goes back as soon as the sample is there and too many requests are errors", () => {
    expect(judgeCanary(canaryOf({ requests: 19, errors5xx: 19 }))).toBeUndefined();
    expect(judgeCanary(canaryOf({ requests: 20, errors5xx: 1 }))).toBe("went-back");
  });

  it("goes on while the errors are few, and passes when its time is over", () => {
    const few = canaryOf({ requests: 1000, errors5xx: 10 });
    expect(judgeCanary(few)).toBeUndefined();
    expect(judgeCanary(inTheEnd(few))).toBe("passed");
  });

  it("lets fewer requests than the sample decide when the time is over", () => {
    expect(judgeCanary(inTheEnd(canaryOf({ requests: 3, errors5xx: 3 })))).toBe("went-back");
    expect(judgeCanary(inTheEnd(canaryOf({ requests: 3 })))).toBe("passed");
    expect(judgeCanary(inTheEnd(canaryOf({})))).toBe("passed");
  });

  it("counts failed invocations alone where the metric is Lambda's Errors", () => {
    const answered = { requests: 100, errors5xx: 100 };
    expect(judgeCanary(canaryOf(answered, { metric: "errors" }))).toBeUndefined();
    expect(judgeCanary(canaryOf({ ...answered, failedInvocations: 2 }, { metric: "errors" }))).toBe(
      "went-back",
    );
  });

  it("takes no throttled request for an error, nor for a request", () => {
    expect(judgeCanary(inTheEnd(canaryOf({ throttles: 1000 })))).toBe("passed");
  });

  it("takes a threshold of 0 for none at all", () => {
    expect(judgeCanary(canaryOf({ requests: 1000, errors5xx: 1 }, { threshold: 0 }))).toBe("went-back");
  });
});

describe("addSeen", () => {
  it("adds time and counts of both sides", () => {
    const seen = {
      watchedMs: 500,
      newer: { requests: 2, errors5xx: 1, failedInvocations: 1, throttles: 3 },
      older: { ...noCounts, requests: 9 },
    };
    expect(addSeen(addSeen(canaryOf({ requests: 1 }), seen), seen)).toMatchObject({
      watchedMs: 2000,
      newer: { requests: 5, errors5xx: 2, failedInvocations: 2, throttles: 6 },
      older: { requests: 18 },
    });
  });
});
