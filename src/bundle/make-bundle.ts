import { join } from "node:path";
import { hashText } from "../system/files.ts";
import type { Bundle } from "./bundle.ts";
import { ensureCode } from "./code.ts";
import type { LockRequest } from "./dependencies.ts";
import { ensureDependencies } from "./layer.ts";
import { versionsOf } from "./lock.ts";
import { noticesOf, targetNotices } from "./notices.ts";
import { resolveLock } from "./resolve-lock.ts";
import type { CodeRules } from "./rules.ts";
import { ensureRuntime } from "./runtime.ts";
import { compilerFor, minorFor } from "./target.ts";

/** What making a bundle is doing, for a line on a terminal. */
type BundlePhase = "resolve" | "install" | "code";

export interface BundleRequest extends Omit<LockRequest, "lockFolder" | "onProgress"> {
  readonly rules: CodeRules;
  /** A folder of this project, outside it, that is not lost: locks and hashes of files. */
  readonly stateFolder: string;
  /** `count` is the number of packages, where it is known. */
  readonly onProgress?: ((phase: BundlePhase, count: number) => void) | undefined;
}

/**
 * Makes an application ready to run: resolves its dependencies, installs them, copies its code. Each part is only made
 * when it is not there yet; with nothing changed it takes some milliseconds and starts no process.
 *
 * With a `target` it is made for another machine than this one: with wheels for that one, and with byte code where this
 * machine has a Python of that minor version, which `python` then has to be. Its parts lie beside those of this machine.
 *
 * @throws {UserError | OperationError} What `resolveLock`, `ensureDependencies` and `ensureCode` throw.
 */
export async function makeBundle(request: BundleRequest): Promise<Bundle> {
  const tell = request.onProgress;
  // The code does not wait for the network; a failure of either is told once both have come to rest.
  const [installed, copied, runtime] = await Promise.allSettled([
    install(request),
    (async () => {
      tell?.("code", 0);
      return ensureCode({ ...request, stateFolder: codeState(request) });
    })(),
    ensureRuntime(request),
  ]);
  const { lock, isNew, dependencies } = settled(installed);
  const { folder: code, fingerprint } = settled(copied);
  const own = settled(runtime);
  return {
    digest: hashText([code.digest, dependencies.digest, own.digest, ...lock.paths].join("\n")),
    code,
    dependencies,
    runtime: own,
    paths: lock.paths,
    linked: fingerprint.linked.map(({ path, target }) => ({ path, target })),
    placed: fingerprint.placed.map(({ path, target }) => ({ path, target })),
    added: lock.added,
    packages: versionsOf(lock.packages),
    target: request.target ?? null,
    hasByteCode: compilerFor(request) !== undefined,
    // What is true of the bundle that was inspected here has been said of it.
    notices:
      request.target === undefined
        ? noticesOf(lock, isNew, fingerprint)
        : targetNotices(lock, request, request.target),
  };
}

/** What is remembered of the code of this machine, and of each target: byte code of one is of no use to the other. */
function codeState(request: BundleRequest): string {
  const own = join(request.stateFolder, "code");
  return request.target === undefined ? own : join(own, "targets", minorFor(request));
}

async function install(request: BundleRequest): Promise<{
  readonly lock: Awaited<ReturnType<typeof resolveLock>>["lock"];
  readonly isNew: boolean;
  readonly dependencies: Bundle["dependencies"];
}> {
  const tell = request.onProgress;
  const { lock, isNew, asked } = await resolveLock({
    ...request,
    lockFolder: join(request.stateFolder, "locks"),
    onProgress: () => tell?.("resolve", 0),
  });
  const dependencies = await ensureDependencies(lock, {
    ...request,
    asked,
    onProgress: () => tell?.("install", lock.packages.length),
  });
  return { lock, isNew, dependencies };
}

function settled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === "rejected") throw result.reason;
  return result.value;
}
