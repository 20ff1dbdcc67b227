/** The one spelling of a distribution's name: `Django_REST.framework` is `django-rest-framework` (PEP 503). */
export function normaliseName(name: string): string {
  return name.replaceAll(/[-_.]+/g, "-").toLowerCase();
}

/** The parts of a dependency as PEP 508 writes it: `psycopg[binary]>=3.1; python_version >= "3.8"`. */
export interface ParsedRequirement {
  /** Normalised. */
  readonly name: string;
  readonly extras: readonly string[];
  /** `>=3.1`, or empty. */
  readonly specifier: string;
  readonly url: string | null;
  readonly marker: string | null;
}

const requirementPattern =
  /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(?:@\s*(\S+?)(?:\s+;\s*(.+)|\s*)|\(?([^;@()]*?)\)?\s*(?:;\s*(.+))?)$/;

/** Reads a dependency; undefined when the text is none of PEP 508 (a path, a bare URL, a slip of the keyboard). */
export function parseRequirement(text: string): ParsedRequirement | undefined {
  const match = requirementPattern.exec(text.trim());
  if (match?.[1] === undefined) return undefined;
  const parts = (match[5] ?? "").split(",").map((part) => part.trim());
  const isSpecifier = parts.every((part) => part === "" || /^(?:===|[<>=!~]=|[<>])\s*[^\s<>=!~]+$/.test(part));
  if (!isSpecifier) return undefined;
  return {
    name: normaliseName(match[1]),
    extras: (match[2] ?? "")
      .split(",")
      .map((extra) => normaliseName(extra.trim()))
      .filter((extra) => extra !== ""),
    specifier: parts.map((part) => part.replaceAll(/\s+/g, "")).join(","),
    url: match[3] ?? null,
    marker: (match[4] ?? match[6])?.trim() ?? null,
  };
}

/** Name and version of a wheel or source archive, from its file name; undefined when it has another shape. */
export function parseArchiveName(file: string): { readonly name: string; readonly version: string } | undefined {
  const wheel = /^([^-]+)-([^-]+)(?:-[^-]+)?-[^-]+-[^-]+-[^-]+\.whl$/.exec(file);
  const source = /^(.+)-([^-]+?)\.(?:tar\.gz|tar\.bz2|tar\.xz|tgz|zip)$/.exec(file);
  const [, name, version] = wheel ?? source ?? [];
  return name === undefined || version === undefined ? undefined : { name: normaliseName(name), version };
}

/** Takes the password out of every address in a text: `https://me:secret@host` becomes `https://****@host`. */
export function hidePasswords(text: string): string {
  return text.replaceAll(/(\w+:\/\/)[^\s/@'"]+@/g, "$1****@");
}
