import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { hasCode } from "../system/files.ts";
import { configFileName } from "./load.ts";

/**
 * Writes a project's file, by default with its one needed line. Never overwrites.
 *
 * @param options.name DNS-safe, as `deriveName` gives it.
 * @param options.text The whole file, with that name in it.
 * @returns The absolute path of the file.
 * @throws {UserError} `CONFIG_EXISTS` when there is one already, `CONFIG_FOLDER_READ_ONLY`.
 */
export async function createConfigFile(
  folder: string,
  { name, text }: { readonly name: string; readonly text?: string },
): Promise<string> {
  const file = join(folder, configFileName);
  try {
    await writeFile(file, text ?? `name = ${JSON.stringify(name)}\n`, { flag: "wx" });
    return file;
  } catch (error) {
    if (hasCode(error, "EEXIST")) throw new UserError("CONFIG_EXISTS", { file }, { cause: error });
    if (hasCode(error, "EACCES", "EROFS", "EPERM")) {
      throw new UserError("CONFIG_FOLDER_READ_ONLY", { file, name }, { cause: error });
    }
    throw error;
  }
}
