import { hashText } from "../../system/files.ts";

const digestLength = 8;

/**
 * A name that fits where names have a limit: itself, or its beginning with a digest of the whole of it. Always the same for
 * the same name.
 */
export function shortName(name: string, longest: number): string {
  if (name.length <= longest) return name;
  return `${name.slice(0, longest - digestLength - 1)}-${hashText(name).slice(0, digestLength)}`;
}
