import { describe, expect, it } from "vitest";
import { prompting, useCommandLine } from "../../test/cli/command-line.ts";
import type { SecretsChangeResult } from "../actions/secret-results.ts";
import { UserError } from "../errors.ts";
import type { Actions } from "./actions.ts";

const changed: SecretsChangeResult = {
  name: "blog",
  stage: "local",
  version: 3,
  set: ["API_KEY"],
  removed: [],
  effect: "now",
  notices: [],
};

const { call } = useCommandLine();

describe("secrets set", () => {
  const received: unknown[] = [];
  const actions: Partial<Actions> = {
    prepareSetSecret: async () => undefined,
    setSecret: async (_, options) => {
      received.push(options);
      return changed;
    },
  };

  it.each([
    ["value\n", "value"],
    ["value\r\n", "value"],
    ["-----BEGIN-----\nabc\n-----END-----\n\n", "-----BEGIN-----\nabc\n-----END-----\n"],
    ["  값  ", "  값  "],
  ])("takes %j from a pipe, without its last line break", async (input, value) => {
    received.length = 0;
    const { exitCode, stdout } = await call(["secrets", "set", "API_KEY", "demo"], { actions, input });
    expect([exitCode, received]).toStrictEqual([0, [{ name: "API_KEY", stage: "demo", value }]]);
    expect(stdout).toContain("Kept for blog/local: API_KEY");
    expect(stdout).toContain("In effect now");
  });

  it("asks on a terminal, where nothing of the value is shown", async () => {
    received.length = 0;
    const prompts = prompting("typed");
    const { exitCode } = await call(["secrets", "set", "API_KEY"], { actions, prompts });
    expect(exitCode).toBe(0);
    expect(prompts.asked).toStrictEqual(["The value for API_KEY (it is not shown)"]);
    expect(received).toStrictEqual([{ name: "API_KEY", stage: undefined, value: "typed" }]);
  });

  it("refuses a value among the arguments and does not repeat it", async () => {
    const { exitCode, stderr } = await call(["secrets", "set", "API_KEY=sk_live_1"], {});
    expect(exitCode).toBe(2);
    expect(stderr).toContain("can't be given on the command line");
    expect(stderr).not.toContain("sk_live_1");
  });

  it("takes what is like no stage's name for a value, and does not repeat it either", async () => {
    const prepareSetSecret: Actions["prepareSetSecret"] = async () => {
      throw new UserError("UNKNOWN_STAGE", { stage: "sk_live_1", nearest: null, known: ["local"] });
    };
    const { stderr } = await call(["secrets", "set", "API_KEY", "sk_live_1"], {
      actions: { prepareSetSecret },
    });
    expect(stderr).toContain("is it the value?");
    expect(stderr).not.toContain("sk_live_1");
  });

  it("leaves a stage that is only misspelt what it is", async () => {
    const prepareSetSecret: Actions["prepareSetSecret"] = async () => {
      throw new UserError("UNKNOWN_STAGE", { stage: "lcoal", nearest: "local", known: ["local"] });
    };
    const { stderr } = await call(["secrets", "set", "API_KEY", "lcoal"], { actions: { prepareSetSecret } });
    expect(stderr).toContain("Did you mean");
  });

  it.each([
    ["SECRET_NEEDS_VALUE", {}, 2],
    ["SECRET_EMPTY", { input: "\n" }, 1],
    ["SECRET_NOT_TEXT", { input: Uint8Array.of(0xff, 0xfe) }, 1],
    ["INTERRUPTED", { prompts: prompting(undefined), json: false }, 130],
  ] as const)("says %s", async (code, options, wanted) => {
    const json = "json" in options ? [] : ["--json"];
    const { exitCode, stdout, stderr } = await call(["secrets", "set", "API_KEY", ...json], {
      actions,
      ...options,
    });
    expect(exitCode).toBe(wanted);
    expect(stdout + stderr).toContain(json.length === 0 ? "Stopped" : code);
  });

  it("says what is missing", async () => {
    const { exitCode, stderr } = await call(["secrets", "set"], {});
    expect([exitCode, stderr]).toStrictEqual([
      2,
      expect.stringContaining("`secrets set` needs NAME after it."),
    ]);
  });
});

describe("secrets get", () => {
  it("prints the value and nothing else", async () => {
    const getSecret: Actions["getSecret"] = async () => ({
      name: "blog",
      stage: "local",
      secret: "API_KEY",
      value: "sk_1",
    });
    const { stdout, stderr } = await call(["secrets", "get", "API_KEY"], { actions: { getSecret } });
    expect([stdout, stderr]).toStrictEqual(["sk_1\n", ""]);
  });
});

describe("secrets import", () => {
  const environments: unknown[] = [];
  const importSecrets: Actions["importSecrets"] = async (_, { environment, paths, stage }) => {
    environments.push({ environment, paths, stage });
    if (environment !== undefined) return changed;
    throw new UserError("SECRETS_ENVIRONMENT_OPEN", { stage: "local", candidates: ["dev", "develop"] });
  };

  it("asks which of two files is meant", async () => {
    environments.length = 0;
    const prompts = prompting("develop");
    const given = ["secrets", "import", ".secrets", "more.json", "--stage", "local"];
    const { exitCode } = await call(given, { actions: { importSecrets }, prompts });
    expect(exitCode).toBe(0);
    expect(prompts.asked).toStrictEqual(["Which of them is this stage's? dev|develop"]);
    const paths = [".secrets", "more.json"];
    expect(environments).toStrictEqual([
      { environment: undefined, paths, stage: "local" },
      { environment: "develop", paths, stage: "local" },
    ]);
  });

  it("lists them where nobody can be asked", async () => {
    const { exitCode, stdout } = await call(["secrets", "import", ".secrets", "--json"], {
      actions: { importSecrets },
      prompts: prompting("dev"),
    });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "SECRETS_ENVIRONMENT_OPEN" } });
  });
});
