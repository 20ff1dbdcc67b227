import { describe, expect, it } from "vitest";
import { useFakeNeon } from "../../../test/neon/use-fake-neon.ts";
import { listNeonInventory } from "./inventory.ts";

const { neon, open } = useFakeNeon();

describe("listNeonInventory", () => {
  it("lists what was made, of one project or of all, and nothing of others", async () => {
    await open("production").ensure({});
    await open("production").points?.create("1");
    await open("production", { project: "blog-2" }).ensure({});
    const first = { name: "main", role: "neondb_owner", keepsPasswords: true };
    await neon().account.addProject("monolift-of-mine", "aws-us-east-1", "org-quiet-sea-12345678", first);
    const all = await listNeonInventory(neon().options);
    expect(all.map(({ name }) => name)).toStrictEqual(["monolift-blog", "monolift-blog-2"]);
    const [blog, ...none] = await listNeonInventory(neon().options, "blog");
    expect(none).toStrictEqual([]);
    expect(blog?.branches).toMatchObject([
      { name: "production", stage: "production", sizeBytes: 31_457_280 },
      { name: "production/point-1", stage: "production" },
    ]);
  });

  it("is empty once everything is removed", async () => {
    await open("production").ensure({});
    await open("production").points?.create("1");
    await open("production").remove();
    expect(await listNeonInventory(neon().options)).toStrictEqual([]);
  });
});
