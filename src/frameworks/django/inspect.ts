import { mkdir, realpath } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { withTemporary } from "../../bundle/temporary.ts";
import { OperationError, UserError } from "../../errors.ts";
import type { Facts } from "../../facts/schema.ts";
import { hasCode } from "../../system/files.ts";
import { runProgram, type Finished } from "../../system/processes.ts";
import type { Interpreter } from "../framework.ts";
import { hideSecrets } from "./hide-secrets.ts";
import { inspectionFailure } from "./inspection-failures.ts";
import { explainOutside } from "./outside-root.ts";
import { readInspectorAnswer } from "./inspector-answer.ts";

/** What an inspection needs. Paths are absolute unless said otherwise. */
export interface InspectDjangoOptions {
  readonly python: Pick<Interpreter, "executable">;
  /** The user's folder, which errors point into. */
  readonly projectRoot: string;
  /** The bundle's copy of it: working folder of the process, and what counts as the user's own code. */
  readonly codeRoot: string;
  /** Relative to `codeRoot`: the folder of `manage.py`, first on `sys.path`. */
  readonly appDir: string;
  /** Further folders of the code that go on `sys.path`, before the dependencies: a `src` layout. None by default. */
  readonly paths?: readonly string[];
  readonly dependenciesDir: string;
  /** Folder that holds `inspect_application.py`. */
  readonly inspectorDir: string;
  /** Folder that holds the package `monolift_runtime`; undefined inspects the settings as they are, with no overlay. */
  readonly runtimeDir?: string;
  readonly settingsModule: string;
  /** `module:callable`, or null where the project has none. */
  readonly wsgi: string | null;
  readonly asgi: string | null;
  /** Only where the configuration says so: otherwise the inspector chooses, and says why. */
  readonly interface?: "wsgi" | "asgi";
  /**
   * The whole environment of the application, `PATH` and the stage's variables included; nothing is inherited. `HOME`
   * and `TMPDIR` are never taken from it: what an application writes there while it is imported is told, and gone.
   */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The cache of this user: `HOME` and `TMPDIR` are folders below it that are gone afterwards. */
  readonly cache: string;
  /** Whether the database of the settings may be asked which migrations it has. Default: no, and all count as unapplied. */
  readonly asksDatabase?: boolean;
  /** Whether the project's source is read as well (`facts.evidence`). Default: no. */
  readonly readsSource?: boolean;
  /** Title of the API that is described as well, by the generator that the project has (`facts.openapi`). Default: none is. */
  readonly apiTitle?: string | undefined;
  /** File to write the import pack to; none by default. */
  readonly packOut?: string;
  /** Milliseconds until the process group is ended, 60,000 by default. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const defaultTimeoutMs = 60_000;
const shownStderrLines = 20;

/**
 * Says what a Django application is: loads it inside its bundle, in its own Python and a process of its own.
 *
 * What the application prints goes nowhere; what it starts and leaves running is ended with it.
 *
 * @throws {UserError} `SETTINGS_RAISED`, `SETTINGS_EMPTY`, `VARIABLE_MISSING`, `MODULE_MISSING`, `LOGGING_FAILED`,
 * `APPS_FAILED`, `MODELS_FAILED`, `ROOT_URLCONF_MISSING`, `URLCONF_FAILED`, `APPLICATION_FAILED`: each at the line of the
 * project that it comes from, with the frames that are the user's. `FILE_OUTSIDE_ROOT` when they need a file that
 * lies beside the folder that is lifted; `INSPECTION_TIMED_OUT` with the line that hangs,
 * `INSPECTION_CRASHED` with the last lines of stderr.
 * @throws {OperationError} `INSPECTION_NOT_STARTED` when there is no such Python, `BUNDLE_DISK_FULL`.
 */
export async function inspectDjango(options: InspectDjangoOptions): Promise<Facts> {
  const { projectRoot, timeoutMs = defaultTimeoutMs, signal } = options;
  const startedAt = performance.now();
  const finished = await withTemporary(options.cache, async (folder) => {
    const scratch = await makeScratch(folder);
    const ended = await runInspector(options, timeoutMs, scratch);
    return { ...ended, stderr: nameScratch(ended.stderr, scratch) };
  });
  signal?.throwIfAborted();
  const { step, answer } = readInspectorAnswer(finished.result);
  if (answer === undefined) {
    const isTimedOut = finished.signal === "SIGKILL" && performance.now() - startedAt >= timeoutMs;
    const context = { detail: lastLines(finished.stderr, options.environment) };
    throw isTimedOut
      ? new UserError("INSPECTION_TIMED_OUT", { seconds: timeoutMs / 1000, step }, context)
      : new UserError("INSPECTION_CRASHED", { step, code: finished.code, signal: finished.signal }, context);
  }
  if ("facts" in answer) return answer.facts;
  const error = inspectionFailure(answer.error, { projectRoot, timeoutMs });
  throw error instanceof UserError ? ((await explainOutside(answer.error, options, error)) ?? error) : error;
}

/** Folders in place of the user's home and of `/tmp`, as every sandbox has its own. */
interface Scratch {
  readonly folder: string;
  readonly home: string;
  readonly tmp: string;
}

async function makeScratch(temporary: string): Promise<Scratch> {
  // Without links, as an application that resolves `~` would name it.
  const folder = await realpath(temporary);
  const scratch = { folder, home: join(folder, "home"), tmp: join(folder, "tmp") };
  await Promise.all([mkdir(scratch.home), mkdir(scratch.tmp)]);
  return scratch;
}

/** A folder that is gone afterwards is named by what it stands for; the inspector does the same in its answer. */
function nameScratch(text: string, { home, tmp }: Scratch): string {
  return text.replaceAll(home, "~").replaceAll(tmp, "/tmp");
}

async function runInspector(
  options: InspectDjangoOptions,
  timeoutMs: number,
  scratch: Scratch,
): Promise<Finished> {
  const { python, inspectorDir, codeRoot, signal } = options;
  // Without the user's own site folder, and without byte code written into a bundle that others share.
  const command = [python.executable, "-s", "-B", join(inspectorDir, "inspect_application.py")];
  try {
    return await runProgram(command, {
      cwd: codeRoot,
      env: inspectorEnvironment(options, timeoutMs, scratch),
      timeoutMs,
      resultPipe: true,
      endGroupOnExit: true,
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (!hasCode(error, "ENOENT", "EACCES")) throw error;
    throw new OperationError("INSPECTION_NOT_STARTED", { python: python.executable }, { cause: error });
  }
}

/** The application's variables, then the inspector's own: `python/inspector/monolift_inspector/request.py` reads them. */
function inspectorEnvironment(
  options: InspectDjangoOptions,
  timeoutMs: number,
  scratch: Scratch,
): Readonly<Record<string, string | undefined>> {
  const appFolder = join(options.codeRoot, options.appDir);
  return {
    ...options.environment,
    HOME: scratch.home,
    TMPDIR: scratch.tmp,
    MONOLIFT_SCRATCH: scratch.folder,
    DJANGO_SETTINGS_MODULE: options.settingsModule,
    MONOLIFT_PATH: [appFolder, ...(options.paths ?? []), options.dependenciesDir].join(delimiter),
    MONOLIFT_APP_DIR: appFolder,
    MONOLIFT_CODE_ROOT: options.codeRoot,
    MONOLIFT_RUNTIME: options.runtimeDir,
    MONOLIFT_WSGI: options.wsgi ?? undefined,
    MONOLIFT_ASGI: options.asgi ?? undefined,
    MONOLIFT_INTERFACE: options.interface,
    MONOLIFT_DATABASE: options.asksDatabase ? "live" : undefined,
    MONOLIFT_EVIDENCE: options.readsSource ? "source" : undefined,
    MONOLIFT_OPENAPI: options.apiTitle,
    MONOLIFT_PACK_OUT: options.packOut,
    // A pack of an earlier inspection would be read instead of the files that this one is about.
    MONOLIFT_PACK: undefined,
    MONOLIFT_SECONDS: String(timeoutMs / 1000),
    MONOLIFT_RESULT_FD: "3",
  };
}

function lastLines(stderr: string, environment: InspectDjangoOptions["environment"]): string {
  return hideSecrets(stderr, environment).trimEnd().split("\n").slice(-shownStderrLines).join("\n");
}
