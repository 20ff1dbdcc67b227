import { join } from "node:path";

/** The files of one project's background process, below the project's state folder. */
export interface DaemonFolder {
  readonly root: string;
  /** Held by the one process that serves this project. */
  readonly lock: string;
  /** Held by whoever changes a stage: `up`, `rollback`, a restore, what ends a stage by itself. */
  readonly work: string;
  /** Held by the one `dev` of a stage. */
  readonly dev: (stage: string) => string;
  /** Held by whoever changes a stage that is not on this machine. */
  readonly away: (stage: string) => string;
  /** Where and with which key the process listens; 0600. */
  readonly address: string;
  readonly log: string;
  readonly stages: string;
  /** JSON lines, one file per function. */
  readonly logs: string;
  readonly postgres: string;
  readonly postgresLog: string;
  /** Buckets and what is in them. */
  readonly storage: string;
  readonly storagePort: string;
  /** What is to become of a stage's data, while it is being exchanged. */
  readonly swap: string;
  readonly temporary: string;
}

/** Names the files of a project's background process. */
export function daemonFolder(root: string): DaemonFolder {
  return {
    root,
    lock: join(root, "daemon.lock"),
    work: join(root, "up.lock"),
    // Not in the stage's folder: a stage that was never lifted has none.
    dev: (stage) => join(root, `dev-${stage}.lock`),
    away: (stage) => join(root, `away-${stage}.lock`),
    address: join(root, "daemon.json"),
    log: join(root, "daemon.log"),
    stages: join(root, "stages"),
    logs: join(root, "logs"),
    postgres: join(root, "postgres"),
    postgresLog: join(root, "postgres.log"),
    storage: join(root, "storage"),
    storagePort: join(root, "storage.json"),
    swap: join(root, "swap.json"),
    temporary: join(root, "sandboxes"),
  };
}
