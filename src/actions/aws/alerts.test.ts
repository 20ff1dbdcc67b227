import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { emulatorPath } from "../../../test/aws/ministack.ts";
import { regionsWithBudgets } from "../../providers/aws/resources/budget-regions.ts";
import { alertNotices, alertsOf } from "./alerts.ts";

type Lift = Parameters<typeof alertNotices>[0];

const email = "ann@example.com";
const liftIn = (
  region: string,
  { alerts, told, isServed = true }: { alerts: object | null; told?: string; isServed?: boolean },
): Lift =>
  ({
    site: { stage: { alerts }, names: { stage: "production" } },
    stage: { aws: { region }, alias: isServed ? { version: "1" } : undefined },
    stack: { outputs: told === undefined ? {} : { AlertsTo: told } },
  }) as unknown as Lift;
const codesOf = (lift: Lift): readonly string[] => alertNotices(lift).map(({ code }) => code);

describe("alertsOf", () => {
  it("has a budget only where CloudFormation makes one", () => {
    const budgetIn = (region: string): number | null | undefined => {
      const { site, stage } = liftIn(region, { alerts: { email, errors: 1, budgetUsd: 10 } });
      return alertsOf(site, stage.aws)?.budgetUsd;
    };
    expect([budgetIn("eu-west-1"), budgetIn("eu-north-1")]).toEqual([10, null]);
  });

  it("is right about the Regions, as far as cfn-lint knows them", async () => {
    const folder = await mkdtemp(join(tmpdir(), "monolift-budgets-"));
    try {
      const template = join(folder, "template.json");
      const Budget = { BudgetType: "COST", TimeUnit: "MONTHLY" };
      const Resources = { One: { Type: "AWS::Budgets::Budget", Properties: { Budget } } };
      await writeFile(template, JSON.stringify({ AWSTemplateFormatVersion: "2010-09-09", Resources }));
      const lint = (...regions: readonly string[]): Promise<unknown> =>
        promisify(execFile)(emulatorPath("cfn-lint"), ["--template", template, "--regions", ...regions]);
      await lint(...regionsWithBudgets);
      await expect(lint("eu-north-1")).rejects.toMatchObject({
        stdout: expect.stringContaining("E3006") as unknown,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("alertNotices", () => {
  const alerts = { email, errors: 1, budgetUsd: 10 };

  it("says once that nobody is told, and once that AWS asks somebody", () => {
    expect(codesOf(liftIn("eu-west-1", { alerts: null, isServed: false }))).toEqual(["ALERTS_NOBODY"]);
    expect(codesOf(liftIn("eu-west-1", { alerts: null }))).toEqual([]);
    expect(codesOf(liftIn("eu-west-1", { alerts }))).toEqual(["ALERTS_CONFIRM"]);
    expect(codesOf(liftIn("eu-west-1", { alerts, told: "bob@example.com" }))).toEqual(["ALERTS_CONFIRM"]);
    expect(codesOf(liftIn("eu-west-1", { alerts, told: email }))).toEqual([]);
  });

  it("says where no budget can be made that was wanted", () => {
    expect(codesOf(liftIn("eu-north-1", { alerts }))).toEqual(["ALERTS_CONFIRM", "ALERTS_NO_BUDGET"]);
    const without = { ...alerts, budgetUsd: null };
    expect(codesOf(liftIn("eu-north-1", { alerts: without }))).toEqual(["ALERTS_CONFIRM"]);
  });
});
