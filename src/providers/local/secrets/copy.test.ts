import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pointToSecrets } from "../../../platform/functions/secrets.ts";
import { ensureStageFolder, readIdentity, stageFolder, type StageFolder } from "../stage-folder.ts";
import { copySecrets } from "./copy.ts";
import { entriesOf, noSecrets, withImported, type SecretsDocument } from "../../secrets/document.ts";
import { currentSecretsVersion, readSecrets, writeVersion } from "./store.ts";

const made = { at: "2026-05-01T12:00:00Z", by: "ann@laptop" };
const copied = { at: "2026-05-02T12:00:00Z", by: "ben@laptop" };
const file = { path: ".secrets/base.json", content: { SECRET_KEY: "of-local", MAIL: { HOST: "smtp" } } };
const variables = [
  { name: "API_KEY", value: "k", from: ".env" },
  { name: "SECRET_KEY", value: "of-local", from: ".env" },
];

describe("copySecrets", () => {
  let root: string;
  let local: StageFolder;
  let preview: StageFolder;
  const keep = async (folder: StageFolder, document: SecretsDocument): Promise<void> =>
    pointToSecrets(folder.secrets, await writeVersion(folder, document, { ...made, kind: "import" }));

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "monolift-secrets-"));
    [local, preview] = [stageFolder(root, "local"), stageFolder(root, "preview-a")];
    for (const folder of [local, preview])
      await ensureStageFolder(folder, { project: "blog", stage: "x" }, undefined);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("begins with a version of the stage's own, in which no key of the other stage is", async () => {
    await keep(local, noSecrets);
    await keep(local, withImported(noSecrets, { variables, files: [file], gone: [] }, made));
    expect(await copySecrets(local, preview, copied)).toEqual(["API_KEY", "MAIL__HOST"]);
    expect(await currentSecretsVersion(preview)).toBe(1);
    const document = await readSecrets(preview);
    const key = (await readIdentity(preview))?.secretKey;
    expect(document).toMatchObject({
      kind: "copy",
      by: copied.by,
      variables: { API_KEY: "k" },
      files: [{ path: file.path, content: { SECRET_KEY: key, MAIL: { HOST: "smtp" } } }],
    });
    expect(Object.keys(document.variables)).toEqual(["API_KEY"]);
    expect(await readFile(join(preview.secrets, "1.json"), "utf8")).not.toContain("of-local");
    expect(entriesOf(document)).toContainEqual({ name: "API_KEY", file: null, ...copied, from: ".env" });
    // The other stage is as it was.
    expect(await currentSecretsVersion(local)).toBe(2);
  });

  it("leaves secrets alone that the stage has", async () => {
    await keep(local, withImported(noSecrets, { variables, files: [], gone: [] }, made));
    await keep(preview, noSecrets);
    expect(await copySecrets(local, preview, copied)).toEqual([]);
    expect(await readSecrets(preview)).toMatchObject({ kind: "import", variables: {} });
  });

  it("makes nothing of nothing, and nothing of a key alone", async () => {
    expect(await copySecrets(local, preview, copied)).toEqual([]);
    await keep(local, withImported(noSecrets, { variables: variables.slice(1), files: [], gone: [] }, made));
    expect(await copySecrets(local, preview, copied)).toEqual([]);
    expect(await currentSecretsVersion(preview)).toBeNull();
    expect(await readdir(preview.root)).not.toContain("secrets");
  });

  it("copies no version that cannot be read", async () => {
    await keep(local, withImported(noSecrets, { variables, files: [], gone: [] }, made));
    await writeFile(join(local.secrets, "1.json"), "{");
    await expect(copySecrets(local, preview, copied)).rejects.toMatchObject({ code: "SECRETS_DAMAGED" });
    expect(await currentSecretsVersion(preview)).toBeNull();
  });
});
