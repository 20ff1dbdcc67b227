import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useFakeNeon } from "../../../test/neon/use-fake-neon.ts";
import { needNeonKey, neonKeyFile, readNeonKey, saveNeonKey } from "./key.ts";

const { neon } = useFakeNeon();

let config = "";
beforeEach(async () => {
  config = await mkdtemp(join(tmpdir(), "neon-key-"));
});
afterEach(() => rm(config, { recursive: true }));

describe("the key of Neon's API", () => {
  it("is kept once Neon has accepted it, for this user's eyes only", async () => {
    const { key, ...options } = neon().options;
    await saveNeonKey(` ${key.value}\n`, { config }, options);
    const file = neonKeyFile({ config });
    expect(await readFile(file, "utf8")).toBe(`${key.value}\n`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readNeonKey({}, { config })).toStrictEqual({ value: key.value, from: "file", file });
  });

  it("is not kept when Neon refuses it", async () => {
    const { key: _, ...options } = neon().options;
    await expect(saveNeonKey("napi_other", { config }, options)).rejects.toMatchObject({
      code: "NEON_KEY_REFUSED",
      facts: { from: "answer" },
    });
    expect(await readNeonKey({}, { config })).toBeUndefined();
  });

  it("of the environment wins over the kept one, unless it is empty", async () => {
    const { key, ...options } = neon().options;
    await saveNeonKey(key.value, { config }, options);
    const given = await needNeonKey({ NEON_API_KEY: "napi_of-ci " }, { config });
    expect(given).toMatchObject({ value: "napi_of-ci", from: "environment" });
    expect(await needNeonKey({ NEON_API_KEY: "" }, { config })).toMatchObject({ from: "file" });
  });

  it("is asked for with the file in which it would be, where there is none", async () => {
    await expect(needNeonKey({}, { config })).rejects.toMatchObject({
      code: "NEON_KEY_MISSING",
      facts: { file: join(config, "neon-key") },
    });
  });
});
