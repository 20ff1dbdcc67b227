import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { useCommandLine } from "../../test/cli/command-line.ts";
import { displayWidth } from "../reports/width.ts";
import { languages } from "../words/words.ts";

const { call } = useCommandLine();

describe("help", () => {
  const pages = [
    ["--help"],
    ["help", "--all"],
    ...["up", "status", "logs", "run", "stop", "down", "init", "list", "open", "inspect", "help"].map(
      (verb) => ["help", verb],
    ),
    ["help", "data"],
    ...["restore", "points", "export", "import"].map((subcommand) => ["help", "data", subcommand]),
    ["help", "secrets"],
    ...["set", "get", "list", "unset", "import"].map((subcommand) => ["help", "secrets", subcommand]),
  ];

  it.each(languages)("reads well in %s", async (language) => {
    const texts: string[] = [];
    for (const page of pages) {
      const { exitCode, stdout, stderr } = await call(page, { environment: { LANG: `${language}.UTF-8` } });
      expect([exitCode, stderr]).toStrictEqual([0, ""]);
      expect(stdout.split("\n").filter((line) => displayWidth(line) > 80)).toStrictEqual([]);
      texts.push(`$ monolift ${page.join(" ")}\n${stdout}`);
    }
    await expect(texts.join("\n")).toMatchFileSnapshot(`snapshots/help.${language}.txt`);
  });

  it("is the same for `help up`, `up --help` and `up -h`, and for no verb at all", async () => {
    const { stdout } = await call(["help", "up"]);
    expect((await call(["up", "--help"])).stdout).toBe(stdout);
    expect((await call(["up", "-h"])).stdout).toBe(stdout);
    const { stdout: first } = await call(["help"]);
    for (const given of [[], ["--help"], ["-h"], ["--lang", "en"]])
      expect((await call(given)).stdout).toBe(first);
    expect((await call(["--help-all"])).stdout).toBe((await call(["help", "--all"])).stdout);
  });

  it("is the same for `help data`, `data --help` and `data` alone, and for each subcommand", async () => {
    const { stdout } = await call(["help", "data"]);
    expect((await call(["data", "--help"])).stdout).toBe(stdout);
    expect((await call(["data"])).stdout).toBe(stdout);
    const { stdout: restore } = await call(["help", "data", "restore"]);
    expect(restore).not.toBe(stdout);
    expect((await call(["data", "restore", "--help"])).stdout).toBe(restore);
    expect((await call(["data", "restore", "-h"])).stdout).toBe(restore);
  });

  it("says its version", async () => {
    const { version } = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
    expect((await call(["--version"])).stdout).toBe(`${version}\n`);
    expect((await call(["-v"])).stdout).toBe(`${version}\n`);
  });
});
