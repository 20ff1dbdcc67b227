/** What conditions are judged against. */
export interface Validators {
  /** Without quotes. */
  readonly etag: string;
  readonly lastModified: Date;
}

/**
 * True when a client that already has this needs no other: `If-None-Match` decides, or without it `If-Modified-Since`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-precedence-of-preconditions
 */
export function isUnchanged(
  current: Validators,
  ifNoneMatch: string | undefined,
  ifModifiedSince: string | undefined,
): boolean {
  if (ifNoneMatch !== undefined) return namesTag(ifNoneMatch, current.etag);
  const since = readDate(ifModifiedSince);
  return since !== undefined && wholeSeconds(current.lastModified) <= since;
}

/** True when this was written to after the date of `If-Unmodified-Since`. */
export function isModifiedSince(
  { lastModified }: Validators,
  ifUnmodifiedSince: string | undefined,
): boolean {
  const since = readDate(ifUnmodifiedSince);
  return since !== undefined && wholeSeconds(lastModified) > since;
}

/** True when a list of entity tags has this one, or is `*`. Weak tags count as strong ones; quotes may be missing. */
export function namesTag(tags: string, etag: string): boolean {
  return tags.split(",").some((tag) => {
    const bare = tag
      .trim()
      .replace(/^W\//, "")
      .replace(/^"(.*)"$/, "$1");
    return bare === "*" || bare === etag;
  });
}

/** Milliseconds since the Unix epoch; a date that can't be read counts as none, as the RFC wants it. */
function readDate(value: string | undefined): number | undefined {
  const time = Date.parse(value ?? "");
  return Number.isNaN(time) ? undefined : time;
}

/** Dates in headers know no fractions. */
function wholeSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000) * 1000;
}
