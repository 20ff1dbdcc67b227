import { describe, expect, it } from "vitest";
import { checkReports, english, step } from "../../test/reports/reports.ts";
import type { Page } from "./page.ts";
import { sayActiveStep, sayFound, sayStep, sayWaiting } from "./progress.ts";
import { displayWidth } from "./width.ts";

describe("what is told while it is done", () => {
  checkReports("progress", (page) => ({
    found: [
      sayFound({ what: "settings", value: "config.settings.base", from: "manage.py" }, page),
      sayFound({ what: "python", value: "3.11.7", from: ".python-version" }, page),
      sayFound({ what: "something-new", value: "x", from: "" }, page),
    ].join("\n"),
    steps: [
      sayStep(step("detect", "done", 8), page),
      sayStep(
        step("bundle", "done", 4210, {
          packages: 34,
          files: 1204,
          codeBytes: 123_456,
          dependenciesBytes: 8_000_000,
        }),
        page,
      ),
      sayStep(step("static", "skipped", 1), page),
      sayStep(step("health", "done", 42, { status: 200, unknown: 7 }), page),
      sayStep(step("migrate", "done", 900, { applied: 18 }), page),
      sayStep(step("migrate", "done", 90, { applied: 0 }), page),
      sayStep(step("migrate", "failed", 65_000), page),
      sayActiveStep({ name: "bundle", text: "resolving\nblack==24", elapsedMs: 300, frame: "⠋" }, page),
      sayActiveStep({ name: "rows", text: "あ".repeat(60), elapsedMs: 2300, frame: "⠙" }, page),
      sayWaiting({ pid: 4242, since: "2026-05-01T11:59:00Z" }, page),
    ].join("\n"),
  }));
});

describe("sayActiveStep", () => {
  it.each([20, 40, 80, 200])(
    "stays within %i columns, or overwriting it would leave rests behind",
    (columns) => {
      const active = { name: "bundle", text: "解決中 ".repeat(40), elapsedMs: 61_000, frame: "⠋" } as const;
      const page: Page = { ...english, language: "ja", columns };
      expect(displayWidth(sayActiveStep(active, page))).toBeLessThan(Math.max(columns, 44));
    },
  );
});
