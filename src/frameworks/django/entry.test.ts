import { describe, expect, it } from "vitest";
import type { Bundle } from "../../bundle/bundle.ts";
import { djangoEntry, type DjangoEntryOptions } from "./entry.ts";

const part = (name: string): Bundle["code"] => ({
  digest: "1",
  path: `/cache/${name}`,
  files: 1,
  sizeBytes: 1,
});

const entryWith = (executable: string, uploadLimitMb = 1024): ReturnType<typeof djangoEntry> => {
  const options: DjangoEntryOptions = {
    detection: {
      framework: "django",
      root: "/home/ann/blog",
      appDir: ".",
      manage: "manage.py",
      settingsModule: "blog.settings",
      wsgi: "blog.wsgi:application",
      asgi: null,
      python: { executable, version: "3.11.7", magic: "a70d0d0a" },
      pythonWishes: [],
      dependencies: { kind: "requirements", file: "requirements.txt" },
      found: [],
      notices: [],
    },
    bundle: {
      digest: "1",
      code: part("code"),
      dependencies: part("packages"),
      runtime: part("python"),
      paths: [],
      linked: [],
      placed: [],
      added: [],
      packages: {},
      target: null,
      hasByteCode: true,
      notices: [],
    },
    application: { application: "blog.wsgi:application", interface: "wsgi" },
    provisions: {
      database: null,
      staticFolder: "/state/static",
      media: {
        bucket: "blog-local-media",
        path: "/_monolift/s3",
        endpoint: "http://127.0.0.1:8200",
        region: "local",
        accessKeyId: "AKIA",
        secretAccessKey: "k",
      },
      mailFolder: "/state/mail",
      secretsFolder: "/state/secrets",
      hosts: [],
      origins: [],
      secretKey: "s",
      url: "http://127.0.0.1:8100",
      browserUrl: "http://local.blog.localhost:8100",
      isPlainHttp: true,
    },
    names: { project: "blog", stage: "local", release: 1 },
    storage: { largeResponses: "auto", uploadLimitMb },
    secretsMode: "variables",
    pack: undefined,
  };
  return djangoEntry(options);
};

describe("djangoEntry", () => {
  it("lets browsers send files straight to the bucket up to the stage's limit, or not at all", () => {
    const overlayWith = (uploadLimitMb: number): unknown =>
      JSON.parse(entryWith("/usr/bin/python3.11", uploadLimitMb).environment["MONOLIFT_OVERLAY"] ?? "");
    expect(overlayWith(20)).toMatchObject({ upload_limit_bytes: 20_971_520 });
    expect(overlayWith(0)).not.toHaveProperty("upload_limit_bytes");
  });

  it("shows a Python below /tmp to sandboxes, which have a /tmp of their own", () => {
    expect(entryWith("/tmp/scratch/python/bin/python3.11").readOnly).toContain("/tmp/scratch/python");
    const usual = entryWith("/usr/bin/python3.11").readOnly;
    expect(usual).toEqual(["/cache/code", "/cache/packages", "/cache/python", "/state/static"]);
    // The whole of /tmp is never shown.
    expect(entryWith("/tmp/bin/python3.11").readOnly).toEqual(usual);
  });
});
