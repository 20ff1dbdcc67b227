import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeTree } from "../../../test/bundle/wheelhouse.ts";
import { readRequirements } from "./requirements.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "requirements "));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe("readRequirements", () => {
  it("reads files that include each other in place, and says where each line stands", async () => {
    await writeTree(root, {
      "requirements/production.txt": "-r base.txt\n-c ../constraints.txt\ngunicorn  # not needed\n",
      "requirements/base.txt": "# base\n\nDjango>=5,\\\n    <6\n--requirement=production.txt\n",
      "constraints.txt": "asgiref==3.8.1\n",
    });
    const set = await readRequirements(root, "requirements/production.txt");
    expect(set.requirements.map(({ text, place }) => [text.replaceAll(/\s/g, ""), place.file, place.line])).toEqual([
      ["Django>=5,<6", "requirements/base.txt", 3],
      ["gunicorn", "requirements/production.txt", 3],
    ]);
    expect(set.constraints.map(({ text }) => text)).toEqual(["asgiref==3.8.1"]);
  });

  it("keeps options, with paths as addresses and variables as they are", async () => {
    await mkdir(join(root, "wheels of ours"));
    await writeFile(
      join(root, "r.txt"),
      '-i https://${TOKEN}@host/simple\n--extra-index-url=https://other/simple\n-f "wheels of ours"\n--pre\n--require-hashes\n',
    );
    const { options } = await readRequirements(root, "r.txt");
    expect(options[0]).toBe("--index-url https://${TOKEN}@host/simple");
    expect(options[1]).toBe("--extra-index-url https://other/simple");
    expect(options[2]).toMatch(/^--find-links file:\/\/\S+\/wheels%20of%20ours$/);
    expect(options.slice(3)).toEqual(["--pre"]);
  });

  it("takes hashes off the line", async () => {
    await writeFile(join(root, "r.txt"), "a==1 \\\n  --hash=sha256:aa \\\n  --hash sha256:bb\n");
    const [one] = (await readRequirements(root, "r.txt")).requirements;
    expect(one).toMatchObject({ text: "a==1", hashes: ["sha256:aa", "sha256:bb"] });
  });

  it("knows addresses, archives and folders in every notation", async () => {
    await writeTree(root, { "libs/own/pyproject.toml": "", "wheels/x-1.0-py3-none-any.whl": "" });
    await writeFile(
      join(root, "r.txt"),
      [
        "git+https://host/team/tool.git@v2#egg=team-tool",
        "-e git+ssh://git@host/other.git#egg=other&subdirectory=python",
        "./wheels/x-1.0-py3-none-any.whl",
        "-e libs/own[extra]",
        "own @ ./libs/own",
        "https://host/bare-1.0.zip",
      ].join("\n"),
    );
    const { requirements } = await readRequirements(root, "r.txt");
    expect(requirements.map(({ text, name, path, extras }) => [text, name, path, extras])).toEqual([
      ["team-tool @ git+https://host/team/tool.git@v2", "team-tool", null, []],
      ["other @ git+ssh://git@host/other.git#subdirectory=python", "other", null, []],
      ["./wheels/x-1.0-py3-none-any.whl", null, join(root, "wheels/x-1.0-py3-none-any.whl"), []],
      ["libs/own[extra]", null, join(root, "libs/own"), ["extra"]],
      ["own @ ./libs/own", "own", join(root, "libs/own"), []],
      ["https://host/bare-1.0.zip", null, null, []],
    ]);
  });

  it("reads what PowerShell's redirection writes", async () => {
    await writeFile(join(root, "r.txt"), Buffer.from("\uFEFFDjango==5.2\r\nsqlparse\r\n", "utf16le"));
    const { requirements } = await readRequirements(root, "r.txt");
    expect(requirements.map(({ name }) => name)).toEqual(["django", "sqlparse"]);
  });

  it("names the line that includes a file that is not there", async () => {
    await writeFile(join(root, "r.txt"), "django\n-r nowhere.txt\n");
    await expect(readRequirements(root, "r.txt")).rejects.toMatchObject({
      code: "REQUIREMENTS_FILE_MISSING",
      facts: { file: "nowhere.txt" },
      place: { file: "r.txt", line: 2, excerpt: "-r nowhere.txt" },
    });
  });

  it("names the line that is no dependency", async () => {
    await writeFile(join(root, "r.txt"), "django\nsqlparse >=0.5 <1\n");
    await expect(readRequirements(root, "r.txt")).rejects.toMatchObject({
      code: "REQUIREMENT_UNREADABLE",
      place: { file: "r.txt", line: 2 },
    });
  });
});
