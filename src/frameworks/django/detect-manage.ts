import { posix } from "node:path";
import { UserError } from "../../errors.ts";
import { evaluateText, isName, isOperator, splitTop, type Statement } from "../python/source.ts";
import type { ProjectFiles } from "./detect-files.ts";

/** Where the application begins. Paths are relative to the project's root. */
export interface AppFolder {
  /** First on `sys.path`. */
  readonly appDir: string;
  readonly manage: string | null;
}

/**
 * Finds the project's `manage.py`: by what is in it, since other tools name files so too. One in the root is the
 * project's own, whatever else lies below (examples, templates).
 *
 * @param wanted `app.root`, when the file says it.
 * @returns `undefined` when there is none.
 * @throws {UserError} `AMBIGUOUS_ROOT` when there are several, `APP_ROOT_MISSING` when `wanted` is no folder.
 */
export async function findManage(
  files: ProjectFiles,
  wanted: string | undefined,
): Promise<AppFolder | undefined> {
  if (wanted !== undefined) {
    const appDir = posix.normalize(wanted).replace(/\/$/u, "");
    if (!(await files.has(appDir))) throw new UserError("APP_ROOT_MISSING", { root: wanted });
    const manage = posix.join(appDir, "manage.py");
    return (await isDjangoManage(files, manage)) ? { appDir, manage } : undefined;
  }
  if (await isDjangoManage(files, "manage.py")) return { appDir: ".", manage: "manage.py" };
  const manages: string[] = [];
  for (const path of await files.findPython(/(?:^|\/)manage\.py$/u)) {
    if (await isDjangoManage(files, path)) manages.push(path);
  }
  const [manage, second] = manages;
  if (manage === undefined) return undefined;
  if (second !== undefined)
    throw new UserError("AMBIGUOUS_ROOT", {
      key: "app.root",
      candidates: manages.map((path) => posix.dirname(path)),
    });
  return { appDir: posix.dirname(manage), manage };
}

async function isDjangoManage(files: ProjectFiles, path: string): Promise<boolean> {
  const text = await files.text(path);
  return text !== undefined && /DJANGO_SETTINGS_MODULE|execute_from_command_line/u.test(text);
}

/**
 * The settings modules that a file (`manage.py`, `wsgi.py`) names when nothing in the environment says otherwise:
 * `os.environ.setdefault("DJANGO_SETTINGS_MODULE", …)`, `os.environ["DJANGO_SETTINGS_MODULE"] = …`.
 * Several in branches of an `if` are all given, in their order and each once; what only exists at run time is not.
 */
export function settingsNamedIn(statements: readonly Statement[]): readonly string[] {
  const named = statements.flatMap((statement) =>
    statement.flatMap((token, place) => {
      if (token.kind !== "string" || token.value !== "DJANGO_SETTINGS_MODULE") return [];
      const value = readValue(statement, place);
      return value === undefined ? [] : [evaluateText(value, statements)];
    }),
  );
  return [
    ...new Set(named.filter((value) => value !== undefined && /^[\w.]+$/u.test(value))),
  ] as readonly string[];
}

/** The expression beside the variable's name at `place`, in a call of `setdefault` or an assignment. */
function readValue(statement: Statement, place: number): Statement | undefined {
  const before = statement[place - 1];
  const rest = statement.slice(place + 1);
  if (isOperator(before, "[") && isOperator(rest[0], "]") && isOperator(rest[1], "=")) return rest.slice(2);
  const isCall =
    isOperator(before, "(") && isName(statement[place - 2], "setdefault") && isOperator(rest[0], ",");
  if (!isCall) return undefined;
  const [value] = splitTop(rest.slice(1), (token) => isOperator(token, ",") || isOperator(token, ")"));
  return value;
}
