import type { Notice } from "../words/words.ts";
import type { BundleTarget } from "./target.ts";

/**
 * A folder that is named by a digest of everything it is made from, which determines its bytes; nobody writes to it
 * once it is there.
 */
export interface ContentFolder {
  readonly digest: string;
  readonly path: string;
  readonly files: number;
  readonly sizeBytes: number;
}

/** A file that stays outside the bundle and is linked at its own path: `.env`, `.secrets/base.json`. */
export interface LinkedFile {
  /** Relative to the root of the code folder. */
  readonly path: string;
  /** Absolute, where the file really is. */
  readonly target: string;
}

/** One application, ready to run: the same inputs give the same `digest` on any day and in any folder. */
export interface Bundle {
  readonly digest: string;
  /** The project's own files, as they lie below its root. */
  readonly code: ContentFolder;
  /** What pip or uv installed; goes on `sys.path` after the code. */
  readonly dependencies: ContentFolder;
  /** Monolift's own Python, in `runtime/` and `inspector/`. */
  readonly runtime: ContentFolder;
  /** Folders of the code, relative to its root, that go on `sys.path` after the application's own (a `src` layout). */
  readonly paths: readonly string[];
  readonly linked: readonly LinkedFile[];
  /** Files that are made when a process starts: links to where, which are a part of the code. */
  readonly placed: readonly LinkedFile[];
  /** Names of packages that were added to the project's own (a PostgreSQL driver), as `name==version`. */
  readonly added: readonly string[];
  /** Installed distributions, normalised name to version. */
  readonly packages: Readonly<Record<string, string>>;
  /** The machine that it is made for; null for this one. */
  readonly target: BundleTarget | null;
  /** False where this machine has no Python that compiles for the target. */
  readonly hasByteCode: boolean;
  readonly notices: readonly Notice[];
}
