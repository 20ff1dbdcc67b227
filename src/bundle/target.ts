import { pythonMinor, platformTag, type Interpreter } from "./python/interpreter.ts";

/** A machine that a bundle is made for and that is not this one: Linux with glibc and CPython, as Lambda has it. */
export interface BundleTarget {
  /** `3.13` */
  readonly python: string;
  readonly architecture: "x86_64" | "arm64";
  /** Version of its C library, `2.34`: a wheel for a newer one does not load there. */
  readonly glibc: string;
}

/** What Linux calls the processors. */
const machines = { x86_64: "x86_64", arm64: "aarch64" } as const satisfies Record<
  BundleTarget["architecture"],
  string
>;

/**
 * The versions of glibc that uv can resolve for, newest first. pip could be asked for any; it is asked for the same, so
 * that both take the same wheels. Nearly all wheels for something between 2.17 and 2.28 run on 2.17 too and say so.
 *
 * @see https://docs.astral.sh/uv/reference/cli/#uv-pip-install--python-platform
 */
const levels = [
  "2.40",
  "2.39",
  "2.38",
  "2.37",
  "2.36",
  "2.35",
  "2.34",
  "2.33",
  "2.32",
  "2.31",
  "2.28",
  "2.17",
];

/**
 * The newest kind of wheels that loads there: `manylinux_2_34_x86_64`.
 *
 * @see https://peps.python.org/pep-0600/
 */
export function wheelPlatform(target: BundleTarget): string {
  return `manylinux_${levelOf(target).replace(".", "_")}_${machines[target.architecture]}`;
}

/** The same as uv's `--python-platform` takes it: `x86_64-manylinux_2_34`. */
export function uvPlatform(target: BundleTarget): string {
  return `${machines[target.architecture]}-manylinux_${levelOf(target).replace(".", "_")}`;
}

/** Every kind of wheels that loads there, the best first, as pip's `--platform` takes them. */
export function pipPlatforms(target: BundleTarget): readonly string[] {
  const machine = machines[target.architecture];
  const newest = minorNumber(levelOf(target));
  // The first manylinux of each processor (PEP 513, PEP 599), under the names that came before PEP 600.
  const [oldest, named] = target.architecture === "x86_64" ? [5, former] : [17, former.slice(0, 1)];
  const numbered = Array.from({ length: newest - oldest + 1 }, (_, index) => newest - index);
  const platforms = numbered.flatMap((minor) => [
    `manylinux_2_${minor}_${machine}`,
    ...named.filter(([, glibc]) => glibc === minor).map(([name]) => `${name}_${machine}`),
  ]);
  // Somebody's own wheel, built where it is to run; no index of the public takes it.
  return [...platforms, `linux_${machine}`];
}

const former = [
  ["manylinux2014", 17],
  ["manylinux2010", 12],
  ["manylinux1", 5],
] as const;

function levelOf({ glibc }: BundleTarget): string {
  const level = levels.find((one) => minorNumber(one) <= minorNumber(glibc));
  if (level === undefined) throw new RangeError(`there are no wheels for glibc ${glibc}`);
  return level;
}

/** Every glibc is a 2.x. */
function minorNumber(glibc: string): number {
  return Number(glibc.split(".")[1]);
}

/**
 * What markers ask, answered for the target. Of its Python only the minor version is known: it counts as the first of its
 * kind, as it does for uv, since what a correction brought along is then installed rather than missed.
 *
 * @see https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
 */
export function markerEnvironment(target: BundleTarget): Readonly<Record<string, string>> {
  const version = `${target.python}.0`;
  return {
    implementation_name: "cpython",
    implementation_version: version,
    os_name: "posix",
    platform_machine: machines[target.architecture],
    platform_python_implementation: "CPython",
    platform_release: "",
    platform_system: "Linux",
    platform_version: "",
    python_full_version: version,
    python_version: target.python,
    sys_platform: "linux",
  };
}

/** Who a bundle is made for: a target, or else the Python here on this machine. */
export interface MadeFor {
  readonly python: Interpreter;
  readonly target?: BundleTarget | undefined;
}

/** `3.13`: what wheels are chosen by. */
export function minorFor({ python, target }: MadeFor): string {
  return target?.python ?? pythonMinor(python);
}

/** What wheels are chosen by besides: `manylinux_2_34_x86_64` of a target, `linux-x64-glibc` of this machine. */
export function platformFor({ target }: MadeFor): string {
  return target === undefined ? platformTag() : wheelPlatform(target);
}

/** The Python that compiles byte code for it; undefined where this machine has none of its minor version. */
export function compilerFor({ python, target }: MadeFor): Interpreter | undefined {
  return target === undefined || pythonMinor(python) === target.python ? python : undefined;
}
