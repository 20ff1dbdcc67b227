import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useCommandLine } from "../../test/cli/command-line.ts";

const { call, folder } = useCommandLine();

/** The language that `--help` comes in. */
const languageOf = async (
  given: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> => {
  const { stdout } = await call([...given, "--help"], { environment });
  if (stdout.includes("使い方")) return "ja";
  return stdout.includes("사용법") ? "ko" : "en";
};

describe("the language", () => {
  it.each([
    [{}, "en"],
    [{ LANG: "C.UTF-8" }, "en"],
    [{ LANG: "ja_JP.UTF-8" }, "ja"],
    [{ LANG: "ja_JP.UTF-8", LC_MESSAGES: "ko_KR.UTF-8" }, "ko"],
    [{ LANG: "ja_JP.UTF-8", LC_MESSAGES: "ko_KR.UTF-8", LC_ALL: "en_US.UTF-8" }, "en"],
    [{ LANG: "ja_JP.UTF-8", LC_ALL: "" }, "ja"],
    [{ LANG: "fr_FR.UTF-8" }, "en"],
  ])("with %j is %s", async (environment, language) => {
    expect(await languageOf([], environment)).toBe(language);
  });

  it("is remembered when asked for, over what the locale says", async () => {
    expect(await languageOf(["--lang", "ko"], { LANG: "ja_JP.UTF-8" })).toBe("ko");
    expect(await languageOf([], { LANG: "ja_JP.UTF-8" })).toBe("ko");
    expect(await languageOf(["up", "--lang=en"], {})).toBe("en");
    expect(await languageOf([], { LANG: "ja_JP.UTF-8" })).toBe("en");
  });

  it("is used all the same when it cannot be remembered", async () => {
    await writeFile(join(folder(), "config"), "a file where a folder should be");
    const { exitCode, stdout, stderr } = await call(["--lang", "ja", "--help"]);
    expect([exitCode, stdout.includes("使い方")]).toStrictEqual([0, true]);
    expect(stderr).toContain("保存できませんでした");
  });
});
