import type { Notice } from "../words/words.ts";

/** Where a value was found: what it is, the value, and the file (and key) that says so. */
export interface Found {
  readonly what: "framework" | "root" | "manage" | "settings" | "wsgi" | "asgi" | "python" | "dependencies";
  readonly value: string;
  readonly from: string;
}

/** A Python on this machine. */
export interface Interpreter {
  /** Absolute, without links; of a virtual environment, the Python that it was made with. */
  readonly executable: string;
  /** Full version, for instance `3.11.7`. */
  readonly version: string;
  /** `importlib.util.MAGIC_NUMBER`, in hexadecimal: byte code of another number is not loaded. */
  readonly magic: string;
}

/** What somebody says about the version. */
export interface PythonWish {
  /** `3.12`, `>=3.10,<3.14`. */
  readonly specifier: string;
  /** The file, and the key in it, that says so. */
  readonly from: string;
  /**
   * - `required`: another version is an error (`requires-python`, `app.python`).
   * - `wanted`: another one is taken where this is not to be had, and said aloud (`.python-version`, `Dockerfile`).
   * - `hint`: helps to choose, and is passed over in silence (an old virtual environment, what the Django version
   *   supports).
   */
  readonly strength: "required" | "wanted" | "hint";
}

/** Where the dependencies are said; paths are relative to the project's root, `/` between. */
export type DependencySource =
  | { readonly kind: "requirements"; readonly file: string }
  | { readonly kind: "uv.lock" | "poetry.lock" | "Pipfile.lock" | "pylock"; readonly file: string }
  | { readonly kind: "pyproject"; readonly file: string }
  /** `setup.py` or `setup.cfg`. */
  | { readonly kind: "setup"; readonly file: string }
  /** Without its lock file. */
  | { readonly kind: "Pipfile"; readonly file: string }
  /** No file says them; `requirement` (`Django~=5.2.0`) follows from what `from` says. */
  | { readonly kind: "implied"; readonly requirement: string; readonly from: string };

/** What looking at a project's files tells, before any of its code runs. Paths are relative to `root`, `/` between. */
export interface Detection {
  readonly framework: "django";
  /** Absolute: the folder that is bundled, the one with the project's file. */
  readonly root: string;
  /** The folder of `manage.py`, first on `sys.path`; `.` when it is the root. */
  readonly appDir: string;
  readonly manage: string | null;
  readonly settingsModule: string;
  /** `module:callable`, or null when the project has none (Django's own is then taken). */
  readonly wsgi: string | null;
  readonly asgi: string | null;
  readonly python: Interpreter;
  /** What the project says of its Python, most important first: another machine chooses among other versions. */
  readonly pythonWishes: readonly PythonWish[];
  readonly dependencies: DependencySource;
  /** In the order in which it is said aloud. */
  readonly found: readonly Found[];
  readonly notices: readonly Notice[];
}
