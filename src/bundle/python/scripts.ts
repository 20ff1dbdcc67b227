import { fileURLToPath } from "node:url";

/** Folder of the Python sources in this package: `python/`, beside `src/` and `dist/` alike. */
export function pythonFolder(): string {
  return fileURLToPath(new URL("../../../python", import.meta.url));
}

/** Absolute path of one of the bundler's own Python programs. */
export function pythonScript(name: string): string {
  return `${pythonFolder()}/bundler/${name}`;
}
