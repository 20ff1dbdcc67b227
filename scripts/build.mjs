// Compiles src/ to modules below .cache/ (for tests, scripts and benchmarks), bundles the programs and the library of them to
// dist/, and writes schemas/, docs/configuration.md and docs/aws.md. What was built before stays in use until the new one is whole.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { installPackages } from "./set-up.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const fresh = `${root}.cache/build-${process.pid}`;
const modules = `${fresh}/modules`;
const dist = `${fresh}/dist`;
mkdirSync(fresh, { recursive: true });
installPackages();
const { rolldown } = await import("rolldown");
const run = (...parameters) =>
  execFileSync(process.execPath, parameters, { cwd: root, stdio: ["ignore", 2, 2] });

/** A program of one file per step loads in half the time of one with a file per module; dependencies stay packages. */
async function bundlePrograms() {
  const entries = ["index", "cli/main", "platform/daemon/main"];
  const bundle = await rolldown({
    input: Object.fromEntries(entries.map((name) => [name, `${modules}/${name}.js`])),
    platform: "node",
    external: /^[^./]/,
  });
  await bundle.write({
    dir: dist,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
  });
  await bundle.close();
  chmodSync(`${dist}/cli/main.js`, 0o755);
}

try {
  run("node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--outDir", modules);
  await bundlePrograms();
  const isDeclaration = (path) => statSync(path).isDirectory() || path.endsWith(".d.ts");
  cpSync(modules, dist, { recursive: true, filter: isDeclaration });
  for (const [made, place] of [
    [dist, `${root}dist`],
    [modules, `${root}.cache/modules`],
  ]) {
    rmSync(place, { recursive: true, force: true });
    renameSync(made, place);
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
run("scripts/schemas.mjs");
run("scripts/documents.mjs");
