import { describe, expect, it } from "vitest";
import { manage, settings, startproject, useProject } from "../../../test/frameworks/django-project.ts";

const { detectAgain, write } = useProject();

describe("the dependencies of a project", () => {
  const sources = [
    ["uv.lock", "uv.lock", "uv.lock"],
    ["poetry.lock", "poetry.lock", "poetry.lock"],
    ["Pipfile.lock", "Pipfile.lock", "Pipfile.lock"],
    ["pylock.toml", "pylock", "pylock.toml"],
    ["requirements.txt", "requirements", "requirements.txt"],
    ["requirements/production.txt", "requirements", "requirements/production.txt"],
    ["pyproject.toml", "pyproject", "pyproject.toml"],
  ] as const;
  const pyproject = '[project]\nname = "x"\ndependencies = ["django"]\n';

  it.each(sources.map((source, place) => [source[0], place] as const))(
    "come from %s before the rest",
    async (_, place) => {
      await write({
        ...startproject,
        ...Object.fromEntries(
          sources.slice(place).map(([file]) => [file, file === "pyproject.toml" ? pyproject : ""]),
        ),
      });
      const [, kind, file] = sources[place] ?? [];
      const found = await detectAgain();
      expect(found.dependencies).toEqual({ kind, file });
    },
  );

  it("come from the file that monolift.toml names", async () => {
    await write({ ...startproject, "uv.lock": "", "deps/all.txt": "" });
    expect(await detectAgain({ requirements: "deps/all.txt" })).toMatchObject({
      dependencies: { kind: "requirements", file: "deps/all.txt" },
    });
    await expect(detectAgain({ requirements: "deps/none.txt" })).rejects.toMatchObject({
      code: "REQUIREMENTS_MISSING",
    });
  });

  it("say which of several requirements files was taken", async () => {
    await write({
      ...startproject,
      "requirements/base.txt": "",
      "requirements/local.txt": "",
      "requirements/prod.txt": "",
    });
    const { dependencies, notices } = await detectAgain();
    expect(dependencies).toMatchObject({ file: "requirements/prod.txt" });
    expect(notices).toContainEqual({
      code: "REQUIREMENTS_CHOSEN",
      facts: { file: "requirements/prod.txt", others: ["requirements/base.txt", "requirements/local.txt"] },
    });
  });

  it("follow from the settings of a bare startproject", async () => {
    await write({ ...startproject, "pyproject.toml": "[tool.ruff]\nline-length = 100\n" });
    const { dependencies, notices } = await detectAgain();
    expect(dependencies).toEqual({ kind: "implied", requirement: "Django~=5.2.0", from: "blog/settings.py" });
    expect(notices).toEqual([
      { code: "DEPENDENCIES_IMPLIED", facts: { requirement: "Django~=5.2.0", file: "blog/settings.py" } },
    ]);
  });

  it("are asked for when nothing says them", async () => {
    await write({ "manage.py": manage("settings"), "settings.py": settings() });
    await expect(detectAgain()).rejects.toMatchObject({ code: "NO_DEPENDENCIES" });
    // Both only hold settings of tools.
    await write({
      "setup.cfg": "[flake8]\nmax-line-length = 99\n",
      "setup.py": "from setuptools import setup\nsetup()\n",
    });
    await expect(detectAgain()).rejects.toMatchObject({ code: "NO_DEPENDENCIES" });
  });

  it("are those of a Pipfile without its lock file, said aloud", async () => {
    await write({ "manage.py": manage("settings"), "settings.py": settings() });
    await write({
      Pipfile: '[packages]\ndjango = "~=4.2.1"',
      "setup.py": "setup(install_requires=['Django'])",
    });
    const { dependencies, notices } = await detectAgain();
    expect(dependencies).toEqual({ kind: "Pipfile", file: "Pipfile" });
    expect(notices).toContainEqual({ code: "PIPFILE_UNLOCKED", facts: { file: "Pipfile" } });
    await write({ "Pipfile.lock": "{}" });
    expect((await detectAgain()).dependencies.kind).toBe("Pipfile.lock");
  });

  it("are those of setup.cfg or setup.py where nothing else says them", async () => {
    await write({ "manage.py": manage("settings"), "settings.py": settings() });
    await write({
      "setup.py": 'from setuptools import setup\nsetup(name="blog", install_requires=["Django"])\n',
    });
    expect((await detectAgain()).dependencies).toEqual({ kind: "setup", file: "setup.py" });
    await write({ "setup.cfg": "[metadata]\nname = blog\n[options]\ninstall_requires =\n    Django\n" });
    expect((await detectAgain()).dependencies).toEqual({ kind: "setup", file: "setup.cfg" });
  });
});
