// How each peer is started against a Runtime API: its own documented way, nothing tuned, nothing left out.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/set-up.mjs";
import { folder, peers, project, python, webAdapter } from "./set-up.mjs";

/** The processor that workers run on; the measuring process keeps to the other one. */
const workerCpu = "1";

const base = (api) => ({
  PATH: process.env.PATH,
  HOME: folder,
  AWS_LAMBDA_RUNTIME_API: api,
  AWS_LAMBDA_FUNCTION_NAME: "bench",
  AWS_LAMBDA_FUNCTION_VERSION: "1",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1769",
  AWS_REGION: "us-east-1",
  LAMBDA_TASK_ROOT: project,
  DJANGO_SETTINGS_MODULE: "site_of_ten.settings",
  BENCH_SQLITE: join(project, "db.sqlite3"),
  PYTHONWARNINGS: "ignore",
});

const ric = (handler) => ({ api, packages }) => ({
  command: [python, "-m", "awslambdaric", handler],
  environment: { ...base(api), PYTHONPATH: [project, peers, ...(packages ? [packages] : [])].join(":") },
});

const own = (options = {}) => ({ api, packages }) => ({
  command: [python, join(root, "python/runtime/bootstrap.py")],
  environment: {
    ...base(api),
    MONOLIFT_APPLICATION: options.application ?? "site_of_ten.wsgi:application",
    MONOLIFT_INTERFACE: options.interface ?? "wsgi",
    MONOLIFT_PATH: [project, peers, ...(packages ? [packages] : [])].join(":"),
    MONOLIFT_STREAM: "function-url",
    ...(options.warmUp === undefined ? {} : { MONOLIFT_WARMUP: options.warmUp }),
    ...(options.pack ? { MONOLIFT_PACK: options.pack, ...options.packEnvironment } : {}),
    ...(options.application ? { DJANGO_SETTINGS_MODULE: "" } : {}),
  },
});

const adapter = () => ({ api }) => ({
  command: [webAdapter()],
  environment: { ...base(api), AWS_LWA_PORT: "18080", AWS_LWA_READINESS_CHECK_PATH: "/ping/", AWS_LWA_INVOKE_MODE: "response_stream" },
  beside: {
    command: [join(folder, "python/bin/gunicorn"), "--workers", "1", "--bind", "127.0.0.1:18080", "--log-level", "error", "site_of_ten.wsgi:application"],
    environment: { ...base(api), PYTHONPATH: project },
  },
});

/** Every contender by name. `own*` take options that a provider sets. */
export const contenders = {
  own,
  ownConstant: (options) => own({ ...options, application: "constant_application:application", warmUp: "" }),
  "awslambdaric + apig-wsgi": () => ric("apig_wsgi_handler.lambda_handler"),
  "awslambdaric + Mangum": () => ric("mangum_handler.lambda_handler"),
  "awslambdaric + serverless-wsgi": () => ric("serverless_wsgi_handler.lambda_handler"),
  "awslambdaric + Zappa": () => ric("zappa.handler.lambda_handler"),
  "Web Adapter + gunicorn": adapter,
  "awslambdaric constant": () => ric("constant_handler.lambda_handler"),
};

/** Peers that serve the application, the Web Adapter only where it could be built. */
export function peerNames() {
  const names = ["awslambdaric + apig-wsgi", "awslambdaric + Mangum", "awslambdaric + serverless-wsgi", "awslambdaric + Zappa"];
  return existsSync(webAdapter() ?? "") ? [...names, "Web Adapter + gunicorn"] : names;
}

/** Starts a contender. `stop` ends it and everything beside it, and resolves when they are gone. */
export function startWorker(definition, { prefix = [] } = {}) {
  const pinned = [...prefix, "taskset", "-c", workerCpu];
  const processes = [definition, ...(definition.beside ? [definition.beside] : [])].map(({ command, environment }) => {
    const [program, ...parameters] = [...pinned, ...command];
    return spawn(program, parameters, { cwd: project, env: environment, detached: true, stdio: ["ignore", "ignore", process.env.BENCH_VERBOSE ? "inherit" : "ignore"] });
  });
  return {
    pids: processes.map(({ pid }) => pid),
    stop: () =>
      Promise.all(
        processes.map(
          (child) =>
            new Promise((resolve) => {
              if (child.exitCode !== null || child.signalCode !== null) return resolve();
              child.once("close", resolve);
              try {
                process.kill(-child.pid, "SIGKILL");
              } catch {
                resolve();
              }
            }),
        ),
      ),
  };
}
