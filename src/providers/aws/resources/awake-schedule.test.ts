import { describe, expect, it } from "vitest";
import { startValidators } from "../../../../test/aws/findings.ts";
import type { AuroraDatabaseResource } from "../../../plan/resources.ts";
import { createTemplate, type Template } from "../template/template.ts";
import { addAwakeSchedules } from "./awake-schedule.ts";

describe("addAwakeSchedules", () => {
  const templateOf = (awake: AuroraDatabaseResource["awake"]): Template => {
    const template = createTemplate("hours", []);
    addAwakeSchedules(
      template,
      { kind: "database", id: "database", engine: "aurora", capacity: { least: 0, most: 4 }, awake },
      "monolift-blog-production",
    );
    return template.build();
  };
  const expressionsOf = (awake: AuroraDatabaseResource["awake"]): readonly unknown[] =>
    Object.values(templateOf(awake).Resources)
      .filter(({ Type }) => Type === "AWS::Scheduler::Schedule")
      .map(({ Properties }) => Properties["ScheduleExpression"]);

  it("adds nothing in which anybody finds anything, and nothing where no hours are said", async () => {
    const validators = await startValidators();
    const template = templateOf({ days: ["mon"], from: "08:30", to: "19:00", timeZone: "Asia/Tokyo" });
    expect(await validators.findingsIn(template)).toEqual([]);
    await validators.close();
    expect(templateOf(null).Resources).toEqual({});
  });

  it("ends on the next day what goes over midnight", () => {
    expect(expressionsOf({ days: ["fri", "sun"], from: "22:00", to: "06:05", timeZone: "UTC" })).toEqual([
      "cron(0 22 ? * FRI,SUN *)",
      "cron(5 6 ? * SAT,MON *)",
    ]);
  });

  it("ends on the same day what does not", () => {
    expect(expressionsOf({ days: ["sat"], from: "00:00", to: "23:59", timeZone: "UTC" })).toEqual([
      "cron(0 0 ? * SAT *)",
      "cron(59 23 ? * SAT *)",
    ]);
  });
});
