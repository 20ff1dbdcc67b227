import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { layGround } from "../../../test/bundle/ground.ts";
import { unpackZip } from "../../../test/bundle/unpack-zip.ts";
import { writeTree } from "../../../test/bundle/wheelhouse.ts";
import type { Bundle } from "../bundle.ts";
import { retargetPack } from "../import-pack.ts";
import { makeBundle } from "../make-bundle.ts";
import { pythonMinor } from "../python/interpreter.ts";
import { lambdaEntries } from "./entries.ts";
import { choosePackageForm } from "./form.ts";
import { lambdaPlaces } from "./places.ts";
import { packForLambda } from "./zip.ts";

const files = {
  "code/manage.py": "",
  "code/blog/views.py": "def index(): raise KeyError('x')\n",
  "packages/django/conf/locale/fr/LC_MESSAGES/django.mo": "fr",
  "packages/django/conf/locale/ja/LC_MESSAGES/django.mo": "ja",
  "runtime/runtime/bootstrap.py": "",
  "runtime/runtime/monolift_handler.py": "handler = None\n",
  "runtime/runtime/__pycache__/monolift_handler.cpython-313.pyc": "byte code",
  "runtime/runtime/exec-wrapper": "#!/bin/bash\n",
  "runtime/inspector/inspect_application.py": "",
  "made/pack": "packed",
  "made/staticfiles.json": "{}",
};

