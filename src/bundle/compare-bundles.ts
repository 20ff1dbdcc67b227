import { isFolder } from "../system/files.ts";
import { readCodeFiles } from "./code-files.ts";
import { readInstalled } from "./installed.ts";

/** Where the parts of a bundle are. */
export interface BundleFolders {
  readonly code: string;
  readonly dependencies: string;
}

/** What is there now and was not, what is gone, and what differs; sorted. */
export interface Changes<T, C = T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly changed: readonly C[];
}

export interface PackageVersion {
  readonly name: string;
  readonly version: string;
}
export interface PackageMove {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Null where one of the folders is gone, so that nothing can be said. */
export interface BundleChanges {
  /** Paths. */
  readonly code: Changes<string> | null;
  readonly packages: Changes<PackageVersion, PackageMove> | null;
}

/** Says how one bundle differs from another, by the files of the code and the versions that are installed. */
export async function compareBundles(before: BundleFolders, after: BundleFolders): Promise<BundleChanges> {
  const [code, oldPackages, newPackages] = await Promise.all([
    compareCode(before.code, after.code),
    readVersions(before.dependencies),
    readVersions(after.dependencies),
  ]);
  return {
    code,
    packages:
      oldPackages === undefined || newPackages === undefined
        ? null
        : compareVersions(oldPackages, newPackages),
  };
}

/** Says how the code of one bundle differs from another's, by path; null where one of the folders is gone. */
export async function compareCode(before: string, after: string): Promise<Changes<string> | null> {
  const [old, now] = await Promise.all([readCodeFiles(before), readCodeFiles(after)]);
  return old === undefined || now === undefined ? null : compareMaps(old, now);
}

async function readVersions(folder: string): Promise<ReadonlyMap<string, string> | undefined> {
  if (!(await isFolder(folder))) return undefined;
  return new Map((await readInstalled(folder)).map(({ name, version }) => [name, version]));
}

function compareVersions(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Changes<PackageVersion, PackageMove> {
  const { added, removed, changed } = compareMaps(before, after);
  return {
    added: added.map((name) => ({ name, version: after.get(name) ?? "" })),
    removed: removed.map((name) => ({ name, version: before.get(name) ?? "" })),
    changed: changed.map((name) => ({ name, from: before.get(name) ?? "", to: after.get(name) ?? "" })),
  };
}

function compareMaps(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Changes<string> {
  return {
    added: [...after.keys()].filter((key) => !before.has(key)).toSorted(),
    removed: [...before.keys()].filter((key) => !after.has(key)).toSorted(),
    changed: [...after.keys()]
      .filter((key) => before.has(key) && before.get(key) !== after.get(key))
      .toSorted(),
  };
}
