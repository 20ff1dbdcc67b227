import { fileURLToPath } from "node:url";
import type { LockedPackage, PackageOrigin } from "../lock.ts";
import { uvPlatform, type BundleTarget } from "../target.ts";
import { failureContext, readFailure } from "./failures.ts";
import { lineOf, writeLines, type InstallRequest, type ResolveRequest } from "./request.ts";
import { normaliseName } from "./names.ts";
import type { Toolbox } from "./toolbox.ts";

/**
 * Resolves with `uv pip compile`.
 *
 * @see https://docs.astral.sh/uv/pip/compile/
 */
export async function resolveWithUv(toolbox: Toolbox, request: ResolveRequest): Promise<readonly LockedPackage[]> {
  const { lines, parameters } = translateOptions(request.options);
  const file = await writeLines(toolbox, "asked.txt", [...lines, ...request.lines]);
  const constraints = await writeLines(toolbox, "constraints.txt", request.constraints);
  const finished = await toolbox.runUv(
    [
      ...["pip", "compile", "--quiet", "--no-header", "--no-annotate", "--generate-hashes", "--no-python-downloads"],
      ...["--python", toolbox.python.executable, ...parameters],
      ...(toolbox.target === undefined
        ? request.onlyWheels.flatMap((name) => ["--only-binary", name])
        : targetOptions(toolbox.target, request.fromSource)),
      ...(request.noDependencies === true ? ["--no-deps"] : []),
      ...["--constraint", constraints, file],
    ],
    { cwd: request.root },
  );
  if (finished.code !== 0) throw readFailure(finished, failureContext("uv", toolbox, request));
  return readCompiled(finished.stdout);
}

/**
 * Chooses wheels for a target; only what is named may be built here.
 *
 * @see https://docs.astral.sh/uv/pip/compatibility/
 */
function targetOptions(target: BundleTarget, fromSource: readonly string[]): readonly string[] {
  return [
    ...["--python-platform", uvPlatform(target), "--python-version", target.python],
    ...["--only-binary", ":all:"],
    ...fromSource.flatMap((name) => ["--no-binary", name]),
  ];
}

/** uv takes most options in the file; these it takes on the command line only, or not at all. */
function translateOptions(options: readonly string[]): {
  readonly lines: readonly string[];
  readonly parameters: readonly string[];
} {
  const lines: string[] = [];
  const parameters: string[] = [];
  for (const option of options) {
    const [flag = "", value = ""] = option.split(/\s+/, 2);
    if (flag === "--pre") parameters.push("--prerelease=allow");
    else if (flag === "--trusted-host") parameters.push("--allow-insecure-host", value);
    else if (flag !== "--prefer-binary" && flag !== "--use-feature") lines.push(option);
  }
  return { lines, parameters };
}

/** Reads what `uv pip compile` prints: `name==version \` with hashes below, or `name @ address`. */
function readCompiled(text: string): readonly LockedPackage[] {
  const joined = text.replaceAll(/\\\r?\n\s*/g, "").split("\n");
  return joined.flatMap((line) => {
    const match = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?:==\s*([^\s;]+)|@\s*(\S+))/.exec(line);
    if (match?.[1] === undefined) return [];
    const hashes = [...line.matchAll(/--hash=(sha256:[0-9a-f]+)/g)].map(([, hash]) => hash ?? "");
    const name = normaliseName(match[1]);
    return [{ name, version: match[2] ?? null, hashes, origin: originOf(match[3]) }];
  });
}

function originOf(url: string | undefined): PackageOrigin {
  if (url === undefined) return { kind: "index" };
  if (url.startsWith("git+")) return { kind: "git", url };
  if (!url.startsWith("file:")) return { kind: "url", url };
  const path = fileURLToPath(url);
  return /\.(whl|zip|tar\.\w+|tgz)$/.test(path) ? { kind: "file", path } : { kind: "folder", path, digest: "" };
}

/** Installs with `uv pip install --target`. */
export async function installWithUv(toolbox: Toolbox, request: InstallRequest): Promise<void> {
  const { lines, parameters } = translateOptions(request.options);
  const packages = request.packages.map((one) => lineOf(request.root, one));
  const file = await writeLines(toolbox, "install.txt", [...lines, ...packages]);
  const finished = await toolbox.runUv(
    [
      ...["pip", "install", "--quiet", "--no-deps", "--no-compile-bytecode", "--no-python-downloads", ...parameters],
      ...["--python", toolbox.python.executable],
      ...(toolbox.target === undefined ? [] : targetOptions(toolbox.target, [])),
      ...["--target", request.target, "--requirement", file],
    ],
    { cwd: request.root },
  );
  if (finished.code !== 0) throw readFailure(finished, failureContext("uv", toolbox, request));
}
