import { describe, expect, it } from "vitest";
import { startproject, useProject } from "../../../test/frameworks/django-project.ts";

const { detect } = useProject();

describe("the Python of a project", () => {
  it.each([
    [".python-version", "3.12\n", "3.12.1", ".python-version"],
    [".python-version", "my-env\n3.10.13\n", "3.10.13", ".python-version"],
    ["runtime.txt", "python-3.10.13\n", "3.10.13", "runtime.txt"],
    ["Pipfile", '[requires]\npython_version = "3.12"\n', "3.12.1", "Pipfile (requires)"],
    ["setup.cfg", "[options]\npython_requires = >=3.10,<3.13\n", "3.12.1", "setup.cfg (python_requires)"],
    [
      "setup.py",
      'setup(\n    name="blog",\n    python_requires=">=3.10, <3.13",\n)\n',
      "3.12.1",
      "setup.py (python_requires)",
    ],
    [
      "Dockerfile",
      "FROM node:20 AS web\nFROM --platform=x python:3.12-slim\n",
      "3.12.1",
      "Dockerfile (FROM)",
    ],
    [
      "pyproject.toml",
      '[project]\nrequires-python = ">=3.10,<3.13"\n',
      "3.12.1",
      "pyproject.toml (requires-python)",
    ],
    [
      "pyproject.toml",
      '[tool.poetry.dependencies]\npython = "~3.10"\n',
      "3.10.13",
      "pyproject.toml (tool.poetry.dependencies)",
    ],
  ])("is what %s says: %s", async (file, text, version, from) => {
    const detection = await detect({ ...startproject, [file]: text });
    expect(detection.python.version).toBe(version);
    expect(detection.found).toContainEqual({ what: "python", value: version, from });
  });

  it("is what monolift.toml says, before all else", async () => {
    const detection = await detect({ ...startproject, ".python-version": "3.12" }, { python: "3.10" });
    expect(detection.python.version).toBe("3.10.13");
    await expect(detect(startproject, { python: "3.14" })).rejects.toMatchObject({
      code: "PYTHON_UNSUPPORTED",
      facts: { specifier: "3.14", from: "monolift.toml (app.python)" },
    });
  });

  it("is said aloud when it is another one than was asked for", async () => {
    const { python, notices } = await detect({ ...startproject, ".python-version": "3.11" });
    expect(python.version).toBe("3.12.1");
    expect(notices).toEqual([
      { code: "PYTHON_SUBSTITUTED", facts: { wanted: "3.11", from: ".python-version", taken: "3.12.1" } },
    ]);
  });

  it.each([
    ["requirements.txt", "# web\nDjango>=4.2,<5\ndjango[argon2]~=4.2.1\n", "3.12.1"],
    ["requirements.txt", "Django==3.2.25\n", "3.10.13"],
    ["uv.lock", '[[package]]\nname = "django"\nversion = "4.2.16"\n', "3.12.1"],
    ["Pipfile.lock", '{"default": {"django": {"hashes": [], "version": "==4.2.16"}}}', "3.12.1"],
    ["requirements.txt", "django-filter==2.4\n", "3.13.0"],
  ])("is one that the project's Django supports: %s", async (file, text, version) => {
    expect((await detect({ ...startproject, [file]: text })).python.version).toBe(version);
  });

  it("is that of the project's virtual environment when nothing else is said", async () => {
    const detection = await detect({
      ...startproject,
      ".venv/pyvenv.cfg": "home = /usr/bin\nversion = 3.12.3\n",
    });
    expect(detection.python.version).toBe("3.12.1");
  });
});
