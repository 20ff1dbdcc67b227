import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { prompting, useCommandLine } from "../../test/cli/command-line.ts";
import { useFakeNeon } from "../../test/neon/use-fake-neon.ts";
import type { DataPointsResult } from "../actions/data-results.ts";
import { keepNeonKey } from "../actions/keep-neon-key.ts";
import { needNeonKey } from "../providers/neon/key.ts";
import type { Actions } from "./actions.ts";

const { neon } = useFakeNeon();
const { call } = useCommandLine();

const actions: Partial<Actions> = {
  keepNeonKey,
  dataPoints: async ({ environment, home }): Promise<DataPointsResult> => {
    await needNeonKey(environment, home);
    return { name: "blog", stage: "production", points: [] };
  },
};
const ask = (answer: string | undefined, json = false) => {
  const prompts = prompting(answer);
  const environment = { NEON_API_HOST: `${neon().options.endpoint}/` };
  const flags = json ? ["--json"] : [];
  return {
    prompts,
    called: call(["data", "points", "production", ...flags], { actions, environment, prompts }),
  };
};

describe("withNeonKey", () => {
  it("asks once for the key, keeps it for this user alone, and goes on", async () => {
    const { prompts, called } = ask(` ${neon().options.key.value}\n`);
    const { exitCode, stderr, stdout } = await called;
    expect(exitCode, stderr).toBe(0);
    expect(prompts.asked).toHaveLength(1);
    const file = /kept in (\S+),/.exec(stderr)?.[1] ?? "";
    expect(await readFile(file, "utf8")).toBe(`${neon().options.key.value}\n`);
    expect(stderr + stdout).not.toContain(neon().options.key.value);
  });

  it("keeps no key that Neon refuses", async () => {
    const { exitCode, stderr } = await ask("napi_typed-wrong").called;
    expect(exitCode).toBe(1);
    expect(stderr).toContain("does not accept the API key that was entered");
    expect(stderr).not.toContain("napi_typed-wrong");
  });

  it.each([
    ["nobody answers", undefined, false],
    ["nobody is there to ask", "", true],
  ])("names the variable where %s", async (_, answer, json) => {
    const { exitCode, stdout, stderr } = await ask(answer, json).called;
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain("NEON_API_KEY");
  });
});
