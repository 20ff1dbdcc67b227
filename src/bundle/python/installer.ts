import type { LockedPackage } from "../lock.ts";
import { installWithPip, resolveWithPip } from "./pip.ts";
import type { InstallRequest, ResolveRequest } from "./request.ts";
import type { Toolbox } from "./toolbox.ts";
import { installWithUv, resolveWithUv } from "./uv.ts";

/** The two tools, with the same verbs. */
const tools = {
  pip: { resolve: resolveWithPip, install: installWithPip },
  uv: { resolve: resolveWithUv, install: installWithUv },
} as const;

/** uv when it is on the `PATH`, since it is many times faster; else pip. What is installed is the same. */
export function toolOf(toolbox: Toolbox): keyof typeof tools {
  return toolbox.uv === undefined ? "pip" : "uv";
}

/**
 * Finds the versions that fit together, and their hashes.
 *
 * @throws {UserError | OperationError} What `readFailure` makes of the tool's output.
 */
export function resolvePackages(toolbox: Toolbox, request: ResolveRequest): Promise<readonly LockedPackage[]> {
  return tools[toolOf(toolbox)].resolve(toolbox, request);
}

/** Puts the packages into the folder, nothing more: what they depend on is in the lock. */
export function installPackages(toolbox: Toolbox, request: InstallRequest): Promise<void> {
  return tools[toolOf(toolbox)].install(toolbox, request);
}

/** The same with what this machine takes, whatever the toolbox is for. */
export function installForThisMachine(toolbox: Toolbox, request: InstallRequest): Promise<void> {
  return installPackages({ ...toolbox, target: undefined }, request);
}
