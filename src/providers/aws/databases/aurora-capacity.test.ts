import { describe, expect, it } from "vitest";
import type { AuroraDatabaseResource } from "../../../plan/resources.ts";
import { capacityAt, maxConnectionsOf, scalingOf } from "./aurora-capacity.ts";

describe("maxConnectionsOf", () => {
  it.each([
    [1, 1, 184],
    [1, 3.5, 184],
    [1, 4, 818],
    [2, 8, 1664],
    [1, 16, 3355],
    [1, 256, 4995],
    [0, 4, 818],
    [0.5, 16, 1995],
    [0, 256, 1995],
  ])("gives what AWS does with %d to %d ACU, less what it keeps", (least, most, connections) => {
    expect(maxConnectionsOf({ least, most })).toBe(connections);
  });
});

describe("capacityAt", () => {
  const aurora: AuroraDatabaseResource = {
    kind: "database",
    id: "database",
    engine: "aurora",
    capacity: { least: 0, most: 4 },
    awake: { days: ["fri"], from: "08:00", to: "18:00", timeZone: "UTC" },
  };
  const [inside, outside] = [new Date("2026-11-20T12:00:00Z"), new Date("2026-11-20T19:00:00Z")];

  it("keeps half an ACU in the hours in which it does not pause", () => {
    expect(capacityAt(aurora, inside)).toEqual({ least: 0.5, most: 4 });
    expect(capacityAt(aurora, outside)).toEqual({ least: 0, most: 4 });
    expect(capacityAt({ ...aurora, awake: null }, inside)).toEqual({ least: 0, most: 4 });
    expect(capacityAt({ ...aurora, capacity: { least: 2, most: 4 } }, inside)).toEqual({ least: 2, most: 4 });
  });

  it("says when to pause, and nothing of it where it never does: RDS refuses that", () => {
    expect(scalingOf({ least: 0, most: 4 })).toEqual({
      MinCapacity: 0,
      MaxCapacity: 4,
      SecondsUntilAutoPause: 300,
    });
    expect(scalingOf({ least: 0.5, most: 4 })).toEqual({ MinCapacity: 0.5, MaxCapacity: 4 });
  });
});
