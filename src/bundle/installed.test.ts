import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readInstalled } from "./installed.ts";

describe("readInstalled", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "monolift-installed-"));
    const write = async (name: string, wheel: string, record: string): Promise<void> => {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, "WHEEL"), wheel);
      await writeFile(join(folder, name, "RECORD"), record);
    };
    await write(
      "pillow-11.0.0.dist-info",
      "Wheel-Version: 1.0\nTag: cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64\n",
      "PIL/Image.py,sha256=x,1\npillow.libs/libjpeg.so,,\npillow-11.0.0.dist-info/RECORD,,\n",
    );
    await write(
      "django_debug_toolbar-5.0.dist-info",
      "Tag: py3-none-any\n",
      "debug_toolbar/__init__.py,,\n../../bin/x,,\n",
    );
    await write("six-1.17.0.dist-info", "Tag: py2-none-any\nTag: py3-none-any\n", "six.py,,\n");
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("tells names, modules and the platforms of compiled code", async () => {
    expect(await readInstalled(folder)).toEqual([
      {
        name: "django-debug-toolbar",
        version: "5.0",
        modules: ["debug_toolbar"],
        tags: ["py3-none-any"],
        platforms: ["any"],
      },
      {
        name: "pillow",
        version: "11.0.0",
        modules: ["PIL", "pillow"],
        tags: ["cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64"],
        platforms: ["manylinux_2_17_x86_64", "manylinux2014_x86_64"],
      },
      {
        name: "six",
        version: "1.17.0",
        modules: ["six"],
        tags: ["py2-none-any", "py3-none-any"],
        platforms: ["any"],
      },
    ]);
  });
});
