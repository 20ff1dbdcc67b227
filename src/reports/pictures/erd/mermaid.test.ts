import { describe, expect, it } from "vitest";
import { changedSample, sampleFacts } from "../../../../test/pictures/sample-facts.ts";
import { erdResult } from "./erd-result.ts";
import { sayMermaid } from "./mermaid.ts";

const known = (before: boolean) => ({
  name: "shop",
  stage: "local",
  facts: before ? changedSample() : sampleFacts(10),
  before: before ? { release: 3, facts: sampleFacts(10) } : null,
});

describe("sayMermaid", () => {
  it("has a box for each model and a line for each relation", () => {
    const text = sayMermaid(erdResult(known(false)), "en");
    expect(text).toContain('billing_Invoice["billing.Invoice"] {');
    expect(text).toContain("    BigAutoField id PK\n");
    expect(text).toContain('  billing_Invoice ||--o{ billing_Product : "parent"');
    expect(text).toContain('  billing_Invoice |o--o{ billing_Customer : "parent"');
    expect(text).toContain('  catalogue_Customer }o--o{ catalogue_Product : "related_to"');
    expect(text).toContain('  catalogue_Order ||--o| catalogue_Order : "previous"');
  });

  it("gives names that Mermaid cannot hold others, and says them beside", () => {
    expect(sayMermaid(erdResult(known(false)), "en")).toMatch(/u8aaau660e "說明/);
  });

  it("says what has come, gone and changed", () => {
    const text = sayMermaid(erdResult(known(true)), "en");
    expect(text).toContain('["+ billing.Newcomer"]');
    expect(text).toContain('["− billing.Customer"]');
    expect(text).toContain('brand_new "+ new"');
    expect(text).toMatch(/UUIDField title "~ changed, was \w+/);
  });
});
