import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createRequestNotes, readLastRequest } from "./last-request.ts";

it("remembers when a stage was last asked for something, and never asks the disk twice a minute", async () => {
  const stages = await mkdtemp(join(tmpdir(), "monolift-stages-"));
  await mkdir(join(stages, "local"));
  const errors: unknown[] = [];
  const note = createRequestNotes(stages, (error) => errors.push(error));
  expect(await readLastRequest(stages, "local")).toBeUndefined();
  const before = Date.now();
  note("local");
  await expect.poll(() => readLastRequest(stages, "local")).toBeDefined();
  const first = await readLastRequest(stages, "local");
  expect(Date.parse(first ?? "")).toBeGreaterThanOrEqual(before);
  note("local");
  // A stage whose folder is gone has nobody to remember for.
  note("gone");
  await expect.poll(() => errors).toHaveLength(1);
  expect(await readLastRequest(stages, "local")).toBe(first);
  await rm(stages, { recursive: true, force: true });
});
