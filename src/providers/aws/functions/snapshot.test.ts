import { describe, expect, it } from "vitest";
import { checkSnapshot, snapshotNotice } from "./snapshot.ts";

describe("checkSnapshot", () => {
  it("lets pass what Lambda takes snapshots of", () => {
    for (const python of ["3.12", "3.14"]) expect(checkSnapshot({ python, tmpMb: 512 })).toBeUndefined();
  });

  it.each([
    [
      { python: "3.11", tmpMb: 512 },
      { why: "python", found: "3.11" },
    ],
    [
      { python: "3.13", tmpMb: 1024 },
      { why: "tmp", found: "1024" },
    ],
  ] as const)("refuses %j and says why", (wishes, facts) => {
    expect(() => checkSnapshot(wishes)).toThrow(
      expect.objectContaining({ code: "SNAPSTART_IMPOSSIBLE", facts }),
    );
  });
});

describe("snapshotNotice", () => {
  it("says what a release costs by the month, and a thousand starts", () => {
    const { code, facts } = snapshotNotice(1024);
    expect(code).toBe("SNAPSTART_COSTS");
    expect(facts).toMatchObject({
      kept: 5,
      usdEach: expect.closeTo(3.95, 2) as unknown,
      usdRestored: expect.closeTo(0.14, 2) as unknown,
    });
  });
});
