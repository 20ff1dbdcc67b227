import { fileURLToPath } from "node:url";

/** A program as `npm run build` makes it: `cli/main.js`. */
export function builtProgram(path: string): string {
  return fileURLToPath(new URL(`../dist/${path}`, import.meta.url));
}

/** A module as `npm run build` compiles it, for a process of its own: one that can be killed needs JavaScript. */
export function builtModule(path: string): string {
  return fileURLToPath(new URL(`../.cache/modules/${path}`, import.meta.url));
}
