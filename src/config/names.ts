/** Longest name of a project: with a stage and a kind behind it, it still fits AWS's limit of 64 for functions. */
export const longestName = 40;
export const longestStageName = 20;

/** Lower-case letters, digits and single or doubled hyphens inside: a label of a host name. @see RFC 1123, 2.1 */
export const dnsSafe = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/u;

/** A stage's name, or the beginning of many followed by `*`: `preview-*`. */
export const stageKey = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$|^[a-z0-9][a-z0-9-]*\*$/u;

export function isSafeStageName(name: string): boolean {
  return name.length <= longestStageName && dnsSafe.test(name);
}
