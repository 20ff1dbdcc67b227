import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { noSecrets, withSecret } from "../../secrets/document.ts";
import {
  currentSecretsVersion,
  discardVersion,
  listVersions,
  placesOfKeptFiles,
  readSecrets,
  restoreSecrets,
  writeVersion,
} from "./store.ts";

const made = { at: "2026-05-01T12:00:00Z", by: "ann@laptop" };
const document = (value: string) => withSecret(noSecrets, "API_KEY", value, { ...made, from: null });

describe("the store of a stage's secrets", () => {
  let root: string;
  let folder: { readonly secrets: string };
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "monolift-secrets-"));
    folder = { secrets: join(root, "secrets") };
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const keep = (value: string): Promise<number> =>
    writeVersion(folder, document(value), { ...made, kind: "set" });
  const current = async (): Promise<unknown> => (await readSecrets(folder)).variables;

  it("is empty at first", async () => {
    expect(await currentSecretsVersion(folder)).toBeNull();
    expect(await readSecrets(folder)).toStrictEqual(noSecrets);
  });

  it("keeps every change for its owner alone; a version counts once it is pointed to", async () => {
    expect(await keep("one")).toBe(1);
    expect(await current()).toStrictEqual({});
    expect(await restoreSecrets(folder, 1)).toBeNull();
    expect(await current()).toStrictEqual({ API_KEY: "one" });
    expect(((await stat(folder.secrets)).mode & 0o777).toString(8)).toBe("700");
    for (const name of await readdir(folder.secrets))
      expect(((await stat(join(folder.secrets, name))).mode & 0o777).toString(8)).toBe("600");
  });

  it("goes back to an older version and forward again; the next one has a number of its own", async () => {
    await keep("one");
    await restoreSecrets(folder, await keep("two"));
    expect(await restoreSecrets(folder, 1)).toBe(2);
    expect(await current()).toStrictEqual({ API_KEY: "one" });
    expect(await keep("three")).toBe(3);
    await discardVersion(folder, 3);
    expect(await listVersions(folder)).toStrictEqual([1, 2]);
    expect(await currentSecretsVersion(folder)).toBe(1);
  });

  it("refuses a damaged version without a word of what is in it", async () => {
    await restoreSecrets(folder, await keep("one"));
    await keep("two");
    await writeFile(join(folder.secrets, "2.json"), '{"variables": {"API_KEY": "tw');
    await expect(restoreSecrets(folder, 2)).rejects.toMatchObject({
      code: "SECRETS_DAMAGED",
      facts: { version: 2, kept: [1, 2] },
      cause: undefined,
    });
    expect(await current()).toStrictEqual({ API_KEY: "one" });
  });

  it("says where files are placed: below the code, or not at all", async () => {
    const files = [{ path: "backend/.secrets/base.json", content: {} }];
    await restoreSecrets(
      folder,
      await writeVersion(folder, { ...noSecrets, files }, { ...made, kind: "import" }),
    );
    const [placed] = await placesOfKeptFiles(folder, "/home/ann/blog", "/home/ann/blog/backend");
    expect(placed?.path).toBe(".secrets/base.json");
    expect(placed?.target).toMatch(/^\/tmp\/monolift-secrets-[0-9a-f]{16}\/backend\/\.secrets\/base\.json$/);
    expect(await placesOfKeptFiles(folder, "/home/ann/blog", "/home/ann/blog/other")).toStrictEqual([]);
  });
});
