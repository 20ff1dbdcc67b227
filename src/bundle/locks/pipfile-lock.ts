import { relative, resolve } from "node:path";
import { z } from "zod";
import { UserError } from "../../errors.ts";
import type { LockedPackage, PackageOrigin } from "../lock.ts";
import { evaluate } from "../python/evaluate.ts";
import { normaliseName } from "../python/names.ts";
import { indexOptionsOf, type LockFile, type LockReading } from "./reading.ts";

const entrySchema = z.object({
  version: z.string().optional(),
  hashes: z.array(z.string()).optional(),
  markers: z.string().optional(),
  git: z.string().optional(),
  ref: z.string().optional(),
  subdirectory: z.string().optional(),
  path: z.string().optional(),
  file: z.string().optional(),
});
type Entry = z.infer<typeof entrySchema>;

const pipfileLockSchema = z.object({
  _meta: z.object({
    sources: z.array(z.object({ url: z.string() })).optional(),
    requires: z
      .object({ python_version: z.string().optional(), python_full_version: z.string().optional() })
      .optional(),
  }),
  default: z.record(z.string(), entrySchema),
});

/**
 * Reads the `default` section of `Pipfile.lock`. Its `python_version` says where it was made and is no condition:
 * each package has markers of its own.
 *
 * @throws {UserError} `LOCK_UNREADABLE`
 * @see https://github.com/pypa/pipfile#pipfilelock
 */
export async function readPipfileLock(lock: LockFile): Promise<LockReading> {
  const document = parse(lock);
  const entries = Object.entries(document.default);
  const answers = await evaluate(lock.toolbox, {
    markers: entries.flatMap(([, one]) => one.markers ?? []),
    matches: [],
  });
  const wanted = entries.filter(([, one]) => answers.holds(one.markers));
  const own = wanted.filter(([, one]) => isOwnCode(one, lock));
  const packages = wanted.filter((entry) => !own.includes(entry));
  return {
    packages: packages.map(([name, one]) => toPackage(name, one, lock)),
    projects: own.map(([, one]) => resolve(lock.folder, one.path ?? ".")),
    indexOptions: indexOptionsOf((document["_meta"].sources ?? []).map(({ url }) => url)),
    requiresPython: null,
  };
}

function parse({ content, file }: LockFile): z.infer<typeof pipfileLockSchema> {
  try {
    return pipfileLockSchema.parse(JSON.parse(content));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new UserError("LOCK_UNREADABLE", { file, reason }, { place: { file }, cause: error });
  }
}

const archive = /\.(whl|zip|tar\.\w+|tgz)$/;

function isOwnCode(one: Entry, lock: LockFile): boolean {
  if (one.path === undefined || archive.test(one.path)) return false;
  return !relative(lock.root, resolve(lock.folder, one.path)).startsWith("..");
}

function toPackage(name: string, one: Entry, lock: LockFile): LockedPackage {
  const version = one.version === undefined ? null : one.version.replace(/^==/, "");
  const hashes = (one.hashes ?? []).filter((hash) => hash.startsWith("sha256:"));
  return { name: normaliseName(name), version, hashes, origin: originOf(one, lock) };
}

function originOf(one: Entry, lock: LockFile): PackageOrigin {
  const part = one.subdirectory === undefined ? "" : `#subdirectory=${one.subdirectory}`;
  if (one.git !== undefined) {
    const address = one.git.replace(/^git@([^:]+):/, "ssh://git@$1/").replace(/^git\+/, "");
    return { kind: "git", url: `git+${address}@${one.ref ?? "HEAD"}${part}` };
  }
  if (one.path !== undefined) {
    const path = resolve(lock.folder, one.path);
    return archive.test(path) ? { kind: "file", path } : { kind: "folder", path, digest: "" };
  }
  if (one.file !== undefined) return { kind: "url", url: one.file };
  return { kind: "index" };
}
