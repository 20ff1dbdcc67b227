import { posix } from "node:path";
import type { Bundle } from "../bundle.ts";

/**
 * Where Lambda puts what was packed, in a zip as in an image; it may be read there and not written.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export const taskRoot = "/var/task";

/** Paths in a package, relative to the task's root. */
export const packed = {
  code: "app",
  dependencies: "packages",
  runtime: "python/runtime",
  /** What Lambda starts in place of its own Python client. */
  execWrapper: "python/exec-wrapper",
  /** The module of the function's handler, for whoever starts Lambda's own client. */
  handler: "monolift_handler.py",
  pack: "pack",
  staticFolder: "static",
} as const;

/** What the handler is called where Lambda's own client runs it. */
export const handlerName = "monolift_handler.handler";

/** Absolute paths in the function. */
export interface LambdaPlaces {
  readonly root: string;
  /** Root of the project's code. */
  readonly code: string;
  /** The folder of the application: working folder of commands, first on `sys.path`. */
  readonly app: string;
  readonly dependencies: string;
  /** `sys.path` before Python's own: the application, folders of a `src` layout, the dependencies. */
  readonly path: readonly string[];
  readonly runtime: string;
  readonly pack: string;
  /** The folder that the manifest of the static files lies in. */
  readonly staticFolder: string;
  /** The project's `manage.py`; null where it has none. */
  readonly manage: string | null;
}

/**
 * Where a bundle's parts are in the function.
 *
 * @param application As detected; relative to the root of the code.
 */
export function lambdaPlaces(
  { paths }: Pick<Bundle, "paths">,
  { appDir, manage }: { readonly appDir: string; readonly manage: string | null },
): LambdaPlaces {
  const at = (...path: readonly string[]): string => posix.join(taskRoot, ...path);
  const inCode = (path: string): string => at(packed.code, path).replace(/\/$/, "");
  const app = inCode(appDir);
  return {
    root: taskRoot,
    code: at(packed.code),
    app,
    dependencies: at(packed.dependencies),
    path: [app, ...paths.map(inCode), at(packed.dependencies)],
    runtime: at(packed.runtime),
    pack: at(packed.pack),
    staticFolder: at(packed.staticFolder),
    manage: manage === null ? null : inCode(manage),
  };
}
