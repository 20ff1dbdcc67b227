import { describe, expect, it } from "vitest";
import { ownFrames } from "./boot-failure.ts";

const frame = (file: string, code: string): string => `  File "${file}", line 3, in <module>\n    ${code}\n`;

describe("ownFrames", () => {
  const head = "Traceback (most recent call last):\n";
  const error = "ModuleNotFoundError: No module named 'oz'\n";

  it("keeps the frames of the project's files, and what stands around them", () => {
    const trace = [
      head,
      frame("/usr/lib/python3.11/importlib/__init__.py", "return _bootstrap._gcd_import(name)"),
      frame("/cache/code/4a5b/app/blog/urls.py", "path('', include('posts.urls'))"),
      frame("/cache/layers/9f/packages/django/urls/conf.py", "import_module(urlconf_module)"),
      frame("/cache/code/4a5b/app/posts/views.py", "import oz"),
      error,
    ];
    expect(ownFrames(trace, "/cache/code/4a5b/app").split("\n")).toEqual([
      "Traceback (most recent call last):",
      '  File "/cache/code/4a5b/app/blog/urls.py", line 3, in <module>',
      "    path('', include('posts.urls'))",
      '  File "/cache/code/4a5b/app/posts/views.py", line 3, in <module>',
      "    import oz",
      "ModuleNotFoundError: No module named 'oz'",
    ]);
  });

  it("keeps all of a traceback that never got into the project", () => {
    const other = frame("/cache/layers/9f/packages/psycopg/__init__.py", "raise ImportError");
    expect(ownFrames([head, other, error], "/cache/code/4a5b/app")).toContain("psycopg/__init__.py");
  });
});
