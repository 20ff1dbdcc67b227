import type { Facts } from "../facts/schema.ts";
import type { Detection } from "../frameworks/framework.ts";
import type { BootReport, CommandOutcome } from "../providers/provider.ts";
import type { ActionContext } from "./context.ts";

/** A release that is made and not yet served, as the steps towards serving it see it; each provider has its own. */
export interface ReleaseTarget {
  /** Number of the release that is served now; undefined before the first one. */
  readonly live: number | undefined;
  /** The stage's own database; null when the rows are somewhere else. */
  readonly database: { readonly isNew: boolean } | null;
  /** Runs one of Monolift's own commands in the new release, at most once; `onResult` gets each line of its answer. */
  readonly run: (parameters: readonly string[], onResult?: (line: string) => void) => Promise<CommandOutcome>;
  /** Brings one sandbox of each function through its init phase. */
  readonly boot: () => Promise<BootReport>;
  /** Asks the new release for a page. */
  readonly ask: (path: string) => Promise<{ readonly status: number }>;
  /** What the new release has logged of its last failure. */
  readonly readFailure: () => Promise<{
    readonly said?: string | undefined;
    readonly hint?: string | undefined;
  }>;
  /** Keeps rows, and files where they are a part of it, as they are now, to return to; undefined where the database's supplier cannot. */
  readonly keepData: () => Promise<{ readonly id: number; readonly hasFiles: boolean } | undefined>;
}

/** Where the code of a release lies while it runs: what it says of its own files is said of the project's. */
export interface CodePlaces {
  readonly detection: Pick<Detection, "root">;
  readonly code: string;
  readonly dependencies: string;
}

/** What the steps of a release share. */
export interface ReleaseWork {
  readonly context: ActionContext;
  readonly stage: string;
  readonly places: CodePlaces;
  readonly facts: Facts;
  /** Whether somebody has agreed to migrations that cannot be undone. */
  readonly isAgreed: boolean;
  readonly target: ReleaseTarget;
}
