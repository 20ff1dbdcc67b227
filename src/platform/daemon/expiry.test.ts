import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isExpired, readExpiries, readExpiry, writeExpiry } from "./expiry.ts";

const parts = { database: "blog-preview", bucket: "blog-preview-media", functions: ["blog-preview-web"] };

describe("readExpiry", () => {
  let stages: string;
  beforeEach(async () => {
    stages = await mkdtemp(join(tmpdir(), "monolift-stages-"));
    await mkdir(join(stages, "preview"));
  });
  afterEach(() => rm(stages, { recursive: true, force: true }));

  const write = (name: string, text: string): Promise<void> => writeFile(join(stages, "preview", name), text);
  const lifted = (liftedAt: string, ttlSeconds = 3600): Promise<void> =>
    write("expiry.json", JSON.stringify({ ttlSeconds, liftedAt, parts }));

  it("counts from the last `up` while nobody has asked for anything", async () => {
    await lifted("2026-05-01T12:00:00.000Z");
    expect(await readExpiry(stages, "preview")).toEqual({
      ttlSeconds: 3600,
      liftedAt: "2026-05-01T12:00:00.000Z",
      parts,
      lastUseAt: "2026-05-01T12:00:00.000Z",
      expiresAt: "2026-05-01T13:00:00.000Z",
    });
  });

  it("counts from a later request, which may be a minute newer than what is written", async () => {
    await lifted("2026-05-01T12:00:00.000Z");
    await write("last-request", "2026-05-01T12:30:00.000Z\n");
    expect(await readExpiry(stages, "preview")).toMatchObject({
      lastUseAt: "2026-05-01T12:30:00.000Z",
      expiresAt: "2026-05-01T13:31:00.000Z",
    });
    await write("last-request", "2026-05-01T09:00:00.000Z\n");
    expect(await readExpiry(stages, "preview")).toMatchObject({ expiresAt: "2026-05-01T13:00:00.000Z" });
  });

  it.each([
    ["expiry.json", "{"],
    ["expiry.json", '{"ttlSeconds":0,"liftedAt":"2026-05-01T12:00:00.000Z"}'],
    ["expiry.json", JSON.stringify({ ttlSeconds: 60, liftedAt: "yesterday", parts })],
    ["last-request", ""],
    ["last-request", "2026-"],
  ])("keeps a stage whose %s is damaged: %j", async (name, text) => {
    await lifted("2026-05-01T12:00:00.000Z");
    await write(name, text);
    expect(await readExpiry(stages, "preview")).toBeUndefined();
  });

  it("knows the stages that go from those that stay", async () => {
    await mkdir(join(stages, "local"));
    const before = Date.now();
    await writeExpiry(stages, "preview", { ttlSeconds: 60, parts });
    const expiries = await readExpiries(stages);
    expect([...expiries.keys()]).toEqual(["preview"]);
    const [expiry] = expiries.values();
    expect(isExpired(expiry ?? { expiresAt: "" }, before + 59_999)).toBe(false);
    expect(isExpired(expiry ?? { expiresAt: "" }, Date.now() + 60_000)).toBe(true);
    await writeExpiry(stages, "preview", { ttlSeconds: null, parts });
    expect((await readExpiries(stages)).size).toBe(0);
  });
});
