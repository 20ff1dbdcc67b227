import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { notice, type Notice } from "../words/words.ts";
import type { Bundle } from "./bundle.ts";

const megabyte = 1024 * 1024;

/**
 * What AWS takes of a function, unpacked. The 50 MB of a zip that is uploaded directly are no limit of an application:
 * a larger one goes through S3.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function-configuration-deployment-and-execution
 */
export const packageLimits = {
  /** A zip with its layers. */
  zipMb: 250,
  /** A container image. */
  imageMb: 10 * 1024,
} as const;

/** How many packages a notice names. */
const namedAtMost = 5;

/**
 * Says what AWS makes of a bundle that is larger than a function's zip may be; nothing where it fits. The packages are
 * only measured when there is something to say.
 */
export async function packageSizeNotices(
  bundle: Pick<Bundle, "code" | "dependencies" | "runtime">,
): Promise<readonly Notice[]> {
  const megabytes = megabytesOf(bundle);
  const { zipMb, imageMb } = packageLimits;
  if (megabytes <= zipMb) return [];
  const largest = await largestPackages(bundle.dependencies.path);
  return [
    megabytes <= imageMb
      ? notice("PACKAGE_BECOMES_IMAGE", { megabytes, zipMb, imageMb, largest })
      : notice("PACKAGE_TOO_LARGE", { megabytes, imageMb, largest }),
  ];
}

/** Size of a bundle, unpacked, in megabytes of 1,048,576 bytes. */
export function megabytesOf({
  code,
  dependencies,
  runtime,
}: Pick<Bundle, "code" | "dependencies" | "runtime">): number {
  return Math.ceil((code.sizeBytes + dependencies.sizeBytes + runtime.sizeBytes) / megabyte);
}

/** The packages that take most, as they are imported; what a wheel puts beside its package (`numpy.libs`) counts to it. */
export async function largestPackages(
  folder: string,
): Promise<readonly { readonly name: string; readonly megabytes: number }[]> {
  const sizes = new Map<string, number>();
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const [top = ""] = path.slice(folder.length + 1).split("/");
    const name = top.replace(/\.libs$/, "");
    sizes.set(name, (sizes.get(name) ?? 0) + (await stat(path)).size);
  }
  return [...sizes]
    .map(([name, bytes]) => ({ name, megabytes: Math.round(bytes / megabyte) }))
    .toSorted((one, other) => other.megabytes - one.megabytes)
    .slice(0, namedAtMost)
    .filter(({ megabytes }) => megabytes > 0);
}
