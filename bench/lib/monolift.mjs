import { spawn, spawnSync } from "node:child_process";
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
 * @param more Variables beside those that programs are started with.
 * @returns `call(verb parameters, folder)` gives the report and how long the command took; `callLater` does the same while this
 *   process goes on, with a text on stdin; `forget` removes everything.
 */
export function createUser(more = {}) {
  const home = mkdtempSync(join(tmpdir(), "monolift-bench-"));
  const variables = {
    ...environment,
    ...packageCaches,
    XDG_STATE_HOME: join(home, "state"),
    XDG_CACHE_HOME: join(home, "cache"),
    XDG_CONFIG_HOME: join(home, "config"),
    ...more,
  };
  return {
    home,
    program,
    variables,
    callLater: (parameters, cwd, input = "") =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [program, ...parameters, "--json"], { cwd, env: variables });
        let said = "";
        child.stdout.on("data", (text) => (said += text));
        child.stderr.on("data", (text) => (said += text));
        child.stdin.end(input);
        child.once("error", reject);
        child.once("close", (code) =>
          code === 0 ? resolve() : reject(new Error(`monolift ${parameters.join(" ")}: ${said}`)),
        );
      }),
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
