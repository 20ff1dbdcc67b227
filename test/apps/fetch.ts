import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProgram } from "../../src/system/processes.ts";
import { sharedCache, testUv } from "../test-home.ts";
import type { Application, Source } from "./application.ts";
import type { Python } from "./pythons.ts";

type Fetched = Exclude<Source, { kind: "installed" }>;

/** Where fetched applications and their plain environments stay between runs; not part of the repository. */
export const cacheFolder = fileURLToPath(new URL("../../.cache/apps", import.meta.url));

/** What uv has fetched for a plain environment it need not fetch again for the bundle. */
export const downloads = { UV_CACHE_DIR: join(sharedCache, "uv") };

/**
 * Lays an application out in `target`, as its author ships it, with the files beside that its documentation asks for.
 * The archive is fetched once and kept; its hash must be the one of the catalogue.
 */
export async function layOut(app: Application, python: Python, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  if (app.source.kind !== "installed") {
    const source = await fetchSource(app.source, python);
    await cp(join(source, app.folder), target, { recursive: true, verbatimSymlinks: true });
  }
  for (const [path, content] of Object.entries(app.written)) {
    const file = join(target, path);
    const isGenerated = app.source.kind === "generated";
    if (existsSync(file) && !isGenerated) throw new Error(`${app.id}: ${path} is the application's own file`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

async function fetchSource(source: Fetched, python: Python): Promise<string> {
  const key = createHash("sha256")
    .update(JSON.stringify([source, python.version]))
    .digest("hex")
    .slice(0, 16);
  const kept = join(cacheFolder, "sources", key);
  if (existsSync(kept)) return kept;
  await mkdir(dirname(kept), { recursive: true });
  // Made beside and moved, so that an interrupted run leaves nothing that looks whole.
  const draft = await mkdtemp(`${kept}.`);
  try {
    const filled = await fillDraft(source, python, draft);
    await rename(filled, kept);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return kept;
}

async function fillDraft(source: Fetched, python: Python, draft: string): Promise<string> {
  const content = join(draft, "content");
  await mkdir(content);
  if (source.kind === "generated") {
    const environment = await plainEnvironment(source.packages, python, draft);
    const [program = "", ...parameters] = source.command;
    await must([join(environment, "bin", program), ...parameters], content);
    return content;
  }
  const archive =
    source.kind === "sdist" ? await downloadSdist(source, python, draft) : await downloadFile(source, draft);
  await must(["tar", "-xf", archive, "-C", content], draft);
  const [only, ...others] = await readdir(content);
  return only !== undefined && others.length === 0 ? join(content, only) : content;
}

async function downloadSdist(
  source: Source & { kind: "sdist" },
  python: Python,
  draft: string,
): Promise<string> {
  const list = join(draft, "requirements.txt");
  await writeFile(list, `${source.name}==${source.version} --hash=sha256:${source.sha256}\n`);
  const folder = join(draft, "archive");
  await must(
    [
      python.executable,
      "-m",
      "pip",
      "download",
      "--quiet",
      "--no-deps",
      "--no-binary",
      ":all:",
      "--require-hashes",
      "-r",
      list,
      "-d",
      folder,
    ],
    draft,
  );
  const [archive = ""] = await readdir(folder);
  return join(folder, archive);
}

async function downloadFile(source: Source & { kind: "debian" }, draft: string): Promise<string> {
  const response = await fetch(source.url);
  if (!response.ok) throw new Error(`${source.url} answered ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== source.sha256) throw new Error(`${source.url} has SHA-256 ${found}, not ${source.sha256}`);
  const file = join(draft, "archive.tar");
  await writeFile(file, bytes);
  return file;
}

/**
 * An ordinary virtual environment with an application's dependencies and nothing of Monolift, kept between runs.
 *
 * @param requirements What pip is given: `-r`, a file below `cwd`, names.
 * @returns Its folder.
 */
export async function plainEnvironment(
  requirements: readonly string[],
  python: Python,
  cwd: string,
): Promise<string> {
  const key = createHash("sha256")
    .update(JSON.stringify(await spellOut(requirements, cwd)))
    .digest("hex");
  const folder = join(cacheFolder, "environments", `${python.version}-${key.slice(0, 16)}`);
  const stamp = join(folder, "complete");
  if (existsSync(stamp)) return folder;
  await rm(folder, { recursive: true, force: true });
  const own = join(folder, "bin/python");
  if (testUv === undefined) {
    await must([python.executable, "-m", "venv", folder], cwd);
    const quietly = ["--quiet", "--disable-pip-version-check"];
    await must([own, "-m", "pip", "install", ...quietly, ...requirements], cwd);
  } else {
    await must([testUv, "venv", "--quiet", "--python", python.executable, folder], cwd);
    await must([testUv, "pip", "install", "--quiet", "--python", own, ...requirements], cwd);
  }
  await writeFile(stamp, "");
  return folder;
}

/** A list of requirements counts by what is in it. */
async function spellOut(requirements: readonly string[], cwd: string): Promise<readonly string[]> {
  return Promise.all(
    requirements.map(async (one) =>
      one.endsWith(".txt") && existsSync(join(cwd, one)) ? await readFile(join(cwd, one), "utf8") : one,
    ),
  );
}

async function must(command: readonly string[], cwd: string): Promise<void> {
  const { code, stderr, stdout } = await runProgram(command, {
    cwd,
    env: { ...process.env, ...downloads, UV_SYSTEM_CERTS: "1" },
  });
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
}
