import { homedir } from "node:os";
import { join } from "node:path";

/** The three folders of this user that Monolift writes to, by the XDG Base Directory specification. */
export interface Home {
  /** What must not be lost: stages, their databases and media, locks of dependencies. */
  readonly state: string;
  /** What can be made again: dependency layers, PostgreSQL's binaries. */
  readonly cache: string;
  /** What the user chose: the language. */
  readonly config: string;
}

/**
 * Where Monolift keeps things for this user: `$XDG_STATE_HOME/monolift` and so on, by default below `~/.local/state`,
 * `~/.cache` and `~/.config`. A relative path in a variable is ignored, as the specification asks.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function findHome(environment: Readonly<Record<string, string | undefined>>): Home {
  const home = environment["HOME"] ?? homedir();
  const folder = (name: string, fallback: string): string => {
    const value = environment[name];
    return join(value?.startsWith("/") ? value : join(home, fallback), "monolift");
  };
  return {
    state: folder("XDG_STATE_HOME", ".local/state"),
    cache: folder("XDG_CACHE_HOME", ".cache"),
    config: folder("XDG_CONFIG_HOME", ".config"),
  };
}
