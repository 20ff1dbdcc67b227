import { basename, posix } from "node:path";
import { entriesOfBundle, entryOfFile, type ArchiveEntry } from "../archive.ts";
import type { Bundle } from "../bundle.ts";
import { packed } from "./places.ts";

/** What goes into a function besides the bundle. */
export interface LambdaContent {
  /** Languages that the application can answer in, as the facts say them; null when it may be any. */
  readonly languages: readonly string[] | null;
  /** The import pack of this very bundle (`retargetPack`). */
  readonly pack?: string | undefined;
  /** The manifest that a hashing storage wrote: `staticfiles.json`, from wherever it lies. */
  readonly staticManifest?: string | undefined;
}

/**
 * Everything that a function of this application is made of, by its path below the task's root. What only this machine
 * needs, the inspector, is not among it, and neither are secrets: where they come as files there are links into `/tmp`,
 * where the runtime writes them.
 */
export async function lambdaEntries(
  bundle: Bundle,
  content: LambdaContent,
): Promise<readonly ArchiveEntry[]> {
  const parts = await entriesOfBundle(bundle, content.languages);
  const { pack, staticManifest } = content;
  const more = [
    ...(pack === undefined ? [] : [await entryOfFile(pack, packed.pack)]),
    ...(staticManifest === undefined
      ? []
      : [await entryOfFile(staticManifest, `${packed.staticFolder}/${basename(staticManifest)}`)]),
  ];
  const entries = [...parts.flatMap(place), ...more].map(readable);
  for (const entry of entries) await checkLink(entry);
  return entries;
}

/** Parts of the runtime that Lambda looks for at places of their own, byte code included. */
const moved: readonly (readonly [RegExp, string])[] = [
  [/^python\/runtime\/exec-wrapper$/, packed.execWrapper],
  [/^python\/runtime\/(monolift_handler\.py)$/, "$1"],
  [/^python\/runtime\/(__pycache__\/monolift_handler\.[^/]+)$/, "$1"],
];

function place(entry: ArchiveEntry): readonly ArchiveEntry[] {
  if (entry.path.startsWith("python/inspector/")) return [];
  const found = moved.find(([pattern]) => pattern.test(entry.path));
  return [found === undefined ? entry : { ...entry, path: entry.path.replace(...found) }];
}

/** Lambda runs as another user than the one who unpacks; a package manager may have lost the right to execute. */
function readable(entry: ArchiveEntry): ArchiveEntry {
  return entry.path === packed.execWrapper ? { ...entry, mode: 0o100755 } : entry;
}

/**
 * A link that leads out of the package finds something else there than here, or nothing.
 *
 * @throws {TypeError} The bundle has such a link, which it never should.
 */
async function checkLink({ path, mode, read }: ArchiveEntry): Promise<void> {
  if (mode !== 0o120777) return;
  const target = (await read()).toString("utf8");
  const [top = ""] = path.split("/");
  const isWithin = !target.startsWith("/") && posix.join(posix.dirname(path), target).split("/")[0] === top;
  const isSecret = top === packed.code && posix.normalize(target).startsWith("/tmp/");
  if (!isWithin && !isSecret) throw new TypeError(`${path} leads out of the package, to ${target}`);
}
