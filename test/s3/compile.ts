import { execFile } from "node:child_process";
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const repository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A server that can be killed is a process of its own, and needs JavaScript. Gives the path of object-storage.js. */
export async function compileObjectStorage(folder: string): Promise<string> {
  const config = {
    extends: repository("tsconfig.json"),
    compilerOptions: {
      noEmit: false,
      declaration: false,
      outDir: join(folder, "js"),
      rootDir: repository("src"),
    },
    files: [repository("src/platform/s3/object-storage.ts")],
    include: [],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  await promisify(execFile)(process.execPath, [
    repository("node_modules/typescript/bin/tsc"),
    "-p",
    join(folder, "tsconfig.json"),
    "--typeRoots",
    repository("node_modules/@types"),
  ]);
  await writeFile(join(folder, "js", "package.json"), '{"type":"module"}');
  await symlink(repository("node_modules"), join(folder, "node_modules"));
  return join(folder, "js/platform/s3/object-storage.js");
}
