import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { lifted, prompting, useCommandLine } from "../../test/cli/command-line.ts";
import { UserError } from "../errors.ts";
import type { Actions } from "./actions.ts";

const { call, folder } = useCommandLine();

describe("two candidates", () => {
  const chosen: string[] = [];
  const up: Actions["up"] = async () => {
    const text = await readFile(join(folder(), "monolift.toml"), "utf8").catch(() => "");
    if (text.includes("settings")) {
      chosen.push(text);
      return lifted;
    }
    throw Object.assign(new UserError("NO_PROJECT", { folder: folder() }), {
      facts: { folder: folder(), key: "app.settings", candidates: ["config.dev", "config.prod"] },
    });
  };
  beforeEach(() => {
    chosen.length = 0;
  });

  it("are asked about on a terminal; the answer is written down and the verb goes on", async () => {
    await writeFile(join(folder(), "monolift.toml"), '# mine\nname = "blog"\n');
    const prompts = prompting("config.prod");
    const { exitCode } = await call(["up"], { actions: { up }, prompts });
    expect(exitCode).toBe(0);
    expect(prompts.asked).toStrictEqual([
      "Which one should be app.settings in monolift.toml? config.dev|config.prod",
    ]);
    expect(chosen.join("")).toMatch(/^# mine\nname = "blog"\n[^]*settings = "config.prod"/);
  });

  it("are written into a new file where there is none", async () => {
    const { exitCode } = await call(["up"], { actions: { up }, prompts: prompting("config.dev") });
    expect(exitCode).toBe(0);
    expect(chosen.join("")).toMatch(/^name = "monolift-cli-[^]*settings = "config.dev"/);
  });

  it.each([
    ["nobody can answer", undefined, ["up"]],
    ["JSON is wanted", prompting("config.dev"), ["up", "--json"]],
    ["the question is left", prompting(undefined), ["up"]],
  ])("are an error when %s", async (_, prompts, given) => {
    const { exitCode } = await call(given, {
      actions: { up },
      ...(prompts === undefined ? {} : { prompts }),
    });
    expect([exitCode, chosen]).toStrictEqual([1, []]);
  });
});
