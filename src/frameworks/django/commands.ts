import { delimiter, join, relative } from "node:path";
import type { EntryPoints } from "../../plan/provisions.ts";

/**
 * Commands of Django and of well-known packages that write source files. A release is never changed,
 * so these run on the project's own folder, with the stage's database and settings.
 */
const sourceCommands: ReadonlySet<string> = new Set([
  "makemigrations",
  "squashmigrations",
  "optimizemigration",
  "makemessages",
  "compilemessages",
  "startapp",
  "create_command",
  "create_template_tags",
]);

/**
 * The entry with which a command is run: the release's own, or the same one on the project's folder
 * for commands that write source.
 */
export function commandEntry(
  entry: EntryPoints,
  options: { readonly arguments: readonly string[]; readonly projectRoot: string },
): EntryPoints {
  const [name] = options.arguments;
  if (name === undefined || !sourceCommands.has(name)) return entry;
  const move = (path: string): string => {
    const inside = relative(entry.taskRoot, path);
    return inside.startsWith("..") ? path : join(options.projectRoot, inside);
  };
  const { MONOLIFT_PATH: path, MONOLIFT_APP_DIR: folder, MONOLIFT_MANAGE: manage } = entry.environment;
  return {
    ...entry,
    taskRoot: options.projectRoot,
    commandFolder: move(entry.commandFolder),
    environment: {
      ...entry.environment,
      ...(path === undefined ? {} : { MONOLIFT_PATH: path.split(delimiter).map(move).join(delimiter) }),
      ...(folder === undefined ? {} : { MONOLIFT_APP_DIR: move(folder) }),
      ...(manage === undefined ? {} : { MONOLIFT_MANAGE: move(manage) }),
      PYTHONDONTWRITEBYTECODE: "1",
    },
  };
}
