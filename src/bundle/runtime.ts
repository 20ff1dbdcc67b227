import { copyFile, mkdir, readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { hashFile, hashText } from "../system/files.ts";
import type { ContentFolder } from "./bundle.ts";
import { ensureFolder } from "./content-folder.ts";
import { compileFolder } from "./layer.ts";
import type { Environment } from "./python/interpreter.ts";
import { pythonFolder } from "./python/scripts.ts";
import { compilerFor, type MadeFor } from "./target.ts";

export interface RuntimeRequest extends MadeFor {
  readonly cache: string;
  readonly environment: Environment;
  readonly signal?: AbortSignal | undefined;
}

/** The parts of this package's Python that run in or inspect an application, each in a folder of its own. */
const parts = ["runtime", "inspector"];

/**
 * Copies Monolift's own Python, byte-compiled, into the cache: `runtime/` and `inspector/` below the folder.
 * It is copied rather than used where npm put it, so that a release keeps working when the package is updated.
 */
export async function ensureRuntime(request: RuntimeRequest): Promise<ContentFolder> {
  const source = pythonFolder();
  const files = await sourcesIn(source);
  const hashes = await Promise.all(
    files.map(async (file) => `${file}\0${await hashFile(join(source, file))}`),
  );
  const digest = hashText([compilerFor(request)?.magic ?? "", ...hashes].join("\n"));
  return ensureFolder({
    parent: join(request.cache, "runtime"),
    name: digest,
    digest,
    inner: "python",
    signal: request.signal,
    fill: async (folder) => {
      for (const file of files) {
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await copyFile(join(source, file), join(folder, file));
      }
      await compileFolder(folder, request);
    },
  });
}

async function sourcesIn(source: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const part of parts) {
    for (const entry of await readdir(join(source, part), { withFileTypes: true, recursive: true })) {
      const path = relative(source, join(entry.parentPath, entry.name));
      if (entry.isFile() && !/(^|\/)(tests|tests_django|__pycache__|\.\w+_cache)\//.test(path))
        found.push(path);
    }
  }
  return found.toSorted();
}
