import type { Bundle } from "../../../bundle/bundle.ts";
import { readInstalled } from "../../../bundle/installed.ts";
import { largestPackages, megabytesOf, packageLimits } from "../../../bundle/package-size.ts";
import type { InstalledPackages } from "../../../facts/survey.ts";

/** From this part of the limit on it is worth knowing what takes the space. */
const nearLimit = 0.8;

/** Says what is installed: sizes, modules, and which wheels hold compiled code for which platforms. */
export async function readPackages(bundle: Bundle): Promise<InstalledPackages> {
  const installed = await readInstalled(bundle.dependencies.path);
  const megabytes = megabytesOf(bundle);
  return {
    versions: bundle.packages,
    megabytes,
    largest:
      megabytes > packageLimits.zipMb * nearLimit ? await largestPackages(bundle.dependencies.path) : [],
    modules: Object.fromEntries(installed.flatMap(({ name, modules }) => modules.map((one) => [one, name]))),
    compiled: installed
      .filter(({ platforms }) => platforms.some((platform) => platform !== "any" && platform !== ""))
      .map(({ name, platforms }) => ({ name, platforms })),
  };
}
