import { describe, expect, it } from "vitest";
import { entry, manage, settings, useProject } from "../../../test/frameworks/django-project.ts";

const { detect } = useProject();

const line = (module: string): string => `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${module}")`;

describe("the settings of a project", () => {
  it.each([
    ["plain", 'os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.base"'],
    [
      "of several lines",
      "os.environ.setdefault(\n  'DJANGO_SETTINGS_MODULE',  # which\n  'config.settings.base',\n)",
    ],
    [
      "with a name",
      'MODULE = "config.settings.base"\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", MODULE)',
    ],
    [
      "by decouple",
      'os.environ.setdefault("DJANGO_SETTINGS_MODULE", config("S", default="config.settings.base"))',
    ],
    ["by os", 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", os.getenv("S", "config.settings.base"))'],
    [
      "beside one for tests",
      'if "test" in sys.argv:\n  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")\nelse:\n  os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")',
    ],
    [
      "after one in a comment",
      '# os.environ.setdefault("DJANGO_SETTINGS_MODULE", "old.settings")\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")',
    ],
  ])("reads the settings module %s", async (_, source) => {
    const detection = await detect({
      "manage.py": `import os, sys\n${source}\n`,
      "config/settings/__init__.py": "",
      "config/settings/base.py": settings(),
      "config/settings/production.py": "from .base import *",
    });
    expect(detection.settingsModule).toBe("config.settings.base");
  });

  it("follows settings through the modules that they import", async () => {
    const detection = await detect({
      "manage.py": manage("config.settings.local"),
      "config/settings/__init__.py": "",
      "config/settings/local.py": "from .base import *  # noqa\nDEBUG = True",
      "config/settings/base.py": "from config.settings.common import *",
      "config/settings/common.py": settings(
        "WSGI_APPLICATION = 'config.wsgi.app'",
        "ASGI_APPLICATION = 'config.routing.application'",
      ),
    });
    expect(detection).toMatchObject({ wsgi: "config.wsgi:app", asgi: "config.routing:application" });
  });

  it("says when wsgi.py names other settings", async () => {
    const detection = await detect({
      "manage.py": manage("config.settings.local"),
      "config/settings/__init__.py": "",
      "config/settings/local.py": settings(),
      "config/settings/production.py": settings(),
      "config/wsgi.py": entry("wsgi", "config.settings.production"),
    });
    expect(detection.settingsModule).toBe("config.settings.local");
    expect(detection.notices).toEqual([
      {
        code: "OTHER_SETTINGS_NAMED",
        facts: {
          taken: "config.settings.local",
          from: "manage.py",
          other: "config.settings.production",
          file: "config/wsgi.py",
        },
      },
    ]);
  });

  it("asks which settings are meant when the package that is named is empty", async () => {
    const files = {
      "manage.py": manage("config.settings"),
      "config/settings/__init__.py": '"""Choose one."""\n',
      "config/settings/base.py": settings(),
      "config/settings/local.py": "from .base import *",
      "config/settings/test.py": "from .base import *",
      "config/settings/secrets.py": "TOKEN = 'x'",
    };
    await expect(detect(files)).rejects.toMatchObject({
      code: "AMBIGUOUS_SETTINGS",
      facts: { key: "app.settings", candidates: ["config.settings.base", "config.settings.local"] },
    });
    expect((await detect(files, { settings: "config.settings.local" })).settingsModule).toBe(
      "config.settings.local",
    );
  });

  it("takes the only settings in an empty package", async () => {
    const detection = await detect({
      "manage.py": manage("config.settings"),
      "config/settings/__init__.py": "",
      "config/settings/base.py": settings(),
    });
    expect(detection.settingsModule).toBe("config.settings.base");
  });

  it("keeps a settings package that imports its own", async () => {
    const detection = await detect({
      "manage.py": manage("config.settings"),
      "config/settings/__init__.py": "from .base import *",
      "config/settings/base.py": settings("WSGI_APPLICATION = 'config.wsgi.application'"),
    });
    expect(detection).toMatchObject({ settingsModule: "config.settings", wsgi: "config.wsgi:application" });
  });

  it("asks when manage.py leaves it open", async () => {
    const files = {
      "manage.py": `if x:\n  ${line("a.prod")}\nelse:\n  ${line("a.local")}`,
      "a/prod.py": "",
      "a/local.py": "",
    };
    await expect(detect(files)).rejects.toMatchObject({
      code: "AMBIGUOUS_SETTINGS",
      facts: { candidates: ["a.prod", "a.local"], from: "manage.py" },
    });
  });

  it("looks at the settings themselves when manage.py computes the name", async () => {
    const computed = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"{name}.settings")\n';
    expect((await detect({ "manage.py": computed, "shop/settings.py": settings() })).settingsModule).toBe(
      "shop.settings",
    );
  });

  it("says which settings there are when the named ones are missing", async () => {
    await expect(
      detect({
        "manage.py": manage("config.settings.local"),
        "config/settings/__init__.py": "",
        "config/settings/base.py": settings(),
      }),
    ).rejects.toMatchObject({
      code: "SETTINGS_MISSING",
      facts: { module: "config.settings.local", candidates: ["config.settings.base"] },
    });
  });

  it("trusts settings that are installed with the dependencies", async () => {
    const detection = await detect({ "manage.py": manage("openstack_dashboard.settings") });
    expect(detection).toMatchObject({ settingsModule: "openstack_dashboard.settings", wsgi: null });
  });
});
