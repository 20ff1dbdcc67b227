import { describe, expect, it } from "vitest";
import type { Config } from "./load.ts";
import { resolveStage, stageNames } from "./stage.ts";

function configOf(base: Config["base"], stages: Config["stages"] = {}): Config {
  return { name: "blog", root: "/blog", file: "/blog/monolift.toml", base, stages };
}

const memory = (mb: number): Config["stages"][string] => ({
  provider: "local",
  functions: { web: { memory: mb } },
});

describe("resolveStage", () => {
  it("fills in every default", () => {
    expect(resolveStage(configOf({}), "local")).toEqual({
      name: "blog",
      stage: "local",
      provider: "local",
      region: null,
      account: null,
      isKept: false,
      isolates: [],
      ttlSeconds: null,
      door: "auto",
      domain: null,
      alb: null,
      app: { vendor: [] },
      functions: {
        web: {
          memoryMb: 1024,
          tmpMb: 512,
          timeoutSeconds: 30,
          concurrency: 10,
          architecture: null,
          hasSnapshot: false,
        },
      },
      database: { engine: "postgres" },
      alerts: null,
      mail: null,
      network: {
        vpc: null,
        subnets: [],
        securityGroups: [],
        hasNat: false,
        hasEndpoints: false,
        isShared: true,
        cidr: null,
      },
      storage: { largeResponses: "auto", uploadLimitMb: 1024 },
      secrets: { mode: "variables", store: "ssm", share: false },
      release: { canary: null },
    });
  });

  it("gives a stage its own way with large responses and secrets", () => {
    const config = configOf(
      { storage: { large_responses: "stream" }, secrets: { mode: "files" } },
      { plain: { provider: "local", secrets: { mode: "variables" } } },
    );
    expect(resolveStage(config, "local")).toMatchObject({
      storage: { largeResponses: "stream", uploadLimitMb: 1024 },
      secrets: { mode: "files" },
    });
    expect(resolveStage(config, "plain")).toMatchObject({
      storage: { largeResponses: "stream", uploadLimitMb: 1024 },
      secrets: { mode: "variables" },
    });
  });

  it("lays a stage over the whole file, table by table, and replaces lists", () => {
    const config = configOf(
      {
        database: "settings",
        app: { root: "backend", vendor: ["a.whl", "b.whl"] },
        functions: { web: { memory: 512, timeout: "1m30s" } },
      },
      {
        big: {
          provider: "local",
          database: { engine: "postgres" },
          app: { vendor: ["c.whl"] },
          functions: { web: { memory: 2048 } },
        },
      },
    );
    expect(resolveStage(config, "big")).toMatchObject({
      app: { root: "backend", vendor: ["c.whl"] },
      functions: { web: { memoryMb: 2048, timeoutSeconds: 90 } },
      database: { engine: "postgres" },
    });
    expect(resolveStage(config, "local")).toMatchObject({
      app: { vendor: ["a.whl", "b.whl"] },
      functions: { web: { memoryMb: 512 } },
      database: { engine: "settings" },
    });
  });

  it("keeps the base's engine under a stage that says nothing of it", () => {
    const config = configOf({ database: "settings" }, { x: { provider: "local", database: {} } });
    expect(resolveStage(config, "x").database.engine).toBe("settings");
  });

  it("reads Aurora's capacity and hours, or what nobody has to choose", () => {
    const aws = { provider: "aws" } as const;
    const config = configOf(
      {},
      {
        plain: { ...aws, database: "aurora" },
        busy: {
          ...aws,
          database: { engine: "aurora", min: 0.5, max: 16, awake: "mon-fri 08:30-19:00 Asia/Tokyo" },
        },
      },
    );
    expect(resolveStage(config, "plain").database).toEqual({
      engine: "aurora",
      capacity: { least: 0, most: 4 },
      awake: null,
    });
    expect(resolveStage(config, "busy").database).toMatchObject({
      capacity: { least: 0.5, most: 16 },
      awake: {
        days: ["mon", "tue", "wed", "thu", "fri"],
        from: "08:30",
        to: "19:00",
        timeZone: "Asia/Tokyo",
      },
    });
  });

  it.each([
    [{}, { capacity: { least: 0.25, most: 1 }, project: null, organization: null }],
    [
      { min: 2, project: "still-wind-1", organization: "org-sea-1" },
      { capacity: { least: 2, most: 2 }, project: "still-wind-1", organization: "org-sea-1" },
    ],
    [{ min: 0.5, max: 8 }, { capacity: { least: 0.5, most: 8 } }],
  ])("reads what %j says of Neon", (keys, expected) => {
    const config = configOf({ database: { engine: "neon", ...keys } }, { production: { provider: "aws" } });
    expect(resolveStage(config, "production").database).toMatchObject(expected);
  });

  it("forgets what the whole file says of an engine that a stage does not have", () => {
    const config = configOf(
      { database: { engine: "aurora", min: 2 } },
      { production: { provider: "aws" }, local: { database: "postgres" } },
    );
    expect(resolveStage(config, "local").database).toEqual({ engine: "postgres" });
    expect(resolveStage(config, "production").database).toMatchObject({ capacity: { least: 2, most: 4 } });
  });

  it.each([
    [{ database: { engine: "url", min: 1 } }, "KEY_NEEDS_ENGINE", { key: "database.min", engine: "url" }],
    [
      { database: { engine: "neon", awake: "daily 09:00-18:00 UTC" } },
      "KEY_NEEDS_ENGINE",
      { key: "database.awake", needs: ["aurora"] },
    ],
    [
      { database: { engine: "aurora", project: "still-wind-1" } },
      "KEY_NEEDS_ENGINE",
      { key: "database.project", needs: ["neon"] },
    ],
    [{ database: { engine: "neon", min: 0.75 } }, "DATABASE_CAPACITY_UNFIT", { given: 0.75 }],
    [{ database: { engine: "neon", min: 1, max: 10 } }, "DATABASE_CAPACITY_UNFIT", { key: "database.max" }],
    [{ database: { engine: "aurora", min: 0.25 } }, "DATABASE_CAPACITY_UNFIT", { key: "database.min" }],
    [{ database: { engine: "aurora", min: 8 } }, "DATABASE_CAPACITY_CROSSED", { min: 8, max: 4 }],
    [
      { database: { engine: "aurora", awake: "daily 09:00-18:00 Asia/Tokio" } },
      "TIME_ZONE_UNKNOWN",
      { given: "Asia/Tokio", nearest: "Asia/Tokyo" },
    ],
    [
      { database: "url", network: { vpc: "vpc-0a1b2c3d", nat: true } },
      "NETWORK_KEYS_CROSSED",
      { key: "network.nat", hasVpc: true },
    ],
    [
      { database: "url", network: { subnets: ["subnet-0a1b2c3d"] } },
      "NETWORK_KEYS_CROSSED",
      { key: "network.subnets", hasVpc: false },
    ],
  ] as const)("refuses what does not go together: %j", (keys, code, facts) => {
    const config = configOf({}, { production: { provider: "aws", ...keys } } as Config["stages"]);
    expect(() => resolveStage(config, "production")).toThrow(expect.objectContaining({ code }));
    expect(() => resolveStage(config, "production")).toThrow(
      expect.objectContaining({ facts: expect.objectContaining(facts) as unknown }),
    );
  });

  it.each([
    [{ database: "aurora" }, 'database.engine = "aurora"'],
    [{ database: { engine: "aurora", awake: "daily 09:00-18:00 UTC" } }, 'database.engine = "aurora"'],
    [{ network: { nat: true } }, "network.nat"],
    [{ alerts: { email: "ann@example.com" } }, "alerts.email"],
    [{ mail: { from: "ann@example.com" } }, "mail.from"],
    [{ mail: { engine: "ses" } }, 'mail.engine = "ses"'],
    [{ secrets: { store: "secrets-manager" } }, "secrets.store"],
    [{ network: { vpc: "vpc-0a1b2c3d" } }, "network.vpc"],
    [{ functions: { web: { architecture: "x86_64" } } }, "functions.web.architecture"],
    [{ functions: { web: { snapstart: true } } }, "functions.web.snapstart"],
  ] as const)("refuses what this machine has no equal of, by its name: %j", (keys, key) => {
    expect(() => resolveStage(configOf({}, { local: keys }), "local")).toThrow(
      expect.objectContaining({ code: "KEY_ONLY_ON_AWS", facts: { key, stage: "local" } }),
    );
    // Of all stages it is said to those on AWS.
    expect(resolveStage(configOf(keys), "local").database).toEqual({ engine: "postgres" });
  });

  it("tells nobody without an address, and has no budget where none is wanted", () => {
    const alertsOf = (alerts: object): unknown => {
      const config = configOf({ alerts }, { production: { provider: "aws", database: "settings" } });
      expect(resolveStage(config, "local").alerts).toBeNull();
      return resolveStage(config, "production").alerts;
    };
    expect(alertsOf({ errors: 5 })).toBeNull();
    const email = "ann@example.com";
    expect(alertsOf({ email })).toEqual({ email, errors: 1, budgetUsd: 10 });
    expect(alertsOf({ email, errors: 5, budget: 0 })).toEqual({ email, errors: 5, budgetUsd: null });
  });

  it("keeps secrets where the file says, and on this machine in files in any case", () => {
    const secretsOf = (secrets: object): unknown => {
      const config = configOf({ secrets }, { production: { provider: "aws", database: "settings" } });
      expect(resolveStage(config, "local").secrets).toMatchObject({ store: "ssm", share: false });
      return resolveStage(config, "production").secrets;
    };
    expect(secretsOf({ store: "secrets-manager" })).toMatchObject({ store: "secrets-manager", share: false });
    expect(secretsOf({ store: "secrets-manager", share: true })).toMatchObject({ share: true });
    expect(() => secretsOf({ share: true })).toThrow(
      expect.objectContaining({ code: "SHARE_NEEDS_SECRETS_MANAGER" }),
    );
  });

  it("sends mail as whoever is named, and none on this machine", () => {
    const mailOf = (mail: object): unknown => {
      const config = configOf({ mail }, { production: { provider: "aws", database: "settings" } });
      expect(resolveStage(config, "local").mail).toBeNull();
      return resolveStage(config, "production").mail;
    };
    expect(mailOf({})).toBeNull();
    expect(mailOf({ from: "ann@example.com" })).toEqual({
      from: "ann@example.com",
      address: "ann@example.com",
    });
    const from = "The Blog <hello@blog.example.com>";
    expect(mailOf({ engine: "ses", from })).toEqual({ from, address: "hello@blog.example.com" });
    expect(() => mailOf({ engine: "ses" })).toThrow(expect.objectContaining({ code: "MAIL_FROM_MISSING" }));
    expect(() => mailOf({ engine: "mailbox" })).toThrow(expect.objectContaining({ code: "KEY_NOT_ON_AWS" }));
  });

  it("reads a network that is there already", () => {
    const network = { vpc: "vpc-0a1b2c3d", subnets: ["subnet-0a1b2c3d"], security_groups: ["sg-0a1b2c3d"] };
    const config = configOf({}, { production: { provider: "aws", database: "settings", network } });
    expect(resolveStage(config, "production").network).toEqual({
      vpc: "vpc-0a1b2c3d",
      subnets: ["subnet-0a1b2c3d"],
      securityGroups: ["sg-0a1b2c3d"],
      hasNat: false,
      hasEndpoints: false,
      isShared: false,
      cidr: null,
    });
  });

  it("reads a canary from its short form or its table, and lets a stage change a part of it or switch it off", () => {
    const config = configOf(
      { release: { canary: "10% 5m" } },
      {
        careful: { provider: "local", release: { canary: { percent: 1, for: "1m30s", metric: "errors" } } },
        fast: { provider: "local", release: { canary: "off" } },
        strict: { provider: "local", release: { canary: { threshold: 0, sample: 5 } } },
        far: { provider: "aws", database: "neon" },
      },
    );
    const canaryOf = (stage: string): unknown => resolveStage(config, stage).release.canary;
    const usual = { percent: 10, seconds: 300, metric: "5xx", threshold: 1, sample: 20 };
    expect(canaryOf("local")).toEqual(usual);
    expect(canaryOf("careful")).toEqual({ ...usual, percent: 1, seconds: 90, metric: "errors" });
    expect(canaryOf("fast")).toBeNull();
    expect(canaryOf("strict")).toEqual({ ...usual, threshold: 0, sample: 5 });
    expect(canaryOf("far")).toEqual(usual);
    const off = configOf(
      { release: { canary: "off" } },
      { x: { provider: "local", release: { canary: {} } } },
    );
    expect(resolveStage(off, "x").release.canary).toEqual(usual);
  });

  it("lets a stage end by itself, the one that is always there only where the file says so of it", () => {
    const config = configOf(
      {},
      { "preview-*": { provider: "local", ttl: "7d" }, big: { provider: "local" } },
    );
    const ttlOf = (stage: string): number | null => resolveStage(config, stage).ttlSeconds;
    expect(ttlOf("preview-1")).toBe(604_800);
    expect(ttlOf("big")).toBeNull();
    expect(ttlOf("local")).toBeNull();
    expect(resolveStage(configOf({}, { local: { ttl: "12h30m" } }), "local").ttlSeconds).toBe(45_000);
  });

  it("holds a stage on this machine to the door that it names, and refuses what only AWS has", () => {
    const stageOf = (layer: Config["stages"][string]) =>
      resolveStage(configOf({}, { local: layer }), "local");
    expect(stageOf({ door: "alb" })).toMatchObject({ door: "alb", domain: null, alb: null });
    const refusal = { code: "KEY_ONLY_ON_AWS", place: { file: "/blog/monolift.toml" } };
    expect(() => stageOf({ domain: "blog.example.com" })).toThrow(
      expect.objectContaining({ ...refusal, facts: { key: "domain", stage: "local" } }),
    );
    expect(() => stageOf({ alb: { paths: ["/blog/*"] } })).toThrow(
      expect.objectContaining({ ...refusal, facts: { key: "alb", stage: "local" } }),
    );
  });

  it("leads the requests of a load balancer to a stage elsewhere, if it is told which", () => {
    const listener = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/main/1a/2b";
    const provider = "aws";
    const stageOf = (layer: Config["stages"][string]) =>
      resolveStage(configOf({ database: "url" }, { production: { provider, ...layer } }), "production");
    expect(stageOf({ door: "alb", alb: { listener, paths: ["/blog/*"] } }).alb).toEqual({
      listener,
      paths: ["/blog/*"],
      priority: null,
    });
    expect(stageOf({ door: "alb", domain: "blog.example.com", alb: { listener } }).alb?.paths).toEqual([]);
    expect(stageOf({ domain: "blog.example.com" })).toMatchObject({ door: "auto", alb: null });
    expect(() => stageOf({ door: "alb", domain: "blog.example.com" })).toThrow(
      expect.objectContaining({ code: "DOOR_NEEDS_LISTENER", facts: { stage: "production" } }),
    );
    expect(() => stageOf({ door: "alb", alb: { listener } })).toThrow(
      expect.objectContaining({ code: "LISTENER_MATCHES_NOTHING", facts: { stage: "production" } }),
    );
  });

  it("takes a stage of a family, its own table first and the longest family next", () => {
    const config = configOf(
      {},
      { "preview-*": memory(256), "preview-big-*": memory(512), "preview-x": memory(128) },
    );
    const memoryOf = (stage: string): number => resolveStage(config, stage).functions.web.memoryMb;
    expect(memoryOf("preview-12")).toBe(256);
    expect(memoryOf("preview-big-1")).toBe(512);
    expect(memoryOf("preview-x")).toBe(128);
    expect(() => memoryOf("preview-")).toThrow(/not in monolift.toml/u);
    expect(() => memoryOf("preview-*")).toThrow(/cannot name a stage/u);
    expect(() => memoryOf("preview-Ü")).toThrow(/cannot name a stage/u);
    expect(() => memoryOf(`preview-${"1".repeat(13)}`)).toThrow(/1 to 20/u);
  });

  it("lets a stage of this machine stand in for engines that are elsewhere, and asks one on AWS to name one", () => {
    const config = configOf(
      { database: "neon" },
      {
        production: { provider: "aws", region: "ap-northeast-1", account: "123456789012" },
        bare: { provider: "aws", database: "postgres" },
      },
    );
    expect(resolveStage(config, "local").database.engine).toBe("postgres");
    expect(resolveStage(config, "production")).toMatchObject({
      provider: "aws",
      region: "ap-northeast-1",
      account: "123456789012",
      database: { engine: "neon" },
    });
    const crossed = configOf({}, { t: { provider: "local", keep: true, ttl: "7d" } });
    expect(() => resolveStage(crossed, "t")).toThrow(expect.objectContaining({ code: "KEEP_WITH_TTL" }));
    const refused = configOf({}, { t: { provider: "aws", database: "neon", ttl: "7d" } });
    expect(() => resolveStage(refused, "t")).toThrow(
      expect.objectContaining({ code: "TTL_NOT_ON_AWS", facts: { stage: "t" } }),
    );
    expect(() => resolveStage(config, "bare")).toThrow(
      expect.objectContaining({ code: "DATABASE_NOT_CHOSEN", facts: { stage: "bare" } }),
    );
  });

  it("refuses a stage that is not in the file, and names the nearest", () => {
    const config = configOf({}, { production: { provider: "local" }, "preview-*": { provider: "local" } });
    expect(() => resolveStage(config, "prodcution")).toThrow(
      expect.objectContaining({
        code: "UNKNOWN_STAGE",
        facts: { stage: "prodcution", nearest: "production", known: ["local", "production", "preview-*"] },
      }),
    );
    expect(() => resolveStage(config, "constructor")).toThrow(
      expect.objectContaining({ code: "UNKNOWN_STAGE" }),
    );
  });
});

describe("stageNames", () => {
  it("lists local first, and once", () => {
    expect(stageNames(configOf({}, { big: { provider: "local" }, local: {} }))).toEqual(["local", "big"]);
  });
});
