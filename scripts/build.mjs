// Compiles src/ to dist/ and writes schemas/ and docs/configuration.md. The old dist/ stays in use until the new one is whole.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { installPackages } from "./set-up.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const fresh = `${root}.cache/build-${process.pid}`;
mkdirSync(`${root}.cache`, { recursive: true });
installPackages();
const run = (...parameters) =>
  execFileSync(process.execPath, parameters, { cwd: root, stdio: ["ignore", 2, 2] });
try {
  run("node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--outDir", fresh);
  chmodSync(`${fresh}/cli/main.js`, 0o755);
  rmSync(`${root}dist`, { recursive: true, force: true });
  renameSync(fresh, `${root}dist`);
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
run("scripts/schemas.mjs");
run("scripts/documents.mjs");
