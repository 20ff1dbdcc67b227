import { describe, expect, it } from "vitest";
import { releaseBefore, type Move } from "./release-history.ts";

const at = "2026-05-01T12:00:00Z";
const lifted = (from: number | null, to: number): Move => ({ at, by: "k@laptop", kind: "up", from, to });
const tried = (from: number, to: number, outcome: "passed" | "went-back" | "cut-short"): Move => {
  const counts = { requests: 0, errors5xx: 0, failedInvocations: 0, throttles: 0 };
  const rules = { weight: 0.1, seconds: 300, metric: "5xx", threshold: 0.01, sample: 20 } as const;
  const canary = { from, to, by: null, startedAt: at, rules, watchedMs: 0, newer: counts, older: counts };
  return { at, by: null, kind: "canary", from, to, canary: { ...canary, outcome } };
};

describe("releaseBefore", () => {
  it("is the next one below the live one that is kept", () => {
    const moves = [lifted(null, 1), lifted(1, 2), lifted(2, 5)];
    expect(releaseBefore({ live: 5, canary: null, moves }, [1, 2, 5])).toBe(2);
    expect(releaseBefore({ live: 2, canary: null, moves }, [1, 2, 5])).toBe(1);
    expect(releaseBefore({ live: 1, canary: null, moves }, [1, 2, 5])).toBeUndefined();
  });

  it("passes over releases that were only tried", () => {
    const moves = [
      lifted(null, 1),
      tried(1, 2, "went-back"),
      tried(1, 3, "cut-short"),
      tried(1, 4, "passed"),
      lifted(4, 5),
    ];
    expect(releaseBefore({ live: 5, canary: null, moves }, [1, 2, 3, 4, 5])).toBe(4);
    expect(releaseBefore({ live: 4, canary: null, moves }, [1, 2, 3, 4, 5])).toBe(1);
  });

  it("is the live one itself while another is tried beside it", () => {
    expect(releaseBefore({ live: 3, canary: 4, moves: [] }, [2, 3, 4])).toBe(3);
  });

  it("takes releases of which nothing is remembered for served ones", () => {
    expect(releaseBefore({ live: 3, canary: null, moves: [] }, [2, 3])).toBe(2);
  });
});
