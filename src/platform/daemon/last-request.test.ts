import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
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

it("remembers anew when the clock was put back", async () => {
  const stages = await mkdtemp(join(tmpdir(), "monolift-stages-"));
  await mkdir(join(stages, "local"));
  const note = createRequestNotes(stages, (error) => expect.unreachable(String(error)));
  const clock = vi.spyOn(Date, "now");
  for (const at of ["2026-05-02T12:00:00.000Z", "2026-05-01T12:00:00.000Z"]) {
    clock.mockReturnValue(Date.parse(at));
    note("local");
    await vi.waitFor(async () => expect(await readLastRequest(stages, "local")).toBe(at));
  }
  clock.mockRestore();
  await rm(stages, { recursive: true, force: true });
});
