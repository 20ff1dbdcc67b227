import type { Place } from "../../errors.ts";

/** One dependency as a project's own metadata states it. */
export interface StatedDependency {
  /** Of PEP 508, or an address that pip takes. */
  readonly requirement: string;
  /** As the file has it, to find the line. */
  readonly written: string;
}

/** The line of a file that states a dependency; undefined when there is none. */
export function placeOfStated(
  { written }: StatedDependency,
  content: string,
  file: string,
): Place | undefined {
  const lines = content.split("\n");
  const quoted = lines.findIndex((line) => line.includes(`"${written}"`) || line.includes(`'${written}'`));
  const index = quoted === -1 ? lines.findIndex((line) => statesPlainly(line, written)) : quoted;
  const excerpt = lines[index];
  return excerpt === undefined ? undefined : { file, line: index + 1, excerpt: excerpt.trim() };
}

/** A key of TOML (`django = "*"`), or a line of `setup.cfg` that is nothing else. */
function statesPlainly(line: string, written: string): boolean {
  return line.trim() === written || new RegExp(`^${escape(written)}\\s*=`).test(line);
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
