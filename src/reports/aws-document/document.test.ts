import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { priceOf } from "../../providers/aws/price/price-of.ts";
import { usualUsage } from "../../providers/aws/price/usage.ts";
import { awsDocument } from "./document.ts";
import { exampleThings } from "./example-things.ts";
import { examples } from "./examples.ts";

const file = fileURLToPath(new URL("../../../docs/aws.md", import.meta.url));

describe("docs/aws.md", () => {
  it("is what the templates and the price lists say: `npm run build` writes it", async () => {
    expect(await readFile(file, "utf8")).toBe(awsDocument());
  });

  it.each(examples.map((example) => [example.name, example] as const))(
    "names every resource of the %s file",
    (_name, example) => {
      const [, section = ""] = awsDocument().split(new RegExp(`^## ${example.name}$`, "im"));
      const [table = ""] = section.split("\n## ");
      const things = exampleThings(example);
      expect(things.length).toBeGreaterThan(10);
      for (const { name } of things) expect(table).toContain(`\`${name.replace(/[0-9a-f]{12}$/, "…")}\``);
    },
  );

  it("knows the price of everything where it says so first", () => {
    for (const example of examples) {
      const request = { things: exampleThings(example), usage: usualUsage(1_000_000), region: "us-east-1" };
      const lines = priceOf({ ...request, as: "list" });
      expect(lines.filter(({ atUsage }) => atUsage === null)).toEqual([]);
    }
  });
});

describe("a stage that nobody uses", () => {
  it("costs cents for what lies there, as long as neither a network nor a database asks for more", () => {
    const idle = (name: string): number => {
      const example = examples.find((one) => one.name === name);
      const things = example === undefined ? [] : exampleThings(example);
      const lines = priceOf({ things, usage: usualUsage(1_000_000), region: "us-east-1", as: "list" });
      return lines.reduce((sum, { idlePerMonth }) => sum + (idlePerMonth ?? Number.NaN), 0);
    };
    expect(idle("usual")).toBeLessThan(1);
    // NAT with its address, an endpoint, four alarms, and half an ACU in office hours, which the file asks for.
    expect(idle("large") - idle("usual")).toBeCloseTo(36.5 + 7.3 + 13.6875 + 0.1 + 0.4 - 0.35, 2);
  });
});
