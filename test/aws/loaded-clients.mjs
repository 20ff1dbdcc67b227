// Preloaded into a process (`node --import`): writes the clients of AWS's SDK that it has loaded to the file that
// LOADED_CLIENTS names, one a line, when it ends.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const { cache } = createRequire(import.meta.url);

process.once("exit", () => {
  const found = Object.keys(cache).flatMap((path) => /@aws-sdk\/client-([a-z0-9-]+)\//.exec(path)?.[1] ?? []);
  writeFileSync(process.env["LOADED_CLIENTS"], [...new Set(found)].toSorted().join("\n"));
});
