import { describe, expect, it } from "vitest";
import { readInspectorAnswer } from "./inspector-answer.ts";

const error = { code: "SETTINGS_RAISED", step: "settings", settingsModule: "blog.settings", frames: [] };

describe("readInspectorAnswer", () => {
  it("gives the answer and the step before it", () => {
    const read = readInspectorAnswer(`{"step":"settings"}\n${JSON.stringify({ error })}\n`);
    expect(read.step).toBe("settings");
    expect(read.answer).toMatchObject({ error });
  });

  it("gives no answer for a process that was ended in the middle of a line", () => {
    expect(readInspectorAnswer('{"step":"settings"}\n{"step":"urlconf"}\n{"facts":{"ver')).toEqual({
      step: "urlconf",
      answer: undefined,
    });
  });

  it("gives the start for a process that said nothing", () => {
    expect(readInspectorAnswer("")).toEqual({ step: "start", answer: undefined });
  });

  it("refuses facts of another version", () => {
    expect(() => readInspectorAnswer('{"facts":{"version":2}}\n')).toThrow(/version/);
  });
});