describe("packForLambda", () => {
  let folder: string;
  let bundle: Bundle;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift zip "));
    await writeTree(folder, files);
    // As a package manager may leave it, and as a project has it.
    await chmod(join(folder, "runtime/runtime/exec-wrapper"), 0o600);
    await chmod(join(folder, "code/manage.py"), 0o700);
    await symlink("/home/me/project/.env", join(folder, "code/.env"));
    await symlink("../manage.py", join(folder, "code/blog/run.py"));
    bundle = bundleIn(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const pack = (cache = "cache"): ReturnType<typeof packForLambda> =>
    packForLambda(bundle, {
      languages: ["ja"],
      pack: join(folder, "made/pack"),
      staticManifest: join(folder, "made/staticfiles.json"),
      cache: join(folder, cache),
    });

  it("lays everything out as Lambda looks for it, readable for everybody, without secrets", async () => {
    const zip = await pack();
    const found = await unpackZip(zip.path, join(folder, "task"));
    expect(found).toEqual({
      "__pycache__/monolift_handler.cpython-313.pyc": "-rw-r--r--",
      "app/blog/run.py": "-> ../manage.py",
      "app/blog/views.py": "-rw-r--r--",
      "app/manage.py": "-rwxr-xr-x",
      "monolift_handler.py": "-rw-r--r--",
      pack: "-rw-r--r--",
      "packages/django/conf/locale/ja/LC_MESSAGES/django.mo": "-rw-r--r--",
      "python/exec-wrapper": "-rwxr-xr-x",
      "python/runtime/bootstrap.py": "-rw-r--r--",
      "static/staticfiles.json": "-rw-r--r--",
    });
    const bytes = await readFile(zip.path);
    const hash = createHash("sha256").update(bytes);
    expect(zip.sha256.base64).toBe(hash.digest("base64"));
    expect(Buffer.from(zip.sha256.base64, "base64").toString("hex")).toBe(zip.sha256.hex);
    expect(zip.zipBytes).toBe(bytes.length);
    expect(zip.unpackedBytes).toBeGreaterThan(50);
  });

  it("gives the same bytes in another place and on another day, and packs only once", async () => {
    const first = await pack();
    await utimes(join(folder, "code/blog/views.py"), 1, 1);
    const other = await pack("elsewhere");
    expect(other.digest).toBe(first.digest);
    expect((await readFile(other.path)).equals(await readFile(first.path))).toBe(true);
    await writeFile(first.path, "kept");
    expect((await pack()).path).toBe(first.path);
    expect(await readFile(first.path, "utf8")).toBe("kept");
    await writeFile(join(folder, "made/pack"), "another");
    expect((await pack()).digest).not.toBe(first.digest);
  });

  it("links files of secrets to where they are written, and nothing else outside", async () => {
    await mkdir(join(folder, "code/.secrets"));
    await symlink("/tmp/monolift-secrets-1/base.json", join(folder, "code/.secrets/base.json"));
    const found = await unpackZip((await pack()).path, join(folder, "task"));
    expect(found["app/.secrets/base.json"]).toBe("-> /tmp/monolift-secrets-1/base.json");
    const before = await pack();
    bundle = { ...bundle, placed: [{ path: ".secrets/base.json", target: "/tmp/elsewhere/base.json" }] };
    expect((await pack()).digest).not.toBe(before.digest);
    for (const target of ["/etc/passwd", "../../packages", "/tmp/../etc/passwd"]) {
      await symlink(target, join(folder, "code/blog/outside"));
      await expect(lambdaEntries(bundle, { languages: null })).rejects.toThrow(/leads out of the package/);
      await rm(join(folder, "code/blog/outside"));
    }
  });

  it("says that a large application becomes an image, and that one is too large for both", async () => {
    const large = join(folder, "packages/torch.so");
    await writeFile(large, "");
    const megabyte = 1024 * 1024;
    const formWith = async (bytes: number): Promise<unknown> => {
      await truncate(large, bytes);
      const entries = await lambdaEntries(bundle, { languages: null });
      return choosePackageForm(entries, bundle);
    };
    expect(await formWith(249 * megabyte)).toMatchObject({ kind: "zip", why: null });
    expect(await formWith(250 * megabyte)).toMatchObject({ kind: "image", why: "size" });
    await expect(pack()).rejects.toMatchObject({
      code: "PACKAGE_NEEDS_IMAGE",
      facts: { megabytes: 251, largest: [{ name: "torch.so", megabytes: 250 }] },
    });
    await expect(formWith(10_240 * megabyte)).rejects.toMatchObject({ code: "PACKAGE_OVER_IMAGE_LIMIT" });
    await truncate(large, 0);
    const entries = await lambdaEntries(bundle, { languages: null });
    expect(await choosePackageForm(entries, bundle, { needsBase: true })).toMatchObject({ why: "base" });
  });
});

describe("lambdaPlaces", () => {
  it("names what the function finds below the task's root", () => {
    const places = lambdaPlaces(
      { paths: ["backend/src"] },
      { appDir: "backend", manage: "backend/manage.py" },
    );
    expect(places).toMatchObject({
      app: "/var/task/app/backend",
      path: ["/var/task/app/backend", "/var/task/app/backend/src", "/var/task/packages"],
      manage: "/var/task/app/backend/manage.py",
      pack: "/var/task/pack",
    });
    expect(lambdaPlaces({ paths: [] }, { appDir: ".", manage: null }).app).toBe("/var/task/app");
  });
});

describe("a packed bundle", () => {
  it("is imported from its pack wherever it lies, and tracebacks show that place", async () => {
    const ground = await layGround(process.env["MONOLIFT_TEST_UV"] === undefined ? "pip" : "uv");
    await writeTree(ground.project, {
      "site/app.py": "from shop import parts\ndef application(environ, start_response): parts.fail()\n",
      "site/shop/__init__.py": "",
      "site/shop/parts.py": "def fail():\n    raise ValueError('in the shop')\n",
    });
    const common = {
      root: ground.project,
      dependencies: { kind: "none" },
      python: ground.python,
      vendor: [],
      extra: [],
      rules: { leaveOut: [] },
      cache: ground.cache,
      stateFolder: ground.state,
      environment: ground.environment,
    } as const;
    const here = await makeBundle(common);
    const inspected = join(ground.folder, "inspected.pack");
    const runtime = join(here.runtime.path, "runtime");
    execFileSync(ground.python.executable, ["-m", "monolift_runtime.pack", inspected], {
      env: {
        PYTHONPATH: runtime,
        MONOLIFT_PATH: `${join(here.code.path, "site")}:${here.dependencies.path}`,
        MONOLIFT_APPLICATION: "app:application",
        MONOLIFT_WARMUP: "",
      },
    });
    const target = { python: pythonMinor(ground.python), architecture: "arm64", glibc: "2.34" } as const;
    const bundle = await makeBundle({ ...common, target });
    const pack = await retargetPack({ ...common, pack: inspected, bundle, appDir: "site" });
    const zip = await packForLambda(bundle, { languages: null, pack, cache: ground.cache });
    const task = join(ground.folder, "var/task");
    await unpackZip(zip.path, task);
    const program = `import sys
from monolift_runtime import import_path
import_path.arrange(${JSON.stringify(join(task, "python/runtime"))})
import traceback, app
print(type(app.__loader__).__name__, type(sys.modules["shop.parts"].__loader__).__name__)
try: app.application({}, None)
except ValueError: traceback.print_exc(file=sys.stdout)`;
    const said = execFileSync(ground.python.executable, ["-c", program], {
      encoding: "utf8",
      env: {
        PYTHONPATH: join(task, "python/runtime"),
        MONOLIFT_PATH: `${join(task, "app/site")}:${join(task, "packages")}`,
        MONOLIFT_PACK: join(task, "pack"),
      },
    });
    await ground.remove();
    expect(said).toMatch(/^PackLoader PackLoader\n/);
    expect(said).toContain(`File "${join(task, "app/site/shop/parts.py")}", line 2`);
    expect(said).not.toContain(ground.cache);
  });
});

function bundleIn(folder: string): Bundle {
  const part = (name: string): Bundle["code"] => ({
    digest: name,
    path: join(folder, name),
    files: 1,
    sizeBytes: 1,
  });
  return {
    digest: "whole",
    code: part("code"),
    dependencies: part("packages"),
    runtime: part("runtime"),
    paths: [],
    linked: [{ path: ".env", target: "/home/me/project/.env" }],
    placed: [],
    added: [],
    packages: {},
    target: { python: "3.13", architecture: "arm64", glibc: "2.34" },
    hasByteCode: true,
    notices: [],
  };
}
