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
   * @param expiresAt When the supplier may remove it by itself, whatever happens here; later than anybody can use it. Null
   *   takes that back, and without it nothing of it is changed.
   */
  readonly ensure: (options: {
    readonly copyOf?: string | undefined;
    readonly expiresAt?: Date | null | undefined;
  }) => Promise<DatabaseState>;
  /** What is there; undefined where nothing is. Changes nothing. */
  readonly describe: () => Promise<DatabaseState | undefined>;
  /** Removes it with all rows; a database that somebody else owns stays. */
  readonly remove: () => Promise<void>;
  /** The moments that it can go back to; undefined where the supplier keeps none. */
  readonly points?: DatabasePoints | undefined;
}

/** Rows as they were at chosen moments, kept by whoever supplies the database. */
export interface DatabasePoints {
  /** Oldest first. */
  readonly list: () => Promise<readonly DatabasePoint[]>;
  /** Keeps the rows as they are now. Where the name is taken, nothing is done. */
  readonly create: (name: string) => Promise<DatabasePoint>;
  /** Puts a point's rows in the place of the database's, which become the point `keptAs`. */
  readonly restore: (name: string, keptAs: string) => Promise<DatabaseState>;
  readonly remove: (name: string) => Promise<void>;
}

export interface DatabasePoint {
  /** Letters, digits and hyphens. */
  readonly name: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  /** Bytes that its rows take; null when nobody can tell. */
  readonly sizeBytes: number | null;
}

export interface DatabaseState {
  /**
   * `postgresql://USER:PASSWORD@HOST:PORT/NAME?sslmode=require`; a secret. Empty where the project's own settings name the
   * database, or where nobody can connect to it now.
   */
  readonly url: string;
  /** True when nothing was in it before `ensure`. */
  readonly isNew: boolean;
  /** Connections that it takes at once; null when nobody can tell. */
  readonly maxConnections: number | null;
  /** Whether it sleeps while nobody uses it. */
  readonly sleeps: boolean;
  /** Bytes that its rows take; null when nobody can tell. */
  readonly sizeBytes: number | null;
  /** What it is used for, where the supplier tells. */
  readonly usage?: DatabaseUsage | undefined;
}

export interface DatabaseUsage {
  /** Time that it ran in this billing month, in hours of one unit of the supplier's (CU, ACU). */
  readonly unitHours: number;
  /** ISO 8601 in UTC; null when it never was. */
  readonly lastActiveAt: string | null;
  /** When the supplier removes it by itself, ISO 8601 in UTC; null for never. */
  readonly expiresAt: string | null;
}
