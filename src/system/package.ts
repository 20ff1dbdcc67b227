import { readFileSync } from "node:fs";

/** Version of this package, from its `package.json`. */
export function packageVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const content: unknown = JSON.parse(text);
  const isPackage = typeof content === "object" && content !== null && "version" in content;
  if (!isPackage || typeof content.version !== "string") throw new TypeError("package.json names no version");
  return content.version;
}
