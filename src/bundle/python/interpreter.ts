import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A Python of this machine: the application's own, for which everything in the bundle is made. */
export interface Interpreter {
  readonly executable: string;
  /** Full version, for instance `3.11.7`. */
  readonly version: string;
  /** `importlib.util.MAGIC_NUMBER`, in hexadecimal. */
  readonly magic: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** `3.11` of `3.11.7`: what wheels are made for. */
export function pythonMinor(python: Pick<Interpreter, "version">): string {
  return python.version.split(".").slice(0, 2).join(".");
}

/** Name of a source file's byte code beside it, as CPython asks for it (PEP 3147): `__pycache__/views.cpython-311.pyc`. */
export function byteCodePath(source: string, python: Pick<Interpreter, "version">): string {
  const slash = source.lastIndexOf("/") + 1;
  const stem = source.slice(slash).replace(/\.py$/, "");
  return `${source.slice(0, slash)}__pycache__/${stem}.cpython-${pythonMinor(python).replace(".", "")}.pyc`;
}

/** What a wheel may depend on besides the Python version: `linux-x64-glibc`, `darwin-arm64`. */
export function platformTag(): string {
  const base = `${process.platform}-${process.arch}`;
  if (process.platform !== "linux") return base;
  const isMusl = ["x86_64", "aarch64"].some((machine) => existsSync(`/lib/ld-musl-${machine}.so.1`));
  return `${base}-${isMusl ? "musl" : "glibc"}`;
}

/**
 * The environment of a Python tool: the user's own (proxies, certificates, settings of pip and uv), without what would
 * make it install elsewhere or load somebody else's modules, and speaking English, since its messages are read.
 */
export function toolEnvironment(environment: Environment, temporary: string): Environment {
  const kept = Object.entries(environment).filter(([name]) => !misleading.test(name));
  return {
    ...Object.fromEntries(kept),
    TMPDIR: temporary,
    LC_ALL: "C.UTF-8",
    PYTHONUTF8: "1",
    // Packages built from source take their dates from it.
    SOURCE_DATE_EPOCH: "315532800",
    // Only a retry says that an index does not answer; without one pip calls every package unknown.
    ...(environment["PIP_RETRIES"] === "0" ? { PIP_RETRIES: "1" } : {}),
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
    PIP_NO_INPUT: "1",
    PIP_ROOT_USER_ACTION: "ignore",
    NO_COLOR: "1",
  };
}

const misleading =
  /^(PYTHON(?!HTTPSVERIFY).*|VIRTUAL_ENV|CONDA_PREFIX|__PYVENV_LAUNCHER__|PIP_(TARGET|USER|PREFIX|ROOT|REQUIREMENT|CONSTRAINT|REQUIRE_VIRTUALENV|REPORT|DRY_RUN|QUIET|VERBOSE|LOG|FORMAT|PYTHON)|UV_(LINK_MODE|PROJECT_ENVIRONMENT|PYTHON|SYSTEM_PYTHON|TARGET|PREFIX|COMPILE_BYTECODE|FROZEN|LOCKED))$/;

/** Where a program is on the `PATH` of `environment`; undefined when it is nowhere. */
export function findProgram(name: string, environment: Environment): string | undefined {
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder.startsWith("/"));
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
