import { chmod, copyFile, lstat, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runProgram } from "../../system/processes.ts";
import { installBinaries, type BinaryPackage } from "./install-binaries.ts";

let scratch: string;
let small: BinaryPackage;

/** A package laid out as npm places one: links missing, folders read-only. `true` stands for the server. */
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "binaries-"));
  const folder = join(scratch, "package");
  await mkdir(join(folder, "native/bin"), { recursive: true });
  await mkdir(join(folder, "native/lib"));
  await mkdir(join(folder, "native/share/postgresql"), { recursive: true });
  for (const program of ["postgres", "initdb"]) {
    const { stdout } = await runProgram(["which", "true"], { env: process.env });
    await copyFile(stdout.trim(), join(folder, "native/bin", program));
  }
  await writeFile(join(folder, "native/share/postgresql/postgres.bki"), "# PostgreSQL 18");
  await writeFile(join(folder, "native/lib/libpq.so.5.18"), "library");
  const links = [{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }];
  await writeFile(join(folder, "native/pg-symlinks.json"), JSON.stringify(links));
  await chmod(join(folder, "native/lib"), 0o555);
  await chmod(join(folder, "native"), 0o555);
  small = { name: "linux-x64-18", folder };
});
afterEach(async () => {
  await chmod(join(small.folder, "native"), 0o755);
  await chmod(join(small.folder, "native/lib"), 0o755);
  await rm(scratch, { recursive: true, force: true });
});

const cache = (): string => join(scratch, "cache");

describe("installBinaries", () => {
  it("makes the links that npm leaves out, relative, so that the folder may be moved", async () => {
    const folder = await installBinaries(small, cache());
    const link = join(String(folder), "lib/libpq.so.5");
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    const { stdout } = await runProgram(["readlink", link], { env: process.env });
    expect(stdout.trim()).toBe("libpq.so.5.18");
  });

  it("may be done by several at one time: all get the same whole folder, and nothing else is left", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => installBinaries(small, cache())));
    expect(new Set(answers)).toEqual(new Set([join(cache(), "linux-x64-18")]));
    expect(await readdir(cache())).toEqual(["linux-x64-18"]);
  });

  it("replaces a copy that lost its content", async () => {
    const folder = String(await installBinaries(small, cache()));
    await truncate(join(folder, "bin/postgres"));
    await installBinaries(small, cache());
    expect((await lstat(join(folder, "bin/postgres"))).size).toBeGreaterThan(0);
    expect(await readdir(cache())).toEqual(["linux-x64-18"]);
  });

  it("installs nothing where the programs cannot run", async () => {
    // As with a program for another C library: the kernel finds the file, but not the loader that it names.
    await writeFile(join(small.folder, "native/bin/postgres"), "#!/nowhere/ld-linux\n");
    expect(await installBinaries(small, cache())).toBeUndefined();
  });
});
