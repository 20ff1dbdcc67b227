import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContext } from "playwright-core";

/** What is wrong with a picture as a browser draws it: each list is empty when it is well. */
export interface Faults {
  /** Pairs of texts that stand on each other. */
  readonly overlapping: readonly string[];
  /** Texts and boxes that the paper cuts. */
  readonly cut: readonly string[];
  /** Texts that leave the box that they belong to. */
  readonly escaped: readonly string[];
  /** Texts that a line goes through. */
  readonly crossed: readonly string[];
  /** Texts smaller than a person reads, in pixels. */
  readonly tiny: readonly string[];
  readonly texts: number;
}

/** Opens a picture in a browser as a file of its own and measures what is drawn. */
export async function measurePicture(
  context: BrowserContext,
  svg: string,
  colorScheme: "light" | "dark" = "light",
): Promise<Faults> {
  const folder = await mkdtemp(join(tmpdir(), "monolift-picture-"));
  const page = await context.newPage();
  try {
    const file = join(folder, "picture.svg");
    await writeFile(file, svg);
    await page.emulateMedia({ colorScheme });
    await page.goto(pathToFileURL(file).href);
    const script = await readFile(new URL("find-faults.js", import.meta.url), "utf8");
    return await page.evaluate<Faults>(`${script}; findFaults()`);
  } finally {
    await page.close();
    await rm(folder, { recursive: true, force: true });
  }
}
