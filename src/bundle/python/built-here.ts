import { readInstalled, type InstalledDistribution } from "../installed.ts";
import type { LockedPackage } from "../lock.ts";
import type { Toolbox } from "./toolbox.ts";
import { installForThisMachine } from "./installer.ts";
import type { InstallRequest } from "./request.ts";

/** A package of which there is no wheel for the target, and that only the target's own kind of machine can compile. */
export interface NeedsCompiling {
  /** Normalised. */
  readonly name: string;
  readonly version: string | null;
}

/**
 * Installs packages as this machine would, into an empty folder: with its own wheels, or built from source.
 *
 * @returns Those that came out with more than Python in them, or for another Python: they do not run on the target.
 * @throws {UserError | OperationError} What `installPackages` throws.
 */
export async function buildHere(
  toolbox: Toolbox,
  request: InstallRequest,
  minor: string,
): Promise<readonly NeedsCompiling[]> {
  await installForThisMachine(toolbox, request);
  const installed = await readInstalled(request.target);
  return request.packages.filter(({ name }) => {
    const found = installed.find((one) => one.name === name);
    return found === undefined || !runsAnywhere(found, minor);
  });
}

/** Whether a distribution is nothing but Python that a minor version takes: one of its tags is `py3-none-any`. */
function runsAnywhere({ tags }: InstalledDistribution, minor: string): boolean {
  const newest = Number(minor.split(".")[1]);
  const pythons = tags.flatMap((tag) => /^(.+)-none-any$/.exec(tag)?.[1]?.split(".") ?? []);
  return pythons.some((python) => {
    const version = /^py3(\d*)$/.exec(python)?.[1];
    return version !== undefined && Number(version) <= newest;
  });
}
