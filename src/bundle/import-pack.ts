import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { OperationError } from "../errors.ts";
import { hashFile, hashText } from "../system/files.ts";
import { runProgram } from "../system/processes.ts";
import type { Bundle } from "./bundle.ts";
import { ensureFolder } from "./content-folder.ts";
import { toolEnvironment, type Environment, type Interpreter } from "./python/interpreter.ts";
import { pythonScript } from "./python/scripts.ts";
import { withTemporary } from "./temporary.ts";

/** Goes up when the same pack would become another one. */
const packVersion = 1;

export interface RetargetRequest {
  /** What an inspection in the bundle of this machine wrote. */
  readonly pack: string;
  /** The bundle for the target. */
  readonly bundle: Bundle;
  /** The folder of the code, relative to its root, that comes first on `sys.path`. */
  readonly appDir: string;
  /** What the bundle was made with. */
  readonly python: Interpreter;
  readonly cache: string;
  readonly environment: Environment;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the import pack of a bundle for another machine: which modules, and in which order, is as the inspection here
 * found it; their code is that of the bundle. Paths in it are relative, so that it serves wherever the bundle lies.
 *
 * @returns Its path in the cache; undefined where the bundle has no byte code to make it from.
 * @throws {OperationError} `INSTALLER_FAILED` when Python fails, `BUNDLE_DISK_FULL`.
 */
export async function retargetPack(request: RetargetRequest): Promise<string | undefined> {
  const { pack, bundle, appDir, cache } = request;
  if (!bundle.hasByteCode) return undefined;
  const digest = hashText(
    JSON.stringify({ packVersion, bundle: bundle.digest, appDir, pack: await hashFile(pack) }),
  );
  const made = await ensureFolder({
    parent: join(cache, "packs"),
    name: digest,
    digest,
    inner: "pack",
    signal: request.signal,
    fill: (folder) => writePack(join(folder, "pack"), request),
  });
  return join(made.path, "pack");
}

async function writePack(out: string, { pack, bundle, appDir, ...request }: RetargetRequest): Promise<void> {
  const runtime = join(bundle.runtime.path, "runtime");
  const folders = [
    join(bundle.code.path, appDir),
    ...bundle.paths.map((path) => join(bundle.code.path, path)),
    bundle.dependencies.path,
  ];
  const finished = await withTemporary(request.cache, async (temporary) => {
    await mkdir(temporary, { recursive: true });
    return runProgram([request.python.executable, "-S", "-s", "-B", pythonScript("retarget_pack.py")], {
      env: { ...toolEnvironment(request.environment, temporary), PYTHONPATH: runtime },
      input: JSON.stringify({ pack, out, folders, runtime, key: "" }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    });
  });
  request.signal?.throwIfAborted();
  if (finished.code !== 0) {
    throw new OperationError("INSTALLER_FAILED", { tool: "Python" }, { detail: finished.stderr.trim() });
  }
}
