import { spawn } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Variables of the shell that would have Monolift, Python or an SDK behave otherwise than on another machine. */
const peculiar = /^(PYTHON|DJANGO|MONOLIFT|AWS|XDG|VIRTUAL_ENV|VITEST|NODE_OPTIONS|LD_PRELOAD)/;

/** The password of every account that is made. */
export const password = "only-for-this-test";

/**
 * A user who has never used Monolift, with folders of their own.
 *
 * @param home Folder for what Monolift remembers.
 * @param options.program Path of the command line's program.
 * @param options.cache Folder for what can be made again; by default one below `home`.
 * @returns `start` calls the command line with `--json`; `state` is Monolift's state folder; `variables` may be changed.
 */
export function createUser(home, { program, cache = join(home, "cache") }) {
  const uv = process.env.MONOLIFT_TEST_UV;
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !peculiar.test(name)));
  const variables = {
    ...own,
    LANG: "en_US.UTF-8",
    XDG_STATE_HOME: join(home, "state"),
    XDG_CACHE_HOME: cache,
    XDG_CONFIG_HOME: join(home, "config"),
    DJANGO_SUPERUSER_USERNAME: "ann",
    DJANGO_SUPERUSER_EMAIL: "ann@example.com",
    DJANGO_SUPERUSER_PASSWORD: password,
    ...(uv === undefined ? {} : { PATH: withUv(home, uv), UV_SYSTEM_CERTS: "1" }),
  };
  return {
    variables,
    state: join(home, "state/monolift"),
    start: (cwd, ...parameters) => startProgram([program, ...insertJson(parameters)], cwd, variables),
  };
}

function withUv(home, uv) {
  const folder = join(home, "bin");
  mkdirSync(folder, { recursive: true });
  symlinkSync(uv, join(folder, "uv"));
  return [folder, process.env.PATH].join(delimiter);
}

/** Before `--`, after which everything is the framework's. */
function insertJson(parameters) {
  const end = parameters.indexOf("--");
  return end < 0 ? [...parameters, "--json"] : parameters.toSpliced(end, 0, "--json");
}

/**
 * Starts the command line.
 *
 * @returns `said(text)` resolves when stderr holds the text, or the program has ended; `finished` gives `code`, `signal`,
 *   `json` and `stderr`; `kill` sends SIGKILL.
 */
function startProgram(parameters, cwd, env) {
  const child = spawn(process.execPath, parameters, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  const looks = new Set();
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
    for (const look of looks) look();
  });
  const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  // What it started may hold the pipes for longer than it lives.
  const closed = new Promise((resolve) => child.once("close", resolve));
  const finished = exited.then(async (exit) => {
    if (exit.signal === null) await closed;
    return { ...exit, stderr, json: parseJson(stdout) };
  });
  const said = (text) =>
    Promise.race([
      finished,
      new Promise((resolve) => {
        const look = () => stderr.includes(text) && looks.delete(look) && resolve();
        looks.add(look);
        look();
      }),
    ]);
  return { finished, said, kill: () => child.kill("SIGKILL") };
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
