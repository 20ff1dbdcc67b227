import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

let folder: string | undefined;

/** Folder of this package, where its `package.json` lies, from wherever a module of it was built to. */
export function packageFolder(): string {
  if (folder !== undefined) return folder;
  let above = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(above, "package.json"))) {
    if (above === dirname(above)) throw new TypeError("no package.json above this module");
    above = dirname(above);
  }
  folder = above;
  return above;
}

/** Version of this package, from its `package.json`. */
export function packageVersion(): string {
  const content: unknown = JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8"));
  const isPackage = typeof content === "object" && content !== null && "version" in content;
  if (!isPackage || typeof content.version !== "string") throw new TypeError("package.json names no version");
  return content.version;
}
