import type { Survey } from "../../../facts/survey.ts";

type Copied = Survey["imageSecrets"][number];

/**
 * Finds the lines of Dockerfiles that copy files with secrets into an image. The root of the project is taken for the
 * context of the build, as `docker build .` has it.
 *
 * @param texts Text of each Dockerfile and of `.dockerignore`, by path.
 * @param secrets Files with secrets that are there.
 */
export function findImageSecrets(
  texts: ReadonlyMap<string, string>,
  secrets: readonly string[],
): readonly Copied[] {
  const isIgnored = readDockerignore(texts.get(".dockerignore") ?? "");
  const open = secrets.filter((path) => !isIgnored(path));
  if (open.length === 0) return [];
  return [...texts]
    .filter(([file]) => /(^|\/)(.*\.)?Dockerfile[^/]*$/.test(file))
    .flatMap(([file, text]) =>
      text.split("\n").flatMap((line, index): readonly Copied[] => {
        const files = open.filter((path) => copiedBy(line).some((source) => isBelow(path, source)));
        return files.length === 0 ? [] : [{ place: { file, line: index + 1 }, files }];
      }),
    );
}

/** Sources of a `COPY` or `ADD` that come from the context; empty for another line, and for one from another stage. */
function copiedBy(line: string): readonly string[] {
  const [, rest = ""] = /^\s*(?:COPY|ADD)\s+(.+?)\s*$/i.exec(line) ?? [];
  if (rest === "" || /--from=/.test(rest)) return [];
  const words = rest.startsWith("[")
    ? [...rest.matchAll(/"([^"]*)"/g)].map(([, word = ""]) => word)
    : rest.split(/\s+/);
  return words.filter((word) => !word.startsWith("--")).slice(0, -1);
}

function isBelow(path: string, source: string): boolean {
  const folder = source.replace(/^\.?\//, "").replace(/\/\.?$|^\.$/, "");
  return (
    folder === "" || path === folder || path.startsWith(`${folder}/`) || globToPattern(folder).test(path)
  );
}

/**
 * Reads `.dockerignore`: the last pattern that fits decides.
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
function readDockerignore(text: string): (path: string) => boolean {
  const patterns = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => ({
      isException: line.startsWith("!"),
      pattern: globToPattern(line.replace(/^!/, "").replace(/^\/|\/$/g, "")),
    }));
  return (path) => patterns.findLast(({ pattern }) => pattern.test(path))?.isException === false;
}

/** `*` stays within a folder, `**` does not; a folder stands for everything below it. */
function globToPattern(glob: string): RegExp {
  const pattern = glob
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) => {
      if (part.startsWith("**")) return "(?:.*/)?";
      if (part === "*") return "[^/]*";
      if (part === "?") return "[^/]";
      return part.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
    })
    .join("");
  return new RegExp(`^${pattern}(?:/.*)?$`);
}
