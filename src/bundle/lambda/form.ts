import { UserError } from "../../errors.ts";
import type { ArchiveEntry } from "../archive.ts";
import type { Bundle } from "../bundle.ts";
import { largestPackages, packageLimits } from "../package-size.ts";

const megabyte = 1024 * 1024;

/** Most files that a zip of the plain format holds. */
const zipFiles = 65_535;

/** How an application gets into a function. */
export interface PackageForm {
  /** A zip starts faster and has SnapStart; an image takes more. */
  readonly kind: "zip" | "image";
  /** Why it is an image; null for a zip. */
  readonly why: "size" | "files" | "base" | null;
  readonly files: number;
  /** Unpacked, in bytes; some hundreds more than it becomes where translations are left out. */
  readonly unpackedBytes: number;
}

/**
 * Decides between zip and image by what Lambda takes: 250 MB unpacked as a zip, 10 GB as an image.
 *
 * @param options.needsBase The application is to run on an image of somebody's own, with system libraries in it.
 * @throws {UserError} `PACKAGE_OVER_IMAGE_LIMIT` when it is too large for either.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function-configuration-deployment-and-execution
 */
export async function choosePackageForm(
  entries: readonly ArchiveEntry[],
  bundle: Pick<Bundle, "dependencies">,
  options: { readonly needsBase?: boolean } = {},
): Promise<PackageForm> {
  const unpackedBytes = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const { zipMb, imageMb } = packageLimits;
  if (unpackedBytes > imageMb * megabyte) {
    throw new UserError("PACKAGE_OVER_IMAGE_LIMIT", await sizeFacts(unpackedBytes, bundle));
  }
  const isLarge = unpackedBytes >= zipMb * megabyte;
  const why =
    options.needsBase === true ? "base" : isLarge ? "size" : entries.length > zipFiles ? "files" : null;
  return { kind: why === null ? "zip" : "image", why, files: entries.length, unpackedBytes };
}

/** What the sentences about a size tell. */
export async function sizeFacts(
  unpackedBytes: number,
  { dependencies }: Pick<Bundle, "dependencies">,
): Promise<{
  readonly megabytes: number;
  readonly zipMb: number;
  readonly imageMb: number;
  readonly largest: Awaited<ReturnType<typeof largestPackages>>;
}> {
  const megabytes = Math.ceil(unpackedBytes / megabyte);
  return { megabytes, ...packageLimits, largest: await largestPackages(dependencies.path) };
}
