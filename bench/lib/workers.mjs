// How each contender is started against a Runtime API: its own documented way, nothing tuned and nothing left out.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../../scripts/set-up.mjs";
import { workerProcessor } from "./machine.mjs";
import {
  constantWorker,
  environment,
  folder,
  installedPlace,
  peers,
  python,
  runProgram,
  webAdapter,
} from "./set-up.mjs";

const runtime = join(root, "python/runtime");

/** What Lambda itself sets, and where the application's database is. */
const lambda = (api, place) => ({
  PATH: environment.PATH,
  LANG: "C.UTF-8",
  HOME: folder,
  AWS_LAMBDA_RUNTIME_API: api,
  AWS_LAMBDA_FUNCTION_NAME: "bench",
  AWS_LAMBDA_FUNCTION_VERSION: "1",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1769",
  AWS_REGION: "us-east-1",
  LAMBDA_TASK_ROOT: place.code,
  DJANGO_SETTINGS_MODULE: "site_of_ten.settings",
  BENCH_SQLITE: join(installedPlace().code, "db.sqlite3"),
  // Code is read-only on Lambda.
  PYTHONDONTWRITEBYTECODE: "1",
});

/** A handler in awslambdaric, which is what Lambda's own Python runtime is. */
const inRuntimeClient = (handler) => (api, place) => ({
  command: [python, "-m", "awslambdaric", handler],
  environment: { ...lambda(api, place), PYTHONPATH: [place.code, peers, place.packages].join(":") },
});

/**
 * Monolift's runtime.
 *
 * @param options `pack` is its import pack; `warmUp`, `application` and `ownPaths` are as a stage could set them; `isBuffered`
 * answers in one piece even where the door could take a stream.
 */
export const monolift =
  (options = {}) =>
  (api, place) => ({
    command: [python, "-S", join(runtime, "bootstrap.py")],
    environment: { ...lambda(api, place), ...ownVariables(options, place) },
  });

function ownVariables({ pack, warmUp, application, isBuffered, ownPaths }, place) {
  return {
    MONOLIFT_APPLICATION: application ?? "site_of_ten.wsgi:application",
    MONOLIFT_INTERFACE: "wsgi",
    MONOLIFT_PATH: [place.code, place.packages, peers].join(":"),
    ...(isBuffered ? {} : { MONOLIFT_STREAM: "function-url" }),
    ...(pack === undefined ? {} : { MONOLIFT_PACK: pack }),
    ...(ownPaths === undefined ? {} : { MONOLIFT_OWN_PATHS: ownPaths }),
    ...(warmUp === undefined ? {} : { MONOLIFT_WARMUP: warmUp }),
    ...(application === undefined ? {} : { DJANGO_SETTINGS_MODULE: "" }),
  };
}

/** Monolift's runtime with nothing but a constant WSGI application in it. */
export const monoliftConstant = monolift({ application: "constant_application:application", warmUp: "" });

/** awslambdaric with a handler that returns a constant. */
export const runtimeClientConstant = inRuntimeClient("constant_handler.lambda_handler");

/** The floor, or undefined where it can't be built. */
export function floor() {
  const program = constantWorker();
  if (program === undefined) return undefined;
  return (api, place) => ({ command: [program], environment: lambda(api, place) });
}

/**
 * The Web Adapter in front of gunicorn, as `[[name, contender]]`; empty where it could not be built.
 *
 * @param options `readinessPath` is asked in the init phase until the server answers. Answers are sent in one piece
 * unless `isStreaming`: in small pieces each waits 40 ms for the acknowledgement of the one before it.
 */
export function webAdapterContenders({
  name = "Web Adapter + gunicorn",
  readinessPath = "/",
  isStreaming = false,
} = {}) {
  const program = webAdapter();
  if (program === undefined) return [];
  const contender = (api, place) => ({
    command: [program],
    environment: {
      ...lambda(api, place),
      AWS_LWA_PORT: "18080",
      AWS_LWA_READINESS_CHECK_PATH: readinessPath,
      AWS_LWA_INVOKE_MODE: isStreaming ? "response_stream" : "buffered",
    },
    beside: {
      command: [python, "-m", "gunicorn", "--bind", "127.0.0.1:18080", "site_of_ten.wsgi:application"],
      environment: { ...lambda(api, place), PYTHONPATH: [place.code, place.packages].join(":") },
    },
  });
  return [[name, contender]];
}

/** Every peer that serves the application, by name. */
export function peerContenders(options = {}) {
  return [
    ["awslambdaric + apig-wsgi", inRuntimeClient("apig_wsgi_handler.lambda_handler")],
    ["awslambdaric + serverless-wsgi", inRuntimeClient("serverless_wsgi_handler.lambda_handler")],
    ["awslambdaric + Mangum", inRuntimeClient("mangum_handler.lambda_handler")],
    ["awslambdaric + Zappa", inRuntimeClient("zappa.handler.lambda_handler")],
    ...webAdapterContenders(options),
  ];
}

/** Writes the import pack of a place as `up` does: from what the application imports while it is loaded and warmed up. */
export function makePack(place) {
  const pack = join(folder, "import.pack");
  const variables = { ...environment, ...lambda("127.0.0.1:9", place), ...ownVariables({}, place) };
  runProgram(python, ["-m", "monolift_runtime.pack", pack], { env: { ...variables, PYTHONPATH: runtime } });
  return pack;
}

/**
 * Starts a contender against a Runtime API, on a processor of its own where that is possible.
 *
 * @param options `through` is a program with parameters that the contender is started through.
 * @returns `groups`, the ids of its process groups, and `stop`, which resolves when its processes have gone. One that
 * ends by itself fails what the Runtime API is asked for.
 */
export function startWorker(contender, api, place, options = {}) {
  const { command, environment: variables, beside } = contender(api.address, place);
  const all = [{ command, environment: variables }, ...(beside === undefined ? [] : [beside])];
  const processor = workerProcessor();
  const pin = processor === undefined ? [] : ["taskset", "-c", processor];
  const children = all.map((one) => {
    const [program, ...parameters] = [...(options.through ?? []), ...pin, ...one.command];
    const stdio = ["ignore", "ignore", process.env.BENCH_VERBOSE === undefined ? "ignore" : "inherit"];
    const child = spawn(program, parameters, { cwd: folder, env: one.environment, detached: true, stdio });
    child.once("close", (code) => api.fail(new Error(`${one.command.join(" ")} ended by itself (${code})`)));
    return child;
  });
  // Groups of their own are not ended by ^C.
  const endAll = () => void children.map(endGroup);
  process.once("exit", endAll);
  return {
    groups: children.map(({ pid }) => pid),
    stop: async () => {
      await Promise.all(children.map(endGroup));
      process.off("exit", endAll);
      api.close();
    },
  };
}

function endGroup(child) {
  return new Promise((resolve) => {
    child.once("close", () => resolve());
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    if (hasEnded) resolve();
    else process.kill(-child.pid, "SIGKILL");
  });
}
