import { describe, expect, it } from "vitest";
import { testVersion } from "../../../test/platform/test-platform.ts";
import type { CanaryRules } from "./canary.ts";
import { endCanary, moveAliases, type SwitchRequest } from "./moves.ts";
import { versionOf, type ServedStage } from "./served-stage.ts";
import { stageServicesSchema, type StageServices } from "./stage-services.ts";

const rules: CanaryRules = { weight: 0.1, seconds: 300, metric: "5xx", threshold: 0.01, sample: 20 };

/** A release with its own static files and those of the releases before it. */
function release(version: number): ServedStage {
  const folders = Array.from({ length: version }, (_, index) => `/static/${version - index}`);
  return {
    format: 1,
    stage: "local",
    isStopped: false,
    database: "blog-local",
    functions: [testVersion({ version })],
    aliases: [{ functionName: "web", alias: "live", version }],
    door: {
      name: "blog-local",
      project: "blog",
      stage: "local",
      kind: "cloudfront",
      port: 8100,
      functionName: "web",
      alias: "live",
      routes: [],
      mounts: [{ urlPrefix: "/static/", folders, hashed: [] }],
      buckets: [],
    },
  };
}

const asked = (version: number, changes: Partial<SwitchRequest> = {}): SwitchRequest => ({
  services: release(version),
  kind: "up",
  by: "k@laptop",
  canary: null,
  ...changes,
});

/** Lifts each of the releases, the first one at once. */
function lift(...requests: readonly SwitchRequest[]): StageServices {
  let services: StageServices | undefined;
  for (const request of requests) services = moveAliases(services, request, "2026-05-01T12:00:00Z");
  if (services === undefined) throw new Error("nothing was lifted");
  return services;
}

function trying(services: StageServices): StageServices & { canary: NonNullable<StageServices["canary"]> } {
  if (services.canary === null) throw new Error("no canary");
  return { ...services, canary: services.canary };
}

const foldersOf = (services: ServedStage): readonly string[] | undefined => services.door?.mounts[0]?.folders;
const moved = ({ moves }: StageServices) =>
  moves.map(({ kind, from, to, canary }) => [kind, from, to, canary?.outcome]);

describe("moveAliases", () => {
  it("moves every request at once, and remembers it", () => {
    const services = lift(asked(1), asked(2), asked(1, { kind: "rollback", by: "m@desk" }));
    expect(services).toMatchObject({ ...release(1), canary: null });
    expect(services.moves).toEqual([
      { at: "2026-05-01T12:00:00Z", by: "k@laptop", kind: "up", from: null, to: 1 },
      { at: "2026-05-01T12:00:00Z", by: "k@laptop", kind: "up", from: 1, to: 2 },
      { at: "2026-05-01T12:00:00Z", by: "m@desk", kind: "rollback", from: 2, to: 1 },
    ]);
  });

  it("keeps the alias at the older version while a canary is tried, and serves both", () => {
    const services = lift(asked(1), asked(2, { canary: rules }));
    expect(services.aliases).toEqual([
      { functionName: "web", alias: "live", version: 1, additional: { version: 2, weight: 0.1 } },
    ]);
    expect(new Set(services.functions.map(({ version }) => version))).toEqual(new Set([1, 2]));
    expect(foldersOf(services)).toEqual(["/static/2", "/static/1"]);
    expect(services.canary).toMatchObject({ from: 1, to: 2, watchedMs: 0, by: "k@laptop" });
    expect(versionOf(services)).toBe(1);
  });

  it("has no canary where nothing is there to answer the rest", () => {
    expect(lift(asked(1, { canary: rules }))).toMatchObject({ canary: null, aliases: [{ version: 1 }] });
  });

  it("replaces a canary by another, which has the same release beside it", () => {
    const services = lift(asked(1), asked(2, { canary: rules }), asked(3, { canary: rules }));
    expect(services.aliases).toMatchObject([{ version: 1, additional: { version: 3 } }]);
    expect(new Set(services.functions.map(({ version }) => version))).toEqual(new Set([1, 3]));
    expect(services.canary).toMatchObject({ from: 1, to: 3 });
    expect(moved(services).at(-1)).toEqual(["canary", 1, 2, "cut-short"]);
  });

  it("ends a canary by a rollback, to the older release or ahead to the newer", () => {
    const before = [asked(1), asked(2, { canary: rules })] as const;
    const back = lift(...before, asked(1, { kind: "rollback" }));
    expect(back).toMatchObject({ canary: null, aliases: [{ version: 1 }], functions: [{ version: 1 }] });
    expect(back.aliases[0]).not.toHaveProperty("additional");
    expect(moved(back).slice(1)).toEqual([
      ["canary", 1, 2, "cut-short"],
      ["rollback", 1, 1, undefined],
    ]);
    const ahead = lift(...before, asked(2, { kind: "rollback" }));
    expect(moved(ahead).slice(1)).toEqual([
      ["canary", 1, 2, "passed"],
      ["rollback", 1, 2, undefined],
    ]);
  });

  it("remembers the last hundred moves", () => {
    const services = lift(...Array.from({ length: 120 }, (_, index) => asked(index + 1)));
    expect(services.moves).toHaveLength(100);
    expect(services.moves[0]).toMatchObject({ from: 20, to: 21 });
  });
});

describe("endCanary", () => {
  const services = trying(lift(asked(1), asked(2, { canary: rules })));

  it("gives every request to the newer version when it has passed", () => {
    const ended = endCanary(services, "passed", "2026-05-01T12:05:00Z");
    expect(ended).toMatchObject({ ...release(2), canary: null });
    expect(ended.moves.at(-1)).toMatchObject({
      at: "2026-05-01T12:05:00Z",
      by: null,
      kind: "canary",
      from: 1,
      to: 2,
      canary: { outcome: "passed", rules },
    });
  });

  it("gives every request back to the older version, and keeps the newer one's files for open pages", () => {
    const ended = endCanary(services, "went-back", "2026-05-01T12:05:00Z");
    expect(ended).toMatchObject({ aliases: [{ version: 1 }], functions: [{ version: 1 }], canary: null });
    expect(foldersOf(ended)).toEqual(["/static/1", "/static/2"]);
    expect(ended.moves.at(-1)?.canary).not.toHaveProperty("ifBack");
  });

  it("leaves a stopped stage stopped", () => {
    expect(endCanary({ ...services, isStopped: true }, "passed", "").isStopped).toBe(true);
  });
});

describe("stageServicesSchema", () => {
  it("reads what it wrote, and files from before there were moves", () => {
    const services = lift(asked(1), asked(2, { canary: rules }));
    expect(stageServicesSchema.parse(JSON.parse(JSON.stringify(services)))).toEqual(services);
    expect(stageServicesSchema.parse(release(1))).toEqual({ ...release(1), canary: null, moves: [] });
  });
});
