/**
 * How keys become paths, and back.
 *
 * A key is split at its slashes. Each part becomes a folder, the last one a file:
 *
 * ```
 * photos/Sea.jpg   →  photos+/%53ea.jpg.json
 * photos/          →  photos+/.json              (an empty last part)
 * a//../b          →  a+/+/..+/b.json
 * ```
 *
 * - Escaped is all but `a-z 0-9 - _ .`: no name means something to a file system, whether or not it tells upper from
 *   lower case or normalises Unicode.
 * - `+` ends a folder's name and `.json` a record's, so that `a` and `a/b` can both be objects.
 * - Parts are cut after 64 bytes (192 escaped, of the 255 that names may have): a full piece is a folder that ends in `~`
 *   and holds what follows, be it nothing.
 * - Ordered by `bytes`, what is in a folder is in the order of S3: bytes of UTF-8, where a folder counts as its name with
 *   a slash, as in the trees of git.
 */

/** UTF-8 as a string with one character a byte: compared with `<`, it is in S3's order. */
export type ByteString = string;

/** What stands in a folder of the tree. */
export interface TreeEntry {
  readonly kind: "record" | "folder" | "continuation";
  /** Name in the file system. */
  readonly name: string;
  /** What it adds to the key: a folder its slash, too. */
  readonly bytes: ByteString;
}

const pieceBytes = 64;
const suffixes = { record: ".json", folder: "+", continuation: "~" } as const;

export function toBytes(text: string): ByteString {
  return Buffer.from(text, "utf8").toString("latin1");
}

export function fromBytes(bytes: ByteString): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Names of the folders and, last, of the record of a key. */
export function keyPath(key: string): readonly string[] {
  const parts = toBytes(key).split("/");
  return parts.flatMap((part, index) => {
    const names: string[] = [];
    let rest = part;
    while (rest.length >= pieceBytes) {
      names.push(escape(rest.slice(0, pieceBytes)) + suffixes.continuation);
      rest = rest.slice(pieceBytes);
    }
    return [...names, escape(rest) + (index === parts.length - 1 ? suffixes.record : suffixes.folder)];
  });
}

/** Reads a name in a folder of the tree; undefined when it is none of ours. */
export function readEntry(name: string): TreeEntry | undefined {
  for (const kind of ["record", "folder", "continuation"] as const) {
    if (!name.endsWith(suffixes[kind])) continue;
    const bytes = unescape(name.slice(0, -suffixes[kind].length));
    return { kind, name, bytes: kind === "folder" ? `${bytes}/` : bytes };
  }
  return undefined;
}

function escape(bytes: ByteString): string {
  return bytes.replace(/[^a-z0-9_.-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

function unescape(name: string): ByteString {
  return name.replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
