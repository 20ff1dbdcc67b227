import { basename } from "node:path";
import { readRequirements } from "../../../bundle/python/requirements.ts";
import { UserError } from "../../../errors.ts";
import type { Survey } from "../../../facts/survey.ts";
import type { Detection } from "../../framework.ts";

const ofProduction = /prod|live|deploy/i;

/** Finds a requirements file that says by its name that it is production's, where another one is installed. */
export async function findProduction(
  { root, dependencies }: Pick<Detection, "root" | "dependencies">,
  paths: readonly string[],
): Promise<Survey["production"]> {
  if (dependencies.kind !== "requirements" || ofProduction.test(basename(dependencies.file))) return null;
  const file = paths.find(
    (path) => /requirements?[^/]*(\/[^/]*)?\.txt$/i.test(path) && ofProduction.test(basename(path)),
  );
  if (file === undefined) return null;
  try {
    const { requirements } = await readRequirements(root, file);
    return { file, names: requirements.flatMap(({ name }) => name ?? []) };
  } catch (error) {
    // It is not the file that is installed, so that nothing hangs on it.
    if (error instanceof UserError) return null;
    throw error;
  }
}
