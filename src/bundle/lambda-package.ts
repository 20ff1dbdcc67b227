import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { isFile } from "../system/files.ts";
import { entriesOfBundle, writeZip, type ArchiveEntry } from "./archive.ts";
import type { Bundle } from "./bundle.ts";

export async function packForLambda(
  bundle: Bundle,
  options: {
    readonly languages: readonly string[] | null;
    readonly pack: string | undefined;
    readonly staticManifest: string;
    readonly folder: string;
  },
): Promise<{ readonly path: string; readonly sha256: string; readonly sizeBytes: number }> {
  const entries = (await entriesOfBundle(bundle, options.languages)).filter(
    ({ path }) => !path.startsWith("python/inspector/"),
  );
  const runtime = join(bundle.runtime.path, "runtime");
  const extra: ArchiveEntry[] = [
    {
      path: "monolift_handler.py",
      mode: 0o100644,
      read: () => readFile(join(runtime, "monolift_handler.py")),
    },
    { path: "python/exec-wrapper", mode: 0o100755, read: () => readFile(join(runtime, "exec-wrapper")) },
  ];
  if (await isFile(options.staticManifest))
    extra.push({
      path: "static/staticfiles.json",
      mode: 0o100644,
      read: () => readFile(options.staticManifest),
    });
  const path = join(options.folder, "code.zip");
  await writeZip([...entries, ...extra], path);
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return { path, sha256: hash.digest("hex"), sizeBytes: (await stat(path)).size };
}
