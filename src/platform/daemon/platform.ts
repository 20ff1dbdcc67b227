import type { Functions, FunctionsStatus } from "../functions/functions.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { CanaryWatch } from "./canary-watch.ts";
import type { Database } from "./database.ts";
import type { DaemonFolder } from "./folder.ts";
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
  readonly setAside: SetAside[];
  /** Ends the process once the answer is out. */
  readonly shutdown: () => void;
}
