import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { writeZip, type ArchiveEntry } from "../../src/bundle/archive.ts";

/** What a package made for a test holds. */
export interface MadePackage {
  readonly name: string;
  readonly version: string;
  readonly requires?: readonly string[];
  readonly requiresPython?: string;
  /** `py3-none-any` by default. */
  readonly tag?: string;
  /** Path to content; a module of the package's name by default. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Makes a wheel in `folder`; gives its path. */
export async function makeWheel(folder: string, made: MadePackage): Promise<string> {
  const module = made.name.replaceAll("-", "_");
  const info = `${module}-${made.version}.dist-info`;
  const files: Record<string, string> = {
    ...(made.files ?? { [`${module}/__init__.py`]: `version = "${made.version}"\n` }),
    [`${info}/METADATA`]: metadataOf(made),
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: ${made.tag ?? "py3-none-any"}\n`,
  };
  const record = Object.entries(files).map(([path, content]) => {
    const hash = createHash("sha256").update(content).digest("base64url");
    return `${path},sha256=${hash},${Buffer.byteLength(content)}`;
  });
  files[`${info}/RECORD`] = `${[...record, `${info}/RECORD,,`].join("\n")}\n`;
  const path = join(folder, `${module}-${made.version}-${made.tag ?? "py3-none-any"}.whl`);
  await writeArchive(path, files);
  return path;
}

function metadataOf(made: MadePackage): string {
  const requires = (made.requires ?? []).map((one) => `Requires-Dist: ${one}\n`).join("");
  const python = made.requiresPython === undefined ? "" : `Requires-Python: ${made.requiresPython}\n`;
  return `Metadata-Version: 2.1\nName: ${made.name}\nVersion: ${made.version}\n${python}${requires}`;
}

/**
 * Makes a source archive whose build runs `build` (the body of a Python function). It needs nothing from an index.
 */
async function makeSource(folder: string, made: MadePackage, build: string): Promise<string> {
  const top = `${made.name}-${made.version}`;
  const path = join(folder, `${top}.zip`);
  const body = build
    .split("\n")
    .map((line) => `    ${line}\n`)
    .join("");
  await writeArchive(path, {
    [`${top}/PKG-INFO`]: metadataOf(made),
    [`${top}/pyproject.toml`]: `[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n`,
    [`${top}/backend.py`]: `def build_wheel(folder, config_settings=None, metadata_directory=None):\n${body}`,
  });
  return path;
}

async function writeArchive(path: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const entries = Object.entries(files).map(([name, content]): ArchiveEntry => ({
    path: name,
    mode: 0o100644,
    sizeBytes: Buffer.byteLength(content),
    read: () => Promise.resolve(Buffer.from(content)),
  }));
  await writeZip(entries, path);
}

/** A package index on loopback. */
export interface TestIndex {
  /** `http://127.0.0.1:PORT/simple` */
  readonly url: string;
  /** Paths that were asked for. */
  readonly requests: readonly string[];
  add(made: MadePackage): Promise<void>;
  addSource(made: MadePackage, build: string): Promise<void>;
  close(): Promise<void>;
}

interface Served {
  readonly file: string;
  readonly path: string;
  readonly made: MadePackage;
}

/**
 * Serves packages as a package index does.
 *
 * @see https://packaging.python.org/en/latest/specifications/simple-repository-api/
 */
export async function serveIndex(folder: string): Promise<TestIndex> {
  const served = new Map<string, Served>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? "/";
    requests.push(url);
    void answer(url, served).then(({ status, body }) => {
      response.writeHead(status, {
        "content-type":
          status === 200 && !url.startsWith("/files/") ? "text/html" : "application/octet-stream",
      });
      response.end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const serve = (path: string, made: MadePackage): void => {
    const file = path.split("/").at(-1) ?? "";
    served.set(file, { file, path, made });
  };
  return {
    url: `http://127.0.0.1:${port}/simple`,
    requests,
    add: async (made) => serve(await makeWheel(folder, made), made),
    addSource: async (made, build) => serve(await makeSource(folder, made, build), made),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function answer(
  url: string,
  served: ReadonlyMap<string, Served>,
): Promise<{ readonly status: number; readonly body: string | Buffer }> {
  const file = /^\/files\/([^/?]+)$/.exec(url)?.[1];
  const found = served.get(decodeURIComponent(file ?? ""));
  if (found !== undefined) return { status: 200, body: await readFile(found.path) };
  const name = /^\/simple\/([^/]+)\/?$/.exec(url)?.[1];
  const links: string[] = [];
  for (const one of served.values()) {
    if (one.made.name !== name) continue;
    const hash = createHash("sha256")
      .update(await readFile(one.path))
      .digest("hex");
    const python = one.made.requiresPython?.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    links.push(
      `<a href="/files/${one.file}#sha256=${hash}"${python === undefined ? "" : ` data-requires-python="${python}"`}>${one.file}</a>`,
    );
  }
  return links.length === 0
    ? { status: 404, body: "" }
    : { status: 200, body: `<!DOCTYPE html><html><body>${links.join("\n")}</body></html>` };
}

/** Writes a tree of files; a folder is made for each. */
export async function writeTree(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}
