import type { Notice } from "../words/words.ts";

/** A folder whose name is the SHA-256 of what is in it; nobody writes to it once it is there. */
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
  /** Monolift's own Python package. */
  readonly runtime: ContentFolder;
  readonly linked: readonly LinkedFile[];
  /** Names of packages that were added to the project's own (a PostgreSQL driver), as `name==version`. */
  readonly added: readonly string[];
  /** Installed distributions, normalised name to version. */
  readonly packages: Readonly<Record<string, string>>;
  readonly notices: readonly Notice[];
}
