import { describe, expect, it } from "vitest";
import { chooseEnvironment } from "./choose-environment.ts";

const igloo = ["base", "dev", "production"];

describe("chooseEnvironment", () => {
  it.each([
    ["local", "dev"],
    ["production", "production"],
    ["prod", "production"],
    ["staging", null],
    ["preview-login", null],
  ])("takes for the stage %s %s", (stage, environment) => {
    expect(chooseEnvironment(igloo, { stage })).toMatchObject({ base: ["base"], environment });
  });

  it("prefers a file that is called like the stage, then one like the settings module", () => {
    const names = ["base", "dev", "develop", "local"];
    expect(chooseEnvironment(names, { stage: "local" }).environment).toBe("local");
    expect(chooseEnvironment(["dev", "develop"], { stage: "local", settings: "develop" }).environment).toBe(
      "develop",
    );
  });

  it("asks when two fit, and takes what is named", () => {
    const names = ["base", "dev", "development"];
    expect(() => chooseEnvironment(names, { stage: "local" })).toThrow(
      expect.objectContaining({
        code: "SECRETS_ENVIRONMENT_OPEN",
        facts: { stage: "local", candidates: ["dev", "development"] },
      }),
    );
    expect(chooseEnvironment(names, { stage: "local", environment: "dev.json" }).environment).toBe("dev");
    expect(() => chooseEnvironment(names, { stage: "local", environment: "prod" })).toThrow(
      expect.objectContaining({ code: "SECRETS_ENVIRONMENT_UNKNOWN" }),
    );
  });

  it("never takes another environment's file, nor one that is no environment's", () => {
    expect(chooseEnvironment(["base", "productions", "firebase"], { stage: "local" })).toStrictEqual({
      base: ["base"],
      environment: null,
      others: ["productions"],
      unknown: ["firebase"],
    });
  });
});
