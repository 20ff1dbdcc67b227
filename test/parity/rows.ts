import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { awsHeading } from "./aws-section.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** One row of docs/parity.md. */
interface ParityRow {
  readonly id: string;
  readonly feature: string;
  /** What `local` does; begins with `same`, `limited` or `refused`. */
  readonly local: string;
  /** Markdown link to AWS's page, or a dash where AWS has nothing of the kind. */
  readonly source: string;
}

/** Every row of every table of docs/parity.md that says what `local` does. */
export async function readRows(): Promise<readonly ParityRow[]> {
  const text = await readFile(join(root, "docs/parity.md"), "utf8");
  // The last section is written from data (proofs.test.ts).
  const [written = ""] = text.split(awsHeading);
  return written
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(([, feature = ""]) => feature !== "" && !/^-+$/.test(feature))
    .map(([, feature = "", local = "", , source = "", id = ""]) => ({
      id: id.replaceAll("`", ""),
      feature,
      local,
      source,
    }));
}

/** Ids that tests carry, with the files that carry them. */
export async function readTestedIds(): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = new Map<string, readonly string[]>();
  const folders = await Promise.all(["src", "test", "python"].map(testFiles));
  for (const file of folders.flat()) {
    const text = await readFile(join(root, file), "utf8");
    for (const [, list = ""] of text.matchAll(/\(parity: ([a-z0-9-]+(?:, [a-z0-9-]+)*)\)/g))
      for (const id of list.split(", ")) ids.set(id, [...(ids.get(id) ?? []), file]);
  }
  return ids;
}

async function testFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  return names
    .filter((name) => /\.test\.ts$|(?:^|\/)test_\w+\.py$/.test(name))
    .map((name) => join(folder, name));
}
