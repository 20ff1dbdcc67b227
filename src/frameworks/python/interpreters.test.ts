import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runProgram } from "../../system/processes.ts";
import { findInterpreters } from "./interpreters.ts";

let scratch: string;

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "interpreters-"));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

/** A program that answers as a Python of that version does, and notes each time it is started. */
async function install(path: string, version: string): Promise<string> {
  const file = join(scratch, path);
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, `#!/bin/sh\necho ${version} >> ${scratch}/started\nprintf '%s' "${version} a70d0d0a ${file}"\n`);
  await chmod(file, 0o755);
  return file;
}

async function find(environment: Record<string, string> = {}): Promise<readonly string[]> {
  const home = join(scratch, "home");
  const search = { environment: { HOME: home, ...environment }, cache: join(scratch, "cache") };
  const found = await findInterpreters(search);
  return found.filter(({ executable }) => executable.startsWith(scratch)).map(({ version }) => version);
}

const started = async (): Promise<number> =>
  (await readFile(join(scratch, "started"), "utf8").catch(() => "")).split("\n").length - 1;

describe("findInterpreters", () => {
  it("finds those on PATH in its order, then those of pyenv and uv, newest first", async () => {
    await install("a/python3", "3.10.1");
    await install("b/python3.12", "3.12.1");
    await install("home/.pyenv/versions/3.9.18/bin/python3", "3.9.18");
    await install("home/.pyenv/versions/3.13.0/bin/python3", "3.13.0");
    await install("home/.local/share/uv/python/cpython-3.14.0-linux-x86_64-gnu/bin/python3", "3.14.0");
    expect(await find({ PATH: `${scratch}/a:relative:${scratch}/b:${scratch}/nowhere` })).toEqual([
      "3.10.1",
      "3.12.1",
      "3.13.0",
      "3.9.18",
      "3.14.0",
    ]);
  });

  it("follows pyenv's choice in place of its shims, and does not start them", async () => {
    await install("home/.pyenv/shims/python3", "shim");
    await install("home/.pyenv/versions/3.11.7/bin/python3", "3.11.7");
    await install("home/.pyenv/versions/3.13.0/bin/python3", "3.13.0");
    await writeFile(join(scratch, "home/.pyenv/version"), "3.11.7\n");
    expect(await find({ PATH: `${scratch}/home/.pyenv/shims` })).toEqual(["3.11.7", "3.13.0"]);
    expect(await find({ PATH: `${scratch}/home/.pyenv/shims`, PYENV_VERSION: "3.13.0" })).toEqual(["3.13.0", "3.11.7"]);
  });

  it("starts each executable once, until it changes", async () => {
    await install("a/python3", "3.10.1");
    await symlink(join(scratch, "a/python3"), join(scratch, "a/python"));
    const environment = { PATH: join(scratch, "a") };
    await find(environment);
    await find(environment);
    expect(await started()).toBe(1);
    await install("a/python3", "3.10.14");
    expect(await find(environment)).toEqual(["3.10.14"]);
    expect(await started()).toBe(2);
  });

  it("leaves out what does not run, and does not ask again", async () => {
    await install("a/python3", "3.10.1");
    await writeFile(join(scratch, "a/python"), "#!/bin/sh\necho x >> ${0%/*}/../started\nexit 127\n", { mode: 0o755 });
    await writeFile(join(scratch, "a/python3.12"), "no program", { mode: 0o755 });
    await writeFile(join(scratch, "a/python3.11"), "#!/bin/sh\n", { mode: 0o644 });
    const environment = { PATH: join(scratch, "a") };
    expect(await find(environment)).toEqual(["3.10.1"]);
    await find(environment);
    expect(await started()).toBe(2);
  });

  it("makes a cache anew that is damaged", async () => {
    await install("a/python3", "3.10.1");
    await mkdir(join(scratch, "cache"));
    for (const damaged of ["{", '{"x": 5}', "[]"]) {
      await writeFile(join(scratch, "cache/interpreters.json"), damaged);
      expect(await find({ PATH: join(scratch, "a") })).toEqual(["3.10.1"]);
    }
  });

  it("gives the Python below a virtual environment, and once", async () => {
    const search = { environment: process.env, cache: join(scratch, "cache") };
    const [python] = await findInterpreters(search);
    const made = await runProgram([python?.executable ?? "", "-m", "venv", "--without-pip", join(scratch, "venv")], {
      env: process.env,
    });
    expect(made.stderr).toBe("");
    const environment = { ...process.env, PATH: `${join(scratch, "venv/bin")}:${process.env["PATH"] ?? ""}` };
    const [first, ...others] = await findInterpreters({ ...search, environment });
    expect(first).toEqual(python);
    expect(others).not.toContainEqual(python);
    expect(python?.magic).toMatch(/^[0-9a-f]{8}$/u);
  });
});
