import { join } from "node:path";
import { packageFolder } from "../../system/package.ts";

/** Folder of the Python sources in this package. */
export function pythonFolder(): string {
  return join(packageFolder(), "python");
}

/** Absolute path of one of the bundler's own Python programs. */
export function pythonScript(name: string): string {
  return join(pythonFolder(), "bundler", name);
}
