import { describe, expect, it } from "vitest";
import { erdResultSchema } from "../../../actions/erd-results.ts";
import { changedSample, sampleFacts } from "../../../../test/pictures/sample-facts.ts";
import { erdResult } from "./erd-result.ts";

const about = { name: "shop", stage: "local" } as const;

describe("erdResult", () => {
  it("has the models by label, all the same where nothing is compared", () => {
    const result = erdResult({ ...about, facts: sampleFacts(10), before: null });
    expect(erdResultSchema.parse(result)).toStrictEqual(result);
    expect(result.models.map(({ label }) => label)).toStrictEqual(
      result.models.map(({ label }) => label).toSorted(),
    );
    expect(new Set(result.models.map(({ mark }) => mark))).toStrictEqual(new Set(["same"]));
  });

  it("leaves out what Django makes for many-to-many fields", () => {
    const facts = sampleFacts(10);
    const [model] = facts.models;
    if (model === undefined) throw new TypeError("the sample is empty");
    const between = { ...model, label: "billing.Invoice_tags", isAutoCreated: true };
    const result = erdResult({
      ...about,
      facts: { ...facts, models: [...facts.models, between] },
      before: null,
    });
    expect(result.models).toHaveLength(10);
  });

  it("marks models and fields that came, went and changed", () => {
    const before = { release: 3, facts: sampleFacts(10) };
    const { models, against } = erdResult({ ...about, facts: changedSample(), before });
    const markOf = (label: string) => models.find((model) => model.label === label)?.mark;
    expect(against).toBe(3);
    expect(markOf("billing.Newcomer")).toBe("added");
    expect(markOf("billing.Customer")).toBe("removed");
    expect(markOf("billing.Invoice")).toBe("changed");
    expect(markOf("billing.Product")).toBe("same");
    const invoice = models.find(({ label }) => label === "billing.Invoice");
    expect(
      invoice?.fields.filter(({ mark }) => mark !== "same").map(({ name, mark, was }) => [name, mark, was]),
    ).toStrictEqual([
      ["title", "changed", "JSONField"],
      ["brand_new", "added", null],
    ]);
  });
});
