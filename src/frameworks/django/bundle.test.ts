import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeTree } from "../../../test/bundle/wheelhouse.ts";
import type { Detection } from "../framework.ts";
import { describeDjangoBundle, missingDriver } from "./bundle.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "django bundle "));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const detection = (more: Partial<Detection> = {}): Detection => ({
  framework: "django",
  root,
  appDir: ".",
  manage: "manage.py",
  settingsModule: "blog.settings",
  wsgi: null,
  asgi: null,
  python: { executable: "/usr/bin/python3", version: "3.11.7", magic: "a70d0d0a" },
  pythonWishes: [],
  dependencies: { kind: "requirements", file: "requirements.txt" },
  found: [],
  notices: [],
  ...more,
});
const leftOut = async (more?: Partial<Detection>): Promise<readonly unknown[]> =>
  (await describeDjangoBundle(detection(more))).rules.leaveOut;

describe("describeDjangoBundle", () => {
  it("leaves out where the application puts uploads and collected files", async () => {
    await writeTree(root, {
      "blog/settings.py":
        'MEDIA_ROOT = os.path.join(BASE_DIR, "public", "media")  # uploads\nSTATIC_ROOT = BASE_DIR / "staticfiles"\n',
      "public/media/a.jpg": "",
      "staticfiles/a.css": "",
    });
    expect(await leftOut()).toEqual([
      { path: "public/media", why: "media" },
      { path: "staticfiles", why: "static-output" },
    ]);
  });

  it("reads every module of a settings package, below the folder of manage.py", async () => {
    await writeTree(root, {
      "backend/config/settings/base.py": "STATIC_ROOT = str(BASE_DIR / 'collected')\n",
      "backend/config/settings/local.py": "from .base import *\n",
      "backend/collected/a.css": "",
    });
    expect(await leftOut({ appDir: "backend", settingsModule: "config.settings.local" })).toEqual([
      { path: "backend/collected", why: "static-output" },
    ]);
  });

  it("carries a folder that static files are taken from, and one that no text names", async () => {
    await mkdir(join(root, "static"));
    await mkdir(join(root, "media"));
    await writeTree(root, {
      "blog/settings.py":
        'STATICFILES_DIRS = [os.path.join(BASE_DIR, "static")]\nSTATIC_ROOT = BASE_DIR / "static"\nMEDIA_ROOT = env("MEDIA", default="media")\n',
    });
    expect(await leftOut()).toEqual([]);
  });

  it("leaves out nothing that lies outside the project or is not there", async () => {
    await writeTree(root, {
      "blog/settings.py": 'MEDIA_ROOT = BASE_DIR / "../media"\nSTATIC_ROOT = "/var/www/static"\n',
    });
    expect(await leftOut()).toEqual([]);
  });
});

describe("missingDriver", () => {
  it.each([
    ["5.2.1", [["psycopg[binary]>=3.1.8", "psycopg2-binary"]]],
    ["4.2", [["psycopg[binary]>=3.1.8", "psycopg2-binary"]]],
    ["4.1.13", [["psycopg2-binary"]]],
    ["3.2.25", [["psycopg2-binary"]]],
    ["2.2.28", [["psycopg2-binary<2.9"]]],
    ["6.0rc1", [["psycopg[binary]>=3.1.8", "psycopg2-binary"]]],
  ])("finds a driver for Django %s", (django, expected) => {
    expect(missingDriver({ django })).toEqual(expected);
  });

  it.each(["psycopg", "psycopg2", "psycopg2-binary"])("is content with %s", (driver) => {
    expect(missingDriver({ django: "5.2", [driver]: "3" })).toEqual([]);
  });

  it("asks for nothing without Django", () => {
    expect(missingDriver({ flask: "3" })).toEqual([]);
  });
});
