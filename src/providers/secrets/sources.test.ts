import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSources, type ReadSources, type SourceRequest } from "./sources.ts";

describe("readSources", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "monolift-sources-"));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const write = async (path: string, content: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  };
  const read = (path: string, changes: Partial<SourceRequest> = {}): Promise<ReadSources> =>
    readSources({ cwd: root, root, stage: "local", paths: [path], ...changes });
  const codes = ({ notices }: ReadSources): readonly string[] => notices.map(({ code }) => code);

  it("reads the lines of a `.env` file", async () => {
    await write(".env", "# a comment\nexport API_KEY='a b'\nEMPTY=\n");
    const found = await read(".env");
    expect(found.imported.variables).toStrictEqual([
      { name: "API_KEY", value: "a b", from: ".env" },
      { name: "EMPTY", value: "", from: ".env" },
    ]);
    expect(codes(found)).toStrictEqual(["SECRETS_BEFORE_FILE"]);
  });

  it("reads the base of a folder and the stage's environment, and lets go of the other ones", async () => {
    await write(".secrets/base.json", '\uFEFF{"A": 1}');
    await write(".secrets/dev.json", '{"B": {"C": "x"}}');
    await write(".secrets/production.json", "not read");
    await write(".secrets/firebase.json", "not read");
    await write(".secrets/key.pem", "not read");
    const found = await read(".secrets/");
    expect(found.imported).toStrictEqual({
      variables: [],
      files: [
        { path: ".secrets/base.json", content: { A: 1 } },
        { path: ".secrets/dev.json", content: { B: { C: "x" } } },
      ],
      gone: [".secrets/production.json"],
    });
    expect(found.notices).toMatchObject([
      {
        code: "SECRETS_ENVIRONMENT_TAKEN",
        facts: { file: ".secrets/dev.json", left: [".secrets/production.json"] },
      },
      { code: "SECRETS_FILES_LEFT", facts: { files: [".secrets/firebase.json"] } },
    ]);
  });

  it("takes the base alone where no environment fits, and nothing where there is none", async () => {
    await write(".secrets/base.json", '{"A": 1}');
    await write(".secrets/production.json", '{"A": 2}');
    expect(codes(await read(".secrets"))).toStrictEqual(["SECRETS_ENVIRONMENT_NONE"]);
    await rm(join(root, ".secrets/base.json"));
    await expect(read(".secrets")).rejects.toMatchObject({ code: "SECRETS_NOTHING_FOUND" });
    expect((await read(".secrets", { environment: "production" })).imported.files).toHaveLength(1);
  });

  it("takes only the values of a JSON file outside the project", async () => {
    await write("keys/base.json", '{"A": {"B": 1}, "NONE": null}');
    const found = await read("../keys/base.json", { cwd: join(root, "app"), root: join(root, "app") });
    expect(found.imported).toStrictEqual({
      variables: [{ name: "A__B", value: "1", from: "../keys/base.json" }],
      files: [],
      gone: [],
    });
    expect(codes(found)).toStrictEqual(["SECRETS_OUTSIDE_PROJECT"]);
  });

  it.each([
    ["broken.json", '{"A": 1,\n"B": hunter2}', "json"],
    ["list.json", '["hunter2"]', "no-object"],
    [".env", "hunter2\n", "env"],
  ])("refuses %s without a piece of it", async (path, content, why) => {
    await write(path, content);
    const error: unknown = await read(path).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "SECRETS_SOURCE_UNREADABLE", facts: { file: path, why } });
    expect(JSON.stringify(error) + String(error)).not.toContain("hunter2");
  });

  it("says that a path is not there", async () => {
    await expect(read("nothing")).rejects.toMatchObject({ code: "SECRETS_SOURCE_MISSING" });
  });
});
