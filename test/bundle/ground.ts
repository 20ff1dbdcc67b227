import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, readdir, readlink, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { DependencyInput, LockRequest } from "../../src/bundle/dependencies.ts";
import type { Interpreter } from "../../src/bundle/python/interpreter.ts";

/** The Python that the tests run with, and everything they write. */
export interface Ground {
  readonly folder: string;
  readonly project: string;
  readonly cache: string;
  readonly state: string;
  readonly python: Interpreter;
  readonly environment: Readonly<Record<string, string | undefined>>;
  request(dependencies: DependencyInput, more?: Partial<LockRequest>): LockRequest;
  /** A list of everything in the cache that is half-made. */
  leftovers(): Promise<readonly string[]>;
  remove(): Promise<void>;
}

/** Asks a Python who it is. */
function describePython(executable: string): Interpreter {
  const program =
    "import sys, importlib.util as u; print(sys.executable, '%d.%d.%d' % sys.version_info[:3], u.MAGIC_NUMBER.hex())";
  const [path = "", version = "", magic = ""] = execFileSync(executable, ["-c", program], {
    encoding: "utf8",
  })
    .trim()
    .split(" ");
  return { executable: path, version, magic };
}

/**
 * A fresh project, cache and home. Programs see nothing of the user's own pip or uv.
 *
 * @param tool With `uv`, the program that `MONOLIFT_TEST_UV` names is on the `PATH`; else there is none.
 */
export async function layGround(tool: "pip" | "uv" = "pip"): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), "monolift bundle "));
  const [project, cache, state, bin, home] = ["project", "cache", "state", "bin", "home"].map((name) =>
    join(folder, name),
  );
  if (project === undefined || cache === undefined || state === undefined || bin === undefined)
    throw new Error("no folders");
  for (const path of [project, bin, home ?? ""]) await mkdir(path, { recursive: true });
  const uv = process.env["MONOLIFT_TEST_UV"];
  if (tool === "uv" && uv !== undefined) await symlink(uv, join(bin, "uv"));
  const python = describePython(process.env["MONOLIFT_TEST_PYTHON"] ?? "python3");
  const environment = {
    PATH: `${bin}:/usr/local/bin:/usr/bin:/bin`,
    HOME: home,
    PIP_CONFIG_FILE: "/dev/null",
    PIP_CACHE_DIR: join(folder, "pip-cache"),
    PIP_RETRIES: "0",
    PIP_CERT: process.env["PIP_CERT"],
    UV_CACHE_DIR: join(folder, "uv-cache"),
    UV_NO_CONFIG: "1",
    UV_HTTP_RETRIES: "0",
  };
  return {
    folder,
    project,
    cache,
    state,
    python,
    environment,
    request: (dependencies, more) => ({
      root: project,
      dependencies,
      python,
      vendor: [],
      extra: [],
      cache,
      environment,
      lockFolder: join(state, "locks"),
      ...more,
    }),
    async leftovers() {
      const names = await readdir(cache, { recursive: true }).catch(() => []);
      return names.filter((name) => name.includes(".making-"));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Path to hash of everything below a folder; a link is described by its target. */
export async function hashTree(folder: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) found[relative(folder, path)] = `-> ${await readlink(path)}`;
    else if (entry.isFile())
      found[relative(folder, path)] = createHash("sha256")
        .update(await readFile(path))
        .digest("hex");
  }
  return found;
}
