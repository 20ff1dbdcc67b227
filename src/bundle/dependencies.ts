import type { Interpreter, Environment } from "./python/interpreter.ts";
import type { BundleTarget } from "./target.ts";

/** Where a project says what it needs; `file` is relative to its root. */
export type DependencyInput =
  | { readonly kind: "requirements" | "pyproject"; readonly file: string }
  /** `setup.py`, or `setup.cfg` where its folder has none. */
  | { readonly kind: "setup"; readonly file: string }
  /** Without its lock file. */
  | { readonly kind: "Pipfile"; readonly file: string }
  | { readonly kind: "uv.lock" | "poetry.lock" | "Pipfile.lock" | "pylock"; readonly file: string }
  /** Nothing is said, but the code shows it: `requirement` is of PEP 508, `from` is the file that shows it. */
  | { readonly kind: "implied"; readonly requirement: string; readonly from: string }
  | { readonly kind: "none" };

/**
 * Says what a set of packages still lacks. Each entry is a list of alternatives of PEP 508: the first that can be
 * resolved together with the packages is added.
 */
export type Completion = (packages: Readonly<Record<string, string>>) => readonly (readonly string[])[];

/** What a lock is made from. */
export interface LockRequest {
  /** Absolute folder of the project. */
  readonly root: string;
  readonly dependencies: DependencyInput;
  /** The application's own; for a target, one of its minor version where this machine has one, since only that compiles. */
  readonly python: Interpreter;
  /** The machine to choose packages for, when it is not this one. */
  readonly target?: BundleTarget | undefined;
  /**
   * Versions that are taken for the target where the requirements leave a choice and there are wheels: those that the
   * application was inspected with, name to version. None by default.
   */
  readonly prefer?: Readonly<Record<string, string>> | undefined;
  /** Wheels in the project that are installed in place of what the index has; relative to the root. */
  readonly vendor: readonly string[];
  /** Further requirements of PEP 508. */
  readonly extra: readonly string[];
  readonly complete?: Completion | undefined;
  /** Where locks of this project are kept, outside of it. */
  readonly lockFolder: string;
  readonly cache: string;
  readonly environment: Environment;
  /** Resolve again although there is a lock of the same inputs. */
  readonly refresh?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
}
