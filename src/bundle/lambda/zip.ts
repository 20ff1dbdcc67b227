import { writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { UserError } from "../../errors.ts";
import { hashFile, hashText, readJsonIfThere } from "../../system/files.ts";
import { writeZip } from "../archive.ts";
import type { Bundle } from "../bundle.ts";
import { ensureFolder } from "../content-folder.ts";
import { lambdaEntries, type LambdaContent } from "./entries.ts";
import { choosePackageForm, sizeFacts } from "./form.ts";

/** Goes up when the same content would give another zip. */
const zipVersion = 1;

/** A zip for a function, in the cache of this user. */
export interface LambdaZip {
  readonly path: string;
  /** Of what is packed: the same content has the same digest on any day, a good name for it in a bucket. */
  readonly digest: string;
  /** Of the bytes: Lambda calls the second form `CodeSha256`. */
  readonly sha256: { readonly hex: string; readonly base64: string };
  readonly zipBytes: number;
  readonly unpackedBytes: number;
}

const recordSchema = z.object({ hex: z.string(), zipBytes: z.number(), unpackedBytes: z.number() });

/**
 * Packs a bundle as Lambda takes it, laid out as `lambdaPlaces` says. What was packed before is not packed again.
 * Its size as a zip has no limit that counts: 50 MB are for a direct upload, and this one goes through S3.
 *
 * @throws {UserError} `PACKAGE_NEEDS_IMAGE` when it has more than a zip may; `choosePackageForm` tells ahead.
 * @throws {OperationError} `BUNDLE_DISK_FULL`
 */
export async function packForLambda(
  bundle: Bundle,
  { cache, signal, ...content }: LambdaContent & { readonly cache: string; readonly signal?: AbortSignal },
): Promise<LambdaZip> {
  const digest = await digestOf(bundle, content);
  const made = await ensureFolder({
    parent: join(cache, "zips"),
    name: digest,
    digest,
    inner: "zip",
    isForElsewhere: true,
    signal,
    fill: (folder, beside) => writePackage(bundle, content, folder, beside),
  });
  const record = recordSchema.parse(await readJsonIfThere(join(dirname(made.path), "zip.json")));
  const { hex, zipBytes, unpackedBytes } = record;
  const base64 = Buffer.from(hex, "hex").toString("base64");
  return { path: join(made.path, zipName), digest, sha256: { hex, base64 }, zipBytes, unpackedBytes };
}

const zipName = "function.zip";

async function digestOf(bundle: Bundle, content: LambdaContent): Promise<string> {
  const { languages, pack, staticManifest } = content;
  const inputs = {
    zipVersion,
    bundle: bundle.digest,
    // The digest of the code only knows that there are links, since elsewhere they lead elsewhere.
    placed: bundle.placed,
    languages: languages?.toSorted() ?? null,
    pack: pack === undefined ? null : await hashFile(pack),
    staticManifest:
      staticManifest === undefined ? null : [basename(staticManifest), await hashFile(staticManifest)],
  };
  return hashText(JSON.stringify(inputs));
}

async function writePackage(
  bundle: Bundle,
  content: LambdaContent,
  folder: string,
  beside: string,
): Promise<void> {
  const entries = await lambdaEntries(bundle, content);
  const form = await choosePackageForm(entries, bundle);
  if (form.kind === "image") {
    const { files, unpackedBytes } = form;
    throw new UserError("PACKAGE_NEEDS_IMAGE", { ...(await sizeFacts(unpackedBytes, bundle)), files });
  }
  const path = join(folder, zipName);
  const { zipBytes, unpackedBytes } = await writeZip(entries, path);
  const record = { hex: await hashFile(path), zipBytes, unpackedBytes };
  await writeFile(join(beside, "zip.json"), JSON.stringify(record));
}
