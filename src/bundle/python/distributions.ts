import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LocalProject } from "../lock.ts";
import { normaliseName } from "./names.ts";

/** What the installer writes about itself and about where it took a file from: it differs from tool to tool and from day to day. */
const aboutInstalling = ["INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json", "uv_build.json"];

/** At the top of a target, from the tools: programs with this machine's paths in them, and uv's lock. */
const besidePackages = ["bin", ".lock", ".gitignore", "CACHEDIR.TAG"];

/**
 * Takes out of a freshly filled folder what depends on tool, day or machine, so that the same lock gives the same
 * bytes with pip and with uv. What code asks for at run time stays: `METADATA`, `entry_points.txt`, licences, data.
 *
 * @see https://packaging.python.org/en/latest/specifications/recording-installed-packages/
 */
export async function normaliseDistributions(folder: string): Promise<void> {
  for (const name of besidePackages) await rm(join(folder, name), { recursive: true, force: true });
  await removeByteCode(folder);
  for (const name of await distInfoFolders(folder)) {
    for (const file of aboutInstalling) await rm(join(folder, name, file), { force: true });
    await rewriteRecord(folder, name);
  }
}

async function distInfoFolders(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith(".dist-info")).toSorted();
}

/** What an installer compiled is of the kind that looks at times. */
async function removeByteCode(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  for (const entry of entries) {
    if (entry.isDirectory() && entry.name === "__pycache__") {
      await rm(join(entry.parentPath, entry.name), { recursive: true, force: true });
    }
  }
}

/** Keeps the lines of files that are there, in order. `importlib.metadata.files()` reads them. */
async function rewriteRecord(folder: string, name: string): Promise<void> {
  const path = join(folder, name, "RECORD");
  if (!existsSync(path)) return;
  const content = await readFile(path, "utf8");
  await replaceFile(
    path,
    keepRecorded(content, (file) => existsSync(join(folder, file))),
  );
}

/** A `RECORD` with the lines of those files only that are kept, in order. */
export function keepRecorded(content: string, isKept: (path: string) => boolean): string {
  const lines = content.split(/\r?\n/).filter((line) => line !== "" && isKept(recordedPath(line)));
  return `${lines.toSorted().join("\n")}\n`;
}

/** First field of a line of comma-separated values. */
function recordedPath(line: string): string {
  const quoted = /^"((?:[^"]|"")*)"/.exec(line)?.[1];
  return quoted?.replaceAll('""', '"') ?? line.slice(0, line.indexOf(","));
}

/** uv links files from its own cache: writing into one would write into the cache. */
async function replaceFile(path: string, content: string): Promise<void> {
  const temporary = `${path}.new`;
  await writeFile(temporary, content);
  await rename(temporary, path);
}

/**
 * Writes the metadata of a project whose code is in the bundle itself, so that `importlib.metadata.version("blog")`
 * and its entry points work as if it were installed.
 */
export async function writeProjectMetadata(folder: string, project: LocalProject): Promise<void> {
  const name = `${normaliseName(project.name).replaceAll("-", "_")}-${project.version}.dist-info`;
  const groups = Object.entries(project.entryPoints).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const files: Readonly<Record<string, string>> = {
    METADATA: `Metadata-Version: 2.1\nName: ${project.name}\nVersion: ${project.version}\n`,
    ...(groups.length === 0 ? {} : { "entry_points.txt": groups.map(renderGroup).join("\n") }),
  };
  const lines = Object.entries(files).map(([file, content]) => {
    const hash = createHash("sha256").update(content).digest("base64url");
    return `${name}/${file},sha256=${hash},${Buffer.byteLength(content)}`;
  });
  await mkdir(join(folder, name), { recursive: true });
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, name, file), content);
  await writeFile(join(folder, name, "RECORD"), `${[...lines, `${name}/RECORD,,`].toSorted().join("\n")}\n`);
}

function renderGroup([group, names]: readonly [string, Readonly<Record<string, string>>]): string {
  const lines = Object.entries(names).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `[${group}]\n${lines.map(([name, target]) => `${name} = ${target}\n`).join("")}`;
}
