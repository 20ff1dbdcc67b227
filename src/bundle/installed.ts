import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readTextIfThere } from "../system/files.ts";
import { normaliseName } from "./python/names.ts";

/** One installed distribution, as its own metadata tell. */
export interface InstalledDistribution {
  /** Normalised. */
  readonly name: string;
  readonly version: string;
  /** What it puts at the top of `sys.path`. */
  readonly modules: readonly string[];
  /** What its wheel runs on: `py3-none-any`, `cp313-cp313-manylinux_2_28_x86_64`. */
  readonly tags: readonly string[];
  /** Platform part of its wheel's tags: `any`, `manylinux_2_28_x86_64`; `linux_x86_64` was built on this machine. */
  readonly platforms: readonly string[];
}

/**
 * Reads what is installed in a folder of dependencies.
 *
 * @see https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-contents
 */
export async function readInstalled(folder: string): Promise<readonly InstalledDistribution[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".dist-info")).toSorted();
  return Promise.all(names.map((name) => readDistribution(folder, name)));
}

async function readDistribution(folder: string, information: string): Promise<InstalledDistribution> {
  const [wheel = "", record = ""] = await Promise.all(
    ["WHEEL", "RECORD"].map((file) => readTextIfThere(join(folder, information, file))),
  );
  const tags = [...wheel.matchAll(/^Tag:\s*(\S+)/gm)].map(([, tag = ""]) => tag);
  const tops = record.split("\n").flatMap((line) => /^"?([^/,"]+)/.exec(line)?.[1] ?? []);
  return {
    name: normaliseName(information.replace(/-[^-]+\.dist-info$/, "")),
    version: /-([^-]+)\.dist-info$/.exec(information)?.[1] ?? "",
    modules: [...new Set(tops.map((top) => top.replace(/\..*$/, "")))].filter((top) =>
      /^[A-Za-z_]\w*$/.test(top),
    ),
    tags,
    platforms: [...new Set(tags.flatMap((tag) => (tag.split("-").at(-1) ?? "").split(".")))],
  };
}
