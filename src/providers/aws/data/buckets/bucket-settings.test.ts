import { describe, expect, it } from "vitest";
import { corsHeaders } from "../../../../platform/s3/cors.ts";
import { renderSettings, type BucketSettings } from "./bucket-settings.ts";

const render = (settings: BucketSettings) => renderSettings("blog-media", "aws", settings);

describe("renderSettings", () => {
  it("lets a browser's form and the parts of a large file in, from the stage's own pages alone", () => {
    const rules = render({ cors: { origins: ["https://blog.example.com"] } }).cors.map((rule) => ({
      id: null,
      allowedOrigins: rule.AllowedOrigins ?? [],
      allowedMethods: rule.AllowedMethods ?? [],
      allowedHeaders: rule.AllowedHeaders ?? [],
      exposedHeaders: rule.ExposeHeaders ?? [],
      maxAgeSeconds: rule.MaxAgeSeconds ?? null,
    }));
    const asked = (origin: string, method: string) =>
      corsHeaders(rules, { origin, method, headers: ["content-type"] })?.["access-control-allow-origin"];
    for (const method of ["POST", "PUT", "GET"])
      expect(asked("https://blog.example.com", method)).toBe("https://blog.example.com");
    expect(asked("https://blog.example.com", "DELETE")).toBeUndefined();
    expect(asked("https://other.example.com", "PUT")).toBeUndefined();
  });

  it("has another digest for other settings, and the same in whatever order they come", () => {
    const origins = ["https://a.example", "https://b.example"];
    const { digest } = render({ cors: { origins } });
    expect(render({ cors: { origins: origins.toReversed() } }).digest).toBe(digest);
    expect(render({ cors: { origins: [] } }).digest).toBe(render({}).digest);
    const others: readonly BucketSettings[] = [
      {},
      { cors: { origins: ["https://a.example"] } },
      { expire: [{ prefix: "tmp/", days: 1 }] },
      { publicReadFrom: { distributionArn: "arn:aws:cloudfront::1:distribution/E", keys: ["static/*"] } },
    ];
    expect(new Set([digest, ...others.map((one) => render(one).digest)]).size).toBe(5);
  });
});
