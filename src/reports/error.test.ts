import { describe, expect, it } from "vitest";
import { checkReports, english, wrong } from "../../test/reports/reports.ts";
import { UserError } from "../errors.ts";
import { errorResult, sayError } from "./error.ts";

describe("the report of an error", () => {
  checkReports("error", (page) => ({
    error: sayError(wrong, { verbose: false, cwd: "/home/k/blog" }, page),
  }));
});

describe("sayError", () => {
  const long = new UserError(
    "UNKNOWN_VERB",
    { input: "x", nearest: [] },
    {
      detail: Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join("\n"),
      cause: new Error("the reason below"),
    },
  );

  it("keeps the end of a long traceback, and says how to see the rest", () => {
    const text = sayError(long, { verbose: false, cwd: "/" }, english);
    expect(text).toContain("… 16 lines above; --verbose shows all of it\n    line 17\n");
    expect(text).toContain("line 40");
    expect(text).not.toContain("the reason below");
  });

  it("shows everything with verbose", () => {
    const text = sayError(long, { verbose: true, cwd: "/" }, english);
    expect(text).toContain("    line 1\n");
    expect(text).toContain("the reason below");
  });
});

describe("errorResult", () => {
  it("has every field, null where there is nothing", () => {
    expect(errorResult(wrong, "bundle", "ja")).toStrictEqual({
      error: {
        code: "UNKNOWN_FLAG",
        step: "bundle",
        cause: "`up` に `--form` というオプションはありません。",
        fix: "`--from` ではありませんか？",
        file: "/home/k/blog/monolift.toml",
        line: 12,
        detail: "Traceback\n  File x",
      },
    });
    expect(errorResult(new UserError("DOWN_TWO_ANSWERS", {}), null, "en").error).toMatchObject({
      step: null,
      file: null,
      line: null,
      detail: null,
    });
  });
});
