import type { Functions, FunctionsStatus } from "../functions/functions.ts";
import type { Lock } from "../../system/lock.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { CanaryWatch } from "./canary-watch.ts";
import type { Database } from "./database.ts";
import type { ExpiryWatch } from "./expiry-watch.ts";
import type { DaemonFolder } from "./folder.ts";
import type { DevelopedCode } from "./develop.ts";
import type { Followers } from "./followers.ts";
import type { SetAside, StageServices } from "./stage-services.ts";
import type { ProjectStorage } from "./storage.ts";
import type { InTurn } from "./turns.ts";

/** What runs in the project's background process. */
export interface Description {
  readonly pid: number;
  readonly residentBytes: number;
  readonly functions: FunctionsStatus;
  readonly stages: readonly StageServices[];
  readonly setAside: readonly SetAside[];
  /** Names of the doors that listen at this moment. */
  readonly openDoors: readonly string[];
}

/** What the operations work on. */
export interface Platform {
  readonly folder: DaemonFolder;
  readonly functions: Functions;
  readonly gateway: Gateway;
  readonly database: Database;
  readonly storage: ProjectStorage;
  /** Stages as they are written on disk, by name. */
  readonly stages: Map<string, StageServices>;
  /** Whoever changes a stage does it in turn. */
  readonly inTurn: InTurn;
  readonly canaries: CanaryWatch;
  /** Who is told of requests. */
  readonly followers: Followers;
  /** By stage, what is served in the place of its release. */
  readonly developed: Map<string, DevelopedCode>;
  /** Ends stages whose time is over. */
  readonly expiry: ExpiryWatch;
  readonly setAside: SetAside[];
  /** Ends the process once the answer is out. */
  readonly shutdown: () => void;
  /** Ends the process, and removes the project's state with it; `lock` is the one of `folder.work`. */
  readonly removeProject: (lock: Lock) => void;
}
