import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  entry,
  manage,
  settings,
  startproject,
  useProject,
} from "../../../test/frameworks/django-project.ts";
import { findDjangoRoot } from "./detect.ts";

const { detect, home, root, write } = useProject();

describe("detectDjango", () => {
  it("reads what startproject made, and says from where", async () => {
    const detection = await detect(startproject);
    expect(detection).toMatchObject({
      framework: "django",
      root: root(),
      appDir: ".",
      manage: "manage.py",
      settingsModule: "blog.settings",
      wsgi: "blog.wsgi:application",
      asgi: "blog.asgi:application",
      dependencies: { kind: "requirements", file: "requirements.txt" },
      notices: [],
    });
    expect(detection.found.map(({ what, value, from }) => `${what}: ${value} (${from})`)).toEqual([
      "framework: Django (manage.py)",
      "manage: manage.py (manage.py)",
      "settings: blog.settings (manage.py)",
      "wsgi: blog.wsgi:application (blog/settings.py (WSGI_APPLICATION))",
      "asgi: blog.asgi:application (blog/asgi.py)",
      "python: 3.13.0 (/opt/python/3.13.0/bin/python3)",
      "dependencies: requirements.txt (requirements.txt)",
    ]);
  });

  it.each(["backend", "src", "services/api"])("finds a project in %s", async (folder) => {
    const files = Object.fromEntries(
      Object.entries(startproject).map(([path, text]) => [`${folder}/${path}`, text]),
    );
    const detection = await detect({ ...files, [`${folder}/requirements.txt`]: "Django" });
    expect(detection).toMatchObject({
      root: root(),
      appDir: folder,
      manage: `${folder}/manage.py`,
      wsgi: "blog.wsgi:application",
      dependencies: { file: `${folder}/requirements.txt` },
    });
    expect(detection.found).toContainEqual({ what: "root", value: folder, from: `${folder}/manage.py` });
  });

  it("has no WSGI or ASGI application where the project has none", async () => {
    const detection = await detect({ "manage.py": manage("settings"), "settings.py": settings() });
    expect(detection).toMatchObject({ settingsModule: "settings", wsgi: null, asgi: null });
  });

  it("puts the folder first on the path that manage.py adds", async () => {
    const detection = await detect({
      "manage.py": `sys.path.insert(0, "src")\n${manage("shop.settings")}`,
      "src/shop/settings.py": settings(),
      "src/shop/wsgi.py": entry("wsgi", "shop.settings"),
    });
    expect(detection).toMatchObject({ appDir: "src", manage: "manage.py", wsgi: "shop.wsgi:application" });
  });

  it("needs no manage.py: wsgi.py names the settings", async () => {
    const detection = await detect({
      "web/site/wsgi.py": entry("wsgi", "site.settings"),
      "web/site/settings.py": settings(),
    });
    expect(detection).toMatchObject({
      appDir: "web",
      manage: null,
      settingsModule: "site.settings",
      wsgi: "site.wsgi:application",
    });
  });

  it("needs no manage.py: settings are known by what is in them", async () => {
    const files = {
      "ara/__init__.py": "",
      "ara/server/__init__.py": "",
      "ara/server/settings.py": settings(),
    };
    expect(await detect(files)).toMatchObject({ appDir: ".", settingsModule: "ara.server.settings" });
  });

  it("takes modules without a package around them", async () => {
    const files = {
      "share/settings.py": settings(),
      "share/urls.py": "",
      "share/wsgi.py": entry("wsgi", "settings"),
    };
    expect(await detect(files)).toMatchObject({
      appDir: "share",
      settingsModule: "settings",
      wsgi: "wsgi:application",
    });
  });

  it("asks which of two applications is meant, and takes the one that is named", async () => {
    const files = {
      "shop/manage.py": manage("shop.settings"),
      "shop/shop/settings.py": settings(),
      "admin/manage.py": manage("admin.settings"),
      "admin/admin/settings.py": settings(),
    };
    await expect(detect(files)).rejects.toMatchObject({
      code: "AMBIGUOUS_ROOT",
      facts: { key: "app.root", candidates: ["admin", "shop"] },
    });
    expect(await detect(files, { root: "shop/" })).toMatchObject({
      appDir: "shop",
      settingsModule: "shop.settings",
    });
    await expect(detect(files, { root: "shpo" })).rejects.toMatchObject({ code: "APP_ROOT_MISSING" });
  });

  it("takes the manage.py of the root, whatever lies below", async () => {
    const detection = await detect({
      ...startproject,
      "examples/demo/manage.py": manage("demo.settings"),
      "examples/demo/demo/settings.py": settings(),
    });
    expect(detection.manage).toBe("manage.py");
  });

  it.each([
    "tests/site",
    ".hidden",
    "node_modules/pkg",
    "{{cookiecutter.name}}",
    "lib/python3.12/site-packages/django/conf",
    "my-env",
  ])("does not look into %s", async (folder) => {
    const files = { [`${folder}/manage.py`]: manage("x.settings"), [`${folder}/x/settings.py`]: settings() };
    await expect(detect({ "my-env/pyvenv.cfg": "", ...files })).rejects.toMatchObject({
      code: "NO_APPLICATION",
      facts: { folder: root() },
    });
  });

  it("is not misled by a manage.py of something else", async () => {
    await expect(detect({ "manage.py": "from flask_script import Manager" })).rejects.toMatchObject({
      code: "NO_APPLICATION",
    });
  });

  it.each([
    ["Gemfile", "Ruby"],
    ["package.json", "Node.js"],
  ])("says that a project with a %s is not supported yet", async (file, framework) => {
    await expect(detect({ [file]: "" })).rejects.toMatchObject({
      code: "FRAMEWORK_NOT_SUPPORTED",
      facts: { framework, file },
    });
  });
});

const find = (folder: string): Promise<string | undefined> =>
  findDjangoRoot(join(root(), folder), { HOME: home() });

describe("findDjangoRoot", () => {
  it("is the folder of manage.py, also from inside of it", async () => {
    await write(startproject);
    expect(await find(".")).toBe(root());
    expect(await find("blog")).toBe(root());
  });

  it("is the folder itself when the application lies below", async () => {
    await write({ "backend/manage.py": manage("x.settings"), "backend/x/settings.py": settings() });
    expect(await find(".")).toBe(root());
    await write({ "other/manage.py": manage("y.settings") });
    expect(await find(".")).toBe(root());
  });

  it("is nothing without a Django application, and never outside of a repository", async () => {
    await write({ ...startproject, "web/.git/HEAD": "", "web/app/package.json": "" });
    expect(await find("web/app")).toBeUndefined();
  });
});
