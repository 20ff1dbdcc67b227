import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/set-up.mjs";
import { environment, folder } from "./set-up.mjs";

const program = join(root, "dist/cli/main.js");

/** Where pip and uv keep what they downloaded, for `up` and for doing it by hand alike. */
export const packageCaches = {
  PIP_CACHE_DIR: join(folder, "caches/pip"),
  UV_CACHE_DIR: join(folder, "caches/uv"),
};

/**
 * A user who has never used Monolift.
 *
 * @returns `call(verb parameters, folder)` gives the report and how long the command took; `forget` removes everything.
 */
export function createUser() {
  const home = mkdtempSync(join(tmpdir(), "monolift-bench-"));
  const variables = {
    ...environment,
    ...packageCaches,
    XDG_STATE_HOME: join(home, "state"),
    XDG_CACHE_HOME: join(home, "cache"),
    XDG_CONFIG_HOME: join(home, "config"),
  };
  return {
    home,
    call: (parameters, cwd) => {
      const started = performance.now();
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...parameters, "--json"], {
        cwd,
        env: variables,
        encoding: "utf8",
      });
      const seconds = (performance.now() - started) / 1000;
      if (status !== 0) throw new Error(`monolift ${parameters.join(" ")}: ${stdout}${stderr}`);
      return { seconds, report: JSON.parse(stdout) };
    },
    forget: () => rmSync(home, { recursive: true, force: true }),
  };
}
