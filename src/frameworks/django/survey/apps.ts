import { join, posix } from "node:path";
import type { Bundle } from "../../../bundle/bundle.ts";
import type { Survey } from "../../../facts/survey.ts";
import { isFile, isFolder, readTextIfThere } from "../../../system/files.ts";
import type { Detection } from "../../framework.ts";
import { isName, isOperator, readStatements } from "../../python/source.ts";

type MissingApp = Survey["appsMissing"][number];

/**
 * Finds the installed apps, as the text of the settings names them, whose module is nowhere: neither in the project nor
 * in a package. A list that is made at run time is not followed.
 *
 * @param paths The project's files.
 */
export async function findMissingApps(
  detection: Detection,
  bundle: Pick<Bundle, "dependencies">,
  paths: readonly string[],
): Promise<readonly MissingApp[]> {
  const named = await Promise.all(
    (await settingsFiles(detection)).map((file) => readApps(detection.root, file)),
  );
  const looked = await Promise.all(
    named.flat().map(async (one) => {
      const [top = ""] = one.app.split(".");
      const isThere = isInProject(paths, top) || (await hasModule(bundle.dependencies.path, top));
      return isThere ? [] : [one];
    }),
  );
  return looked.flat();
}

/** Anywhere in it, since settings may put any folder on `sys.path`. */
function isInProject(paths: readonly string[], name: string): boolean {
  return paths.some((path) => `/${path}`.includes(`/${name}/`) || `/${path}`.endsWith(`/${name}.py`));
}

async function hasModule(folder: string, name: string): Promise<boolean> {
  return (await isFolder(join(folder, name))) || isFile(join(folder, `${name}.py`));
}

/** The settings module and what it takes in with `from .base import *`, as far as the project's text says. */
async function settingsFiles({ root, appDir, settingsModule }: Detection): Promise<readonly string[]> {
  const seen: string[] = [];
  const visit = async (module: string): Promise<void> => {
    const path = posix.join(appDir, ...module.split("."));
    for (const file of [`${path}.py`, `${path}/__init__.py`]) {
      const text = seen.includes(file) ? undefined : await readTextIfThere(join(root, file));
      if (text === undefined) continue;
      seen.push(file);
      const parent = file.endsWith("__init__.py") ? module.split(".") : module.split(".").slice(0, -1);
      for (const [, dots = "", name = ""] of text.matchAll(/^\s*from\s+(\.*)([\w.]*)\s+import\s+\*/gm)) {
        const above = dots === "" ? [] : parent.slice(0, parent.length - dots.length + 1);
        await visit([...above, ...name.split(".").filter((part) => part !== "")].join("."));
      }
    }
  };
  await visit(settingsModule);
  return seen;
}

/** Strings of every list whose name ends with `_APPS`, with their lines. */
async function readApps(root: string, file: string): Promise<readonly MissingApp[]> {
  const text = (await readTextIfThere(join(root, file))) ?? "";
  const lines = text.split("\n");
  return readStatements(text).flatMap((statement) => {
    const [name] = statement;
    const isList = name?.kind === "name" && /(^|_)APPS$/.test(name.text) && !isName(name, "LOCAL_APPS");
    const isAssigned = isOperator(statement[1], "=") || isOperator(statement[2], "=");
    if (!isList || !isAssigned) return [];
    return statement.flatMap((token): readonly MissingApp[] => {
      if (token.kind !== "string" || token.value === null || !/^[a-z_][\w.]*$/i.test(token.value)) return [];
      const app = token.value;
      const index = lines.findIndex((line) => line.includes(`'${app}'`) || line.includes(`"${app}"`));
      return [{ app, place: { file, line: index === -1 ? null : index + 1 } }];
    });
  });
}
