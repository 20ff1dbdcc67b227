import { describe, expect, it } from "vitest";
import { djangoLambdaEnvironment, type DjangoLambdaOptions } from "./lambda-entry.ts";

const options: DjangoLambdaOptions = {
  detection: {
    framework: "django",
    root: "/home/ann/blog",
    appDir: "backend",
    manage: "backend/manage.py",
    settingsModule: "blog.settings",
    wsgi: "blog.wsgi:application",
    asgi: null,
    python: { executable: "/usr/bin/python3.13", version: "3.13.1", magic: "f30d0d0a" },
    pythonWishes: [],
    dependencies: { kind: "requirements", file: "requirements.txt" },
    found: [],
    notices: [],
  },
  bundle: { paths: ["src"] },
  application: { application: "blog.wsgi:application", interface: "wsgi" },
  names: { project: "blog", stage: "production", release: 12 },
  storage: { largeResponses: "auto", uploadLimitMb: 1024 },
  secretsMode: "variables",
  hasPack: true,
  region: "ap-northeast-1",
  mediaBucket: "blog-production-media-1a2b3c4d",
  mediaUrl: "/media/",
  hosts: [".lambda-url.ap-northeast-1.on.aws", "blog.example.com"],
  origins: ["https://blog.example.com"],
  database: { mode: "persistent", idleSessionTimeoutSeconds: 60 },
  mailFrom: "blog@example.com",
  surroundings: { MONOLIFT_STREAM: "function-url", MONOLIFT_PROXY_HOPS: "1" },
  secretSources: ["ssm:/monolift/blog/production/own:3", "ssm:/monolift/blog/production/secrets:7"],
};

const overlayOf = (one: DjangoLambdaOptions): unknown =>
  JSON.parse(djangoLambdaEnvironment(one)["MONOLIFT_OVERLAY"] ?? "");

describe("djangoLambdaEnvironment", () => {
  it("names every part of the bundle where Lambda unpacks it, and nothing of this machine", () => {
    const environment = djangoLambdaEnvironment(options);
    expect(environment).toMatchObject({
      MONOLIFT_PATH: "/var/task/app/backend:/var/task/app/src:/var/task/packages",
      MONOLIFT_APP_DIR: "/var/task/app/backend",
      MONOLIFT_MANAGE: "/var/task/app/backend/manage.py",
      MONOLIFT_PACK: "/var/task/pack",
      MONOLIFT_RELEASE: "12",
      DJANGO_SETTINGS_MODULE: "blog.settings",
    });
    expect(JSON.stringify(environment)).not.toMatch(/\/home\/|\/usr\//);
  });

  it("says where the secrets are, at their versions, and none of them", () => {
    expect(djangoLambdaEnvironment(options)).toMatchObject({
      MONOLIFT_SECRETS: "ssm:/monolift/blog/production/own:3 ssm:/monolift/blog/production/secrets:7",
      MONOLIFT_SECRETS_MODE: "variables",
    });
  });

  it("leaves more than half of Lambda's 4 KB to the project", () => {
    const bytes = Object.entries(djangoLambdaEnvironment(options)).reduce(
      (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
      0,
    );
    expect(bytes).toBeLessThan(2048);
  });

  it("lays the stage's database, mail and files over the settings", () => {
    expect(overlayOf(options)).toMatchObject({
      static_root: "/var/task/static",
      media_bucket: "blog-production-media-1a2b3c4d",
      media_links: "door",
      connections: "persistent",
      idle_session_timeout: 60,
      mail: { engine: "ses", from: "blog@example.com", region: "ap-northeast-1" },
      hosts: [".lambda-url.ap-northeast-1.on.aws", "blog.example.com"],
      origins: ["https://blog.example.com"],
      local_http: false,
    });
  });

  it("leaves to the project what the stage does not give", () => {
    const overlay = overlayOf({ ...options, database: null, mailFrom: null, mediaUrl: null });
    for (const key of ["connections", "cache_table", "mail"]) expect(overlay).not.toHaveProperty(key);
    // No door serves them, so each address leads to the bucket by itself.
    expect(overlay).toMatchObject({ media_links: "signed" });
  });
});
