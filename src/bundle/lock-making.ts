import type { Settled } from "./additions.ts";
import type { Asked } from "./asked.ts";
import type { LockRequest } from "./dependencies.ts";
import type { Lock, LockedPackage } from "./lock.ts";
import type { ProjectFolder } from "./python/local-project.ts";
import type { Toolbox } from "./python/toolbox.ts";

/** What the steps of making a lock share. */
export interface LockMaking {
  readonly request: LockRequest;
  readonly asked: Asked;
  readonly toolbox: Toolbox;
  /** The lock that was made before this one: what need not move stays in its version. */
  readonly before: Lock | undefined;
}

/** What a project itself asks for, before anything is added. */
export interface LockBase {
  readonly packages: readonly LockedPackage[];
  readonly projects: readonly ProjectFolder[];
  readonly indexOptions: readonly string[];
  readonly replaced: Settled["replaced"];
  readonly resolvedBy: "pip" | "uv" | null;
}
