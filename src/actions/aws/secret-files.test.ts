import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noSecrets, type SecretsDocument } from "../../providers/secrets/document.ts";
import { placesHere, placesOnAws, secretsHere, type SecretFilesOf } from "./secret-files.ts";

const document: SecretsDocument = {
  ...noSecrets,
  variables: { TOKEN: "t-0" },
  files: [
    { path: "backend/.secrets/base.json", content: { mail: { host: "mx" } } },
    { path: "elsewhere/other.json", content: {} },
  ],
};

const liftWith = (mode: "variables" | "files"): SecretFilesOf =>
  ({
    site: {
      stage: { secrets: { mode } },
      folder: { secrets: "/state/blog/production/secrets" },
      config: { root: "/home/ann/blog" },
    },
    detection: { root: "/home/ann/blog/backend" },
    secrets: { own: undefined, user: { document, version: "3", source: "ssm:/x:3", notices: [] } },
  }) as unknown as SecretFilesOf;

describe("files of a stage's secrets", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-secret-files-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("are links in the code of a function to where its runtime writes them", async () => {
    const runtime = new URL(
      "../../../python/runtime/monolift_runtime/stage_secrets/reading.py",
      import.meta.url,
    );
    const written = /^FILES_FOLDER = "(.+?)"/m.exec(await readFile(runtime, "utf8"))?.[1];
    expect(placesOnAws(liftWith("files"))).toEqual([
      { path: ".secrets/base.json", target: `${written}/backend/.secrets/base.json` },
    ]);
    expect(placesOnAws(liftWith("variables"))).toEqual([]);
  });

  it("are written here for as long as the application is looked at, by values that no variable has", async () => {
    const variables = await secretsHere(liftWith("files"), folder);
    const { from, to } = JSON.parse(variables["MONOLIFT_SECRET_FILES"] ?? "") as { from: string; to: string };
    expect(JSON.parse(await readFile(from, "utf8"))).toEqual({ files: document.files });
    expect((await stat(from)).mode & 0o777).toBe(0o600);
    expect(placesHere(liftWith("files"))).toEqual([
      { path: ".secrets/base.json", target: `${to}/backend/.secrets/base.json` },
    ]);
    expect(variables).toMatchObject({ TOKEN: "t-0" });
    expect(JSON.stringify(variables)).not.toContain("mx");
  });

  it("are variables where the file does not ask for more", async () => {
    expect(await secretsHere(liftWith("variables"), folder)).toEqual({ TOKEN: "t-0", mail__host: "mx" });
  });
});
