import { expect, it } from "vitest";
import type { CanaryResult, MoveResult } from "../../src/actions/move-results.ts";
import type { Step } from "../../src/actions/results.ts";
import { UserError } from "../../src/errors.ts";
import { languages } from "../../src/words/words.ts";
import type { Page } from "../../src/reports/page.ts";

/** A terminal of 80 columns without colour, at noon of 1 May 2026 (UTC). */
export const english: Page = {
  language: "en",
  colour: false,
  columns: 80,
  now: new Date("2026-05-01T12:00:00Z"),
  timeZone: "Asia/Tokyo",
};

/** A step as `up` tells of it. */
export const step = (name: Step["name"], outcome: Step["outcome"], durationMs: number, facts = {}): Step => ({
  name,
  outcome,
  durationMs,
  facts,
});

/** A canary that is under way. */
export const canary: CanaryResult = {
  release: 4,
  from: 3,
  by: "k@laptop",
  startedAt: "2026-05-01T11:57:50Z",
  percent: 10,
  seconds: 300,
  watchedSeconds: 130,
  metric: "5xx",
  threshold: 1,
  sample: 20,
  newer: { requests: 120, errors5xx: 1, failedInvocations: 0, throttles: 2 },
  older: { requests: 1100, errors5xx: 0, failedInvocations: 0, throttles: 0 },
};

/** The end of a canary that did not hold. */
export const wentBack: MoveResult = {
  at: "2026-05-01T11:00:00Z",
  by: null,
  kind: "canary",
  from: 3,
  to: 4,
  canary: {
    ...canary,
    outcome: "went-back",
    metric: "errors",
    newer: { requests: 25, errors5xx: 3, failedInvocations: 3, throttles: 0 },
  },
};

/** A rollback that somebody asked for. */
export const rolledBack: MoveResult = {
  at: "2026-05-01T11:30:00Z",
  by: "k@laptop",
  kind: "rollback",
  from: 4,
  to: 3,
  canary: null,
};

/** An error with all that one can have: place, detail, and a fix. */
export const wrong = new UserError(
  "UNKNOWN_FLAG",
  { verb: "up", flag: "--form", nearest: ["from"] },
  {
    place: { file: "/home/k/blog/monolift.toml", line: 12, column: 3, excerpt: '\t"日本"= 1' },
    detail: "Traceback\n  File x",
  },
);

/**
 * What holds for every report: it reads well in each language (its snapshot is for people to read, too), says the same
 * with and without colour, and shows no password.
 *
 * @param subject Names the snapshots, `snapshots/SUBJECT.LANGUAGE.txt` beside the test.
 * @param sayAll The reports by the name of what is told.
 */
export function checkReports(
  subject: string,
  sayAll: (page: Page) => Readonly<Record<string, string>>,
): void {
  const say = (page: Page): string =>
    Object.entries(sayAll(page))
      .map(([name, text]) => `## ${name}\n${text}\n`)
      .join("\n");

  it.each(languages)("read well in %s", async (language) => {
    await expect(say({ ...english, language })).toMatchFileSnapshot(`snapshots/${subject}.${language}.txt`);
  });

  it.each(languages)("say the same in %s with and without colour", (language) => {
    const coloured = say({ ...english, language, colour: true });
    // oxlint-disable-next-line no-control-regex -- an escape sequence begins with a control character
    const plain = coloured.replaceAll(/\u001B\[\d+m/g, "");
    expect(coloured).not.toBe(plain);
    expect(plain.replaceAll("`", "")).toBe(say({ ...english, language }).replaceAll("`", ""));
  });

  it.each(languages)("show no password in %s", (language) => {
    expect(say({ ...english, language })).not.toContain("hunter2");
  });
}
