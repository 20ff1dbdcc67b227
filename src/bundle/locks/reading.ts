import { pathToFileURL } from "node:url";
import type { LockedPackage } from "../lock.ts";
import type { Toolbox } from "../python/toolbox.ts";

/** A lock file of the project, and what is needed to read it. */
export interface LockFile {
  /** Folder of the project. */
  readonly root: string;
  /** Relative to the root. */
  readonly file: string;
  /** Absolute: what the file's own paths are relative to. */
  readonly folder: string;
  readonly content: string;
  readonly toolbox: Toolbox;
}

/** What a lock file says for this Python and platform, development tools left out. */
export interface LockReading {
  readonly packages: readonly LockedPackage[];
  /** Folders of projects, absolute, whose code is taken as it lies there: the project itself and those beside it. */
  readonly projects: readonly string[];
  /** Options of pip for indexes other than the public one. */
  readonly indexOptions: readonly string[];
  /** `>=3.10`, or null. */
  readonly requiresPython: string | null;
}

/** Options for index addresses, the public index left out, in the order in which they are first met. */
export function indexOptionsOf(addresses: readonly string[]): readonly string[] {
  const others = addresses.filter(
    (address) => !/^https:\/\/pypi\.(org|python\.org)\/simple\/?$/.test(address),
  );
  return [...new Set(others)].map((address) =>
    /^\w+:\/\//.test(address)
      ? `--extra-index-url ${address}`
      : `--find-links ${pathToFileURL(address).href}`,
  );
}
