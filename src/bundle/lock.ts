import { z } from "zod";
import { hashText } from "../system/files.ts";

const origin = z.discriminatedUnion("kind", [
  /** By name and version from the index or indexes. */
  z.object({ kind: z.literal("index") }),
  z.object({ kind: z.literal("url"), url: z.string() }),
  /** `git+https://…@COMMIT`. */
  z.object({ kind: z.literal("git"), url: z.string() }),
  /** A wheel or source archive on this machine; relative to the root when it lies below it. */
  z.object({ kind: z.literal("file"), path: z.string() }),
  /** A folder with a package outside the project; `digest` covers its files. */
  z.object({ kind: z.literal("folder"), path: z.string(), digest: z.string() }),
]);

const lockedPackage = z.object({
  /** Normalised. */
  name: z.string(),
  /** Null where only building tells (git, a folder). */
  version: z.string().nullable(),
  /** `sha256:…` of every file that may be installed; empty where there is no file (git, a folder). */
  hashes: z.array(z.string()),
  origin,
  /** There is no wheel of it for the target: it is built here, and nothing but Python comes of it. */
  isBuilt: z.literal(true).optional(),
});

const localProject = z.object({
  /** As `importlib.metadata` is asked for it. */
  name: z.string(),
  version: z.string(),
  /** Group to name to `module:attribute`. */
  entryPoints: z.record(z.string(), z.record(z.string(), z.string())),
});

const lockContent = z.object({
  /** `3.11` */
  python: z.string(),
  platform: z.string(),
  /** Sorted by name. */
  packages: z.array(lockedPackage),
  /** Packages whose code is the project's own: they are not installed, but other code may ask for their version. */
  projects: z.array(localProject),
});

export const lockSchema = lockContent.extend({
  /** Options of pip that say where packages are, with paths made absolute; variables (`${TOKEN}`) stay as they were. */
  indexOptions: z.array(z.string()),
  /** Folders of the code, relative to its root, that go on `sys.path` (a `src` layout). */
  paths: z.array(z.string()),
  source: z.object({ kind: z.string(), file: z.string().nullable() }),
  /** `name==version` of what was added to the project's own dependencies. */
  added: z.array(z.string()),
  /** Packages that were taken instead of others of the same code. */
  replaced: z.array(z.object({ from: z.string(), to: z.string() })),
  /** `pip` or `uv` when it was resolved here; null when the project's lock file said it all. */
  resolvedBy: z.enum(["pip", "uv"]).nullable(),
  /** True when the project leaves versions open, so that pip or uv had to choose. */
  isChosen: z.boolean(),
  /** SHA-256 over what is installed, whatever tool and folder. */
  digest: z.string(),
});

export type PackageOrigin = z.infer<typeof origin>;
export type LockedPackage = Readonly<z.infer<typeof lockedPackage>>;
export type LocalProject = Readonly<z.infer<typeof localProject>>;
/** Exactly which packages are installed, for one Python and one platform. No markers, no ranges. */
export type Lock = Readonly<z.infer<typeof lockSchema>>;

/** Puts packages in order and adds the digest: the same content gives the same lock, however it was found. */
export function createLock(parts: Omit<Lock, "digest">): Lock {
  const packages = parts.packages
    .map((one) => ({ ...one, hashes: one.hashes.toSorted() }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const projects = parts.projects.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const content = { python: parts.python, platform: parts.platform, packages, projects };
  const portable = {
    ...content,
    packages: packages.map((one) => ({ ...one, origin: portableOrigin(one.origin) })),
  };
  return { ...parts, ...content, digest: hashText(JSON.stringify(portable)) };
}

/** Without the place on this machine: a file is known by its hash, a folder by its digest. */
function portableOrigin(from: PackageOrigin): unknown {
  if (from.kind === "file") return { kind: "file" };
  if (from.kind === "folder") return { kind: "folder", digest: from.digest };
  return from;
}

/** Name to version of everything that is installed. */
export function versionsOf(packages: readonly LockedPackage[]): Readonly<Record<string, string>> {
  return Object.fromEntries(packages.map(({ name, version }) => [name, version ?? ""]));
}
