import { describe, expect, it } from "vitest";
import { readFailure } from "./failures.ts";
import type { AskedRequirement } from "./requirements.ts";

const asked = (text: string, line: number): AskedRequirement => ({
  text,
  name: /^[\w-]+/.exec(text)?.[0] ?? null,
  hashes: [],
  path: null,
  extras: [],
  marker: null,
  place: { file: "requirements.txt", line, excerpt: text },
});

const context = {
  python: { executable: "/usr/bin/python3", version: "3.11.2", magic: "a70d0d0a" },
  folder: "/cache",
  asked: [asked("django==6.0", 1), asked("nosuchpackage>=1", 2), asked("asgiref==3.2", 3), asked("badpkg", 4)],
};

/** What pip and uv really wrote, shortened where they list every version. */
const recorded: readonly [title: string, tool: "pip" | "uv", output: string, expected: object][] = [
  [
    "a package that is not there",
    "pip",
    "ERROR: Ignored the following versions that require a different python version: 6.0 Requires-Python >=3.12\nERROR: Could not find a version that satisfies the requirement nosuchpackage>=1 (from versions: none)\nERROR: No matching distribution found for nosuchpackage>=1\n",
    { code: "DEPENDENCY_NOT_FOUND", facts: { name: "nosuchpackage" }, place: { line: 2 } },
  ],
  [
    "a package that is not there",
    "uv",
    "error: No solution found when resolving dependencies\n  cause: Because nosuchpackage was not found in the package registry and you require nosuchpackage>=1, we can conclude that your requirements are unsatisfiable.\n",
    { code: "DEPENDENCY_NOT_FOUND", facts: { name: "nosuchpackage" }, place: { line: 2 } },
  ],
  [
    "a version that is not there",
    "pip",
    "ERROR: Could not find a version that satisfies the requirement django==99.1 (from versions: 4.2.29, 4.2.30, 5.2.18, 5.2.19)\nERROR: No matching distribution found for django==99.1\n",
    { code: "DEPENDENCY_VERSION_NOT_FOUND", facts: { name: "django", newest: ["4.2.29", "4.2.30", "5.2.18", "5.2.19"] } },
  ],
  [
    "a version that is not there",
    "uv",
    "error: No solution found when resolving dependencies\n  cause: Because there is no version of django==99.1 and you require django==99.1, we can conclude that your requirements are unsatisfiable.\n",
    { code: "DEPENDENCY_VERSION_NOT_FOUND", facts: { name: "django" }, place: { line: 1 } },
  ],
  [
    "a version for newer Pythons",
    "pip",
    "ERROR: Ignored the following versions that require a different python version: 6.0 Requires-Python >=3.12; 6.0.1 Requires-Python >=3.12\nERROR: Could not find a version that satisfies the requirement django==6.0 (from versions: 5.2.18, 5.2.19)\nERROR: No matching distribution found for django==6.0\n",
    { code: "DEPENDENCY_NOT_FOR_PYTHON", facts: { name: "django", requires: ">=3.12", python: "3.11.2" } },
  ],
  [
    "a version for newer Pythons",
    "uv",
    "error: No solution found when resolving dependencies\n  cause: Because the current Python version (3.11.2) does not satisfy Python>=3.12 and django==6.0 depends on Python>=3.12, we can conclude that django==6.0 cannot be used.\n         And because you require django==6.0, we can conclude that your requirements are unsatisfiable.\n",
    { code: "DEPENDENCY_NOT_FOR_PYTHON", facts: { name: "django", requires: ">=3.12" }, place: { line: 1 } },
  ],
  [
    "versions that contradict",
    "pip",
    "ERROR: Cannot install -r in.txt (line 1) and asgiref==3.2 because these package versions have conflicting dependencies.\nERROR: ResolutionImpossible: for help visit https://pip.pypa.io/\n",
    { code: "DEPENDENCIES_CONFLICT", place: { line: 3 } },
  ],
  [
    "versions that contradict",
    "uv",
    "error: No solution found when resolving dependencies\n  cause: Because django==6.0 depends on asgiref>=3.8.1 and you require django==6.0, we can conclude that you require asgiref>=3.8.1.\n         And because you require asgiref==3.2, we can conclude that your requirements are unsatisfiable.\n",
    { code: "DEPENDENCIES_CONFLICT", place: { file: "requirements.txt" } },
  ],
  [
    "an index that does not answer",
    "pip",
    "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused')': /simple/django/\nERROR: Could not find a version that satisfies the requirement django (from versions: none)\n",
    { code: "INDEX_UNREACHABLE" },
  ],
  [
    "an index that does not answer",
    "uv",
    "error: Request failed after 3 retries in 7.5s\n  cause: Failed to fetch: http://127.0.0.1:9/simple/django/\n  cause: error sending request for url (http://me:secret@127.0.0.1:9/simple/django/)\n  cause: client error (Connect)\n  cause: tcp connect error\n",
    { code: "INDEX_UNREACHABLE", facts: { index: "http://127.0.0.1:9" }, detail: expect.not.stringContaining("secret") },
  ],
  [
    "a hash that is another",
    "pip",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, please update the hashes.\n    asgiref==3.2 from https://files.pythonhosted.org/asgiref-3.2-py3-none-any.whl#sha256=cf (from -r h.txt (line 1)):\n        Expected sha256 00\n             Got        cf\n",
    { code: "DEPENDENCY_HASH_MISMATCH", facts: { name: "asgiref" }, place: { line: 3 } },
  ],
  [
    "a hash that is another",
    "uv",
    "error: Failed to download `asgiref==3.2`\n  cause: Hash mismatch for `asgiref==3.2`\n\n         Expected:\n           sha256:00\n",
    { code: "DEPENDENCY_HASH_MISMATCH", facts: { name: "asgiref" } },
  ],
  [
    "a header that is missing",
    "pip",
    "  building 'badpkg._x' extension\n  x.c:1:10: fatal error: libpq-fe.h: No such file or directory\n  compilation terminated.\n  error: command '/usr/bin/gcc' failed with exit code 1\n  [end of output]\n\n  note: This error originates from a subprocess, and is likely not a problem with pip.\n  ERROR: Failed building wheel for badpkg\nERROR: Could not build wheels for badpkg, which is required to install pyproject.toml-based projects\n",
    { code: "DEPENDENCY_BUILD_FAILED", facts: { name: "badpkg" }, place: { line: 4 }, detail: expect.stringContaining("libpq-fe.h") },
  ],
  [
    "a header that is missing",
    "uv",
    "error: Failed to build `badpkg @ file:///tmp/badpkg-1.0.tar.gz`\n  cause: The build backend returned an error\n  cause: Call to `setuptools.build_meta:__legacy__.build_wheel` failed (exit status: 1)\n\n         [stderr]\n         x.c:1:10: fatal error: libpq-fe.h: No such file or directory\n         compilation terminated.\n\nhint: This error likely indicates that you need to install a library\n",
    { code: "DEPENDENCY_BUILD_FAILED", facts: { name: "badpkg" }, detail: expect.stringContaining("libpq-fe.h") },
  ],
  [
    "a source that does not even say its name",
    "pip",
    "Collecting badpkg\n  error: subprocess-exited-with-error\n  \n  × python setup.py egg_info did not run successfully.\n  │ exit code: 1\n  ╰─> [2 lines of output]\n      Error: pg_config executable not found.\n      [end of output]\n  \nerror: metadata-generation-failed\n\n× Encountered error while generating package metadata.\n╰─> See above for output.\n",
    { code: "DEPENDENCY_BUILD_FAILED", facts: { name: "badpkg" }, detail: expect.stringContaining("pg_config") },
  ],
  [
    "a repository that can't be fetched",
    "pip",
    "  error: subprocess-exited-with-error\n  \n  × git clone --filter=blob:none --quiet https://127.0.0.1:9/foo/bar.git /tmp/x did not run successfully.\n  ╰─> [1 lines of output]\n      fatal: unable to access 'https://127.0.0.1:9/foo/bar.git/': Failed to connect\n",
    { code: "REPOSITORY_UNREACHABLE", facts: { repository: expect.stringContaining("https://127.0.0.1:9/foo/bar.git") } },
  ],
  [
    "a repository that can't be fetched",
    "uv",
    "error: Failed to download and build `foo @ git+https://127.0.0.1:9/foo/bar.git`\n  cause: Git operation failed\n         fatal: unable to access 'https://127.0.0.1:9/foo/bar.git/': Failed to connect\n",
    { code: "REPOSITORY_UNREACHABLE" },
  ],
  [
    "a wheel of another system",
    "uv",
    "error: Failed to determine installation plan\n  cause: A path (wheels/foo-1.0-cp313-cp313-linux_x86_64.whl) dependency is incompatible with the current platform\n",
    { code: "DEPENDENCY_NO_WHEEL", facts: { name: "foo" } },
  ],
  [
    "a source where only wheels are taken",
    "uv",
    "error: No solution found when resolving dependencies\n  cause: Because foo==1.0 has no usable wheels and you require foo==1.0, we can conclude that your requirements are unsatisfiable.\n\nhint: Wheels are required for `foo` because building from source is disabled for all packages (i.e., with `--no-build`)\n",
    { code: "DEPENDENCY_NO_WHEEL", facts: { name: "foo" } },
  ],
  [
    "the source of an address where only wheels are taken",
    "uv",
    "error: Failed to download and build `foo @ https://example.com/foo-1.0.tar.gz`\n  cause: Building source distributions for `foo` is disabled\n",
    { code: "DEPENDENCY_NO_WHEEL", facts: { name: "foo" } },
  ],
  [
    "a wheel of another system",
    "pip",
    "ERROR: foo-1.0-cp27-cp27m-win32.whl is not a supported wheel on this platform.\n",
    { code: "DEPENDENCY_NO_WHEEL", facts: { name: "foo", file: "foo-1.0-cp27-cp27m-win32.whl" } },
  ],
  ["a full disk", "pip", "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n", { code: "BUNDLE_DISK_FULL", facts: { folder: "/cache" } }],
  ["a full disk", "uv", "error: Failed to install: django.whl\n  cause: No space left on device (os error 28)\n", { code: "BUNDLE_DISK_FULL" }],
  ["anything else", "pip", "Traceback (most recent call last):\nZeroDivisionError\n", { code: "INSTALLER_FAILED", detail: expect.stringContaining("ZeroDivisionError") }],
];

describe("readFailure", () => {
  it.each(recorded)("knows %s (%s)", (_title, tool, output, expected) => {
    expect(readFailure({ stdout: "", stderr: output }, { ...context, tool })).toMatchObject(expected);
  });
});
