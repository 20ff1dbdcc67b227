import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { LockedPackage, PackageOrigin } from "../lock.ts";
import { markerEnvironment, pipPlatforms } from "../target.ts";
import { failureContext, readFailure } from "./failures.ts";
import { mergeInto } from "./merge-folders.ts";
import { lineOf, writeLines, type InstallRequest, type ResolveRequest } from "./request.ts";
import { normaliseName } from "./names.ts";
import { pythonScript } from "./scripts.ts";
import type { Toolbox } from "./toolbox.ts";

// https://pip.pypa.io/en/stable/reference/installation-report/
const reportSchema = z.object({
  install: z.array(
    z.object({
      is_direct: z.boolean(),
      metadata: z.object({ name: z.string(), version: z.string() }),
      download_info: z.object({
        url: z.string(),
        subdirectory: z.string().optional(),
        archive_info: z
          .object({ hash: z.string().optional(), hashes: z.record(z.string(), z.string()).optional() })
          .optional(),
        vcs_info: z.object({ vcs: z.string(), commit_id: z.string() }).optional(),
        dir_info: z.object({}).optional(),
      }),
    }),
  ),
});
type Reported = z.infer<typeof reportSchema>["install"][number];

/** Resolves with `pip install --dry-run --report`; nothing is installed. */
export async function resolveWithPip(
  toolbox: Toolbox,
  request: ResolveRequest,
): Promise<readonly LockedPackage[]> {
  const file = await writeLines(toolbox, "asked.txt", [...request.options, ...request.lines]);
  const constraints = await writeLines(toolbox, "constraints.txt", request.constraints);
  const report = join(toolbox.temporary, "report.json");
  const chosen = targetOptions(toolbox, request.fromSource);
  const finished = await toolbox.runPip(
    [
      ...["install", "--dry-run", "--ignore-installed", "--progress-bar", "off", "--report", report],
      ...chosen.parameters,
      ...(toolbox.target === undefined && request.onlyWheels.length > 0
        ? ["--only-binary", request.onlyWheels.join(",")]
        : []),
      ...(request.noDependencies === true ? ["--no-deps"] : []),
      ...["--constraint", constraints, "--requirement", file],
    ],
    { cwd: request.root, ...chosen.options },
  );
  if (finished.code !== 0) throw readFailure(finished, failureContext("pip", toolbox, request));
  const { install } = reportSchema.parse(JSON.parse(await readFile(report, "utf8")));
  return install.map(readReported);
}

/** How pip is started when it chooses for a target: with wheels for it only, but for what is named. */
function targetOptions(
  { target }: Toolbox,
  fromSource: readonly string[],
): {
  readonly parameters: readonly string[];
  readonly options: Pick<NonNullable<Parameters<Toolbox["runPip"]>[1]>, "program" | "environment">;
} {
  if (target === undefined) return { parameters: [], options: {} };
  const abi = `cp${target.python.replace(".", "")}`;
  return {
    parameters: [
      ...["--python-version", target.python, "--implementation", "cp"],
      ...[abi, "abi3", "none"].flatMap((one) => ["--abi", one]),
      ...pipPlatforms(target).flatMap((platform) => ["--platform", platform]),
      ...["--only-binary", ":all:"],
      ...fromSource.flatMap((name) => ["--no-binary", name]),
    ],
    options: {
      program: [pythonScript("pip_for_target.py")],
      environment: { MONOLIFT_MARKERS: JSON.stringify(markerEnvironment(target)) },
    },
  };
}

function readReported(one: Reported): LockedPackage {
  const info = one.download_info.archive_info;
  const sha256 = info?.hashes?.["sha256"] ?? /^sha256=(.+)$/.exec(info?.hash ?? "")?.[1];
  return {
    name: normaliseName(one.metadata.name),
    version: one.metadata.version,
    hashes: sha256 === undefined ? [] : [`sha256:${sha256}`],
    origin: originOf(one),
  };
}

/**
 * The address of a file on the public index is stable and needs no password, and spares asking the index again.
 * Any other index is asked by name and version, through the same options.
 */
function originOf({ download_info: info, is_direct: isDirect }: Reported): PackageOrigin {
  const { url, vcs_info: vcs, dir_info: folder } = info;
  const part = info.subdirectory === undefined ? "" : `#subdirectory=${info.subdirectory}`;
  if (vcs !== undefined) return { kind: "git", url: `${vcs.vcs}+${url}@${vcs.commit_id}${part}` };
  if (folder !== undefined) return { kind: "folder", path: fileURLToPath(url), digest: "" };
  if (isDirect && url.startsWith("file:")) return { kind: "file", path: fileURLToPath(url) };
  if (isDirect || url.startsWith("https://files.pythonhosted.org/")) return { kind: "url", url: `${url}${part}` };
  return { kind: "index" };
}

/** Installs with `pip install --target`. */
export async function installWithPip(toolbox: Toolbox, request: InstallRequest): Promise<void> {
  // As soon as one has a hash, pip wants one of all: what has none goes in a run of its own.
  const withHash = request.packages.filter(({ hashes }) => hashes.length > 0);
  const without = request.packages.filter(({ hashes }) => hashes.length === 0);
  await installGroup(toolbox, { ...request, packages: withHash });
  if (without.length === 0) return;
  // pip leaves folders alone that are there already, namespace packages too: it gets another target.
  const second = join(toolbox.temporary, "second-target");
  await mkdir(second, { recursive: true });
  await installGroup(toolbox, { ...request, packages: without, target: second });
  await mergeInto(second, request.target);
}

async function installGroup(toolbox: Toolbox, request: InstallRequest): Promise<void> {
  if (request.packages.length === 0) return;
  const lines = request.packages.map((one) => lineOf(request.root, one));
  const file = await writeLines(toolbox, "install.txt", [...request.options, ...lines]);
  const chosen = targetOptions(toolbox, []);
  const finished = await toolbox.runPip(
    [
      ...["install", "--no-deps", "--no-compile", "--no-warn-script-location", "--progress-bar", "off"],
      ...[...chosen.parameters, "--target", request.target, "--requirement", file],
    ],
    { cwd: request.root, ...chosen.options },
  );
  if (finished.code !== 0) throw readFailure(finished, failureContext("pip", toolbox, request));
}
