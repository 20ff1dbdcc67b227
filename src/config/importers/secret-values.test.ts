import { describe, expect, it } from "vitest";
import { looksSecret, showValue } from "./secret-values.ts";

describe("looksSecret", () => {
  it.each([
    ["DB_PASSWORD", "x1"],
    ["STRIPE_API_KEY", "abc"],
    ["SENTRY_DSN", "https://a@sentry.example/1"],
    ["TITLE", "postgres://shop:hunter2@db.example/shop"],
    ["REDIS", "redis://:hunter2@cache.example:6379/0"],
    ["A", "AKIAIOSFODNN7EXAMPLE"],
    ["A", "sk_live_51H8aBcDeFgHiJk"],
    ["A", "eyJhbGciOiJIUzI1NiJ9.e30.abc"],
    ["A", "-----BEGIN RSA PRIVATE KEY-----"],
    ["A", "https://hooks.slack.com/services/T0/B0/x"],
    ["A", "9f86d081884c7d659a2feaa0c55ad015"],
    ["A", "f5k(3!xp^0b+1yq8=#t7&zr2d$w"],
  ])("does so of %s = %s", (name, value) => {
    expect(looksSecret(name, value)).toBe(true);
  });

  it.each([
    ["MEMORY", "1024"],
    ["USE_TOKENS", "true"],
    ["REGION", "ap-northeast-1"],
    ["BUCKET", "shop-production-uploads-2024"],
    ["SETTINGS", "shop.settings.production"],
    ["HOST", "db-1.cluster-abcdef123456.ap-northeast-1.rds.amazonaws.com"],
    ["URL", "https://shop.example/path?page=2"],
    ["ARN", "arn:aws:s3:::shop-uploads/*"],
    ["TITLE", "The shop around the corner"],
    ["SCHEDULE", "rate(4 minutes)"],
  ])("does not of %s = %s", (name, value) => {
    expect(looksSecret(name, value)).toBe(false);
  });
});

describe("showValue", () => {
  it("shows nothing of a secret, and the rest of what stands around one", () => {
    expect(showValue("env.API_TOKEN", "hunter2")).toBeNull();
    expect(showValue("events", [{ name: "x", token: "hunter2" }])).toBe('[{"name":"x","token":"…"}]');
  });

  it("keeps to one line, without anything that a terminal would obey", () => {
    expect(showValue("title", "a\n\u001B[31mb\tc")).toBe("a [31mb c");
    expect(showValue("title", "word ".repeat(40))).toHaveLength(80);
  });
});
