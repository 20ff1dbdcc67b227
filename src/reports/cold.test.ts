import { describe, expect, it } from "vitest";
import { checkReports } from "../../test/reports/reports.ts";
import type { ColdStudy } from "../actions/cold.ts";
import { coldResultSchema } from "../actions/cold-results.ts";
import { coldResult, sayCold } from "./cold.ts";

const study: ColdStudy = {
  name: "blog",
  stage: "local",
  functions: [
    {
      name: "web",
      initMs: 612.4,
      startsMs: [640.2, 612.4, 598],
      importsMs: 571.3,
      modules: 767,
      slowest: [
        { package: "pandas", totalMs: 310.5, selfMs: 120.1, modules: 210, importedBy: "reports.views" },
        { package: "blog", totalMs: 466.4, selfMs: 28.5, modules: 2, importedBy: null },
      ],
    },
  ],
  imports: { web: [] },
};

describe("the reports of cold starts", () => {
  checkReports("cold", (page) => ({ cold: sayCold(coldResult(study), page) }));

  it("keep every module for the picture alone", () => {
    expect(coldResultSchema.strict().parse(coldResult(study))).toStrictEqual(coldResult(study));
  });
});
