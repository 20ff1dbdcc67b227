import type { BootReport } from "../platform/functions/functions.ts";
import type { Plan } from "../plan/plan.ts";
import type { EntryPoints, Provisions } from "../plan/provisions.ts";

/** What a new release is made of. */
export interface ReleaseRequest {
  readonly plan: Plan;
  readonly entry: EntryPoints;
  readonly provisions: Provisions;
  /** Digest of everything that decides how the release behaves; equal digests mean that there is nothing to do. */
  readonly inputs: string;
  readonly bundle: string;
  readonly facts: unknown;
  /** Commit that the project's folder stands on, and the first line of its message. */
  readonly commit: { readonly id: string; readonly subject: string } | null;
  /** Who asks for it, as `user@host`. */
  readonly by: string;
  /** Digests of what it is made of. */
  readonly parts: {
    readonly code: string;
    readonly dependencies: string;
    readonly runtime: string;
    readonly configuration: string;
  };
  /** `app.name` of each migration that is to be applied. */
  readonly migrations: readonly string[];
  readonly sizeBytes: number;
  /** Paths below the static folder whose names change with their content. */
  readonly hashedStatic: readonly string[];
}

export type { BootReport };

/** Why a new release did not start. */
export type BootFailure = Extract<BootReport, { ok: false }>["failure"];

/** How a command of the application ended. */
export interface CommandOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What it wrote to the descriptor named by `MONOLIFT_RESULT_FD`; empty when nothing. */
  readonly result: string;
}

/** The database of one stage, whoever supplies it: Neon, Aurora, or somebody's own server. */
export interface StageDatabase {
  /**
   * Makes it where it is not there yet; nothing that is there is ever replaced.
   *
   * @param copyOf Another stage of the same project whose rows this one begins with, where the supplier can do that.
   */
  readonly ensure: (options: { readonly copyOf?: string | undefined }) => Promise<DatabaseState>;
  /** What is there; undefined where nothing is. Changes nothing. */
  readonly describe: () => Promise<DatabaseState | undefined>;
  /** Removes it with all rows; a database that somebody else owns stays. */
  readonly remove: () => Promise<void>;
}

export interface DatabaseState {
  /** `postgresql://USER:PASSWORD@HOST:PORT/NAME?sslmode=require`; a secret. */
  readonly url: string;
  /** True when nothing was in it before `ensure`. */
  readonly isNew: boolean;
  /** Connections that it takes at once; null when nobody can tell. */
  readonly maxConnections: number | null;
  /** Whether it sleeps while nobody is connected: a frozen sandbox then must not hold a connection. */
  readonly sleeps: boolean;
  /** Bytes that its rows take; null when nobody can tell. */
  readonly sizeBytes: number | null;
}
