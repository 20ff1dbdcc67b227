/**
 * A limit of Lambda's that a program has run into, to be told in the log together with the way out: the error that the
 * program got from the system names neither.
 */
export type LimitHint =
  | { readonly kind: "read-only"; readonly path: string }
  /** `~` and what libraries keep below it. */
  | { readonly kind: "no-home"; readonly path: string }
  | { readonly kind: "shared-memory" }
  | { readonly kind: "file-descriptors" }
  | { readonly kind: "processes" }
  | { readonly kind: "tmp-full"; readonly tmpMb: number }
  /** `/tmp` holds more than it may, and nothing here could stop it. */
  | { readonly kind: "tmp-over"; readonly tmpMb: number }
  | { readonly kind: "stream-slowed" }
  | { readonly kind: "left-running"; readonly program: string };

/** Where Lambda's user has its home; it does not exist. */
export const homeFolder = "/home/sbx_user1051";

/** Errors of the system in the words of Python, Node and the C library; most lines have none, and end here. */
const anyError =
  /\[Errno \d+\]|\bE(?:ROFS|ACCES|MFILE|NFILE|NOSPC|NOSYS)\b|read-only file system|too many open files|no space left on device|can't start new thread/i;
const path = /['"](\/[^'"\n]+)['"]/;
const multiprocessing = /multiprocessing|SemLock/;

/**
 * Looks for the limit behind an error that a program printed or logged; undefined when there is none.
 *
 * @param message One line, or a whole traceback.
 * @param tmpMb Size of the sandbox's `/tmp`.
 */
export function findLimit(message: string, tmpMb: number): LimitHint | undefined {
  if (!anyError.test(message)) return undefined;
  const line = message.split("\n").findLast((one) => anyError.test(one)) ?? message;
  const [, file] = path.exec(line) ?? [];
  if (file?.startsWith(homeFolder) === true) return { kind: "no-home", path: file };
  if (/can't start new thread/.test(line)) return { kind: "processes" };
  if (/\[Errno (?:23|24)\]|\bE[MN]FILE\b|too many open files/i.test(line))
    return { kind: "file-descriptors" };
  if (/\[Errno 28\]|\bENOSPC\b/.test(line)) return isInTmp(file) ? { kind: "tmp-full", tmpMb } : undefined;
  if (/\[Errno (?:11|12)\]/.test(line) && /fork/.test(message)) return { kind: "processes" };
  const isReadOnly = /\[Errno 30\]|\bEROFS\b|read-only file system/i.test(line);
  if (file?.startsWith("/dev/shm") === true) return { kind: "shared-memory" };
  // A semaphore that cannot be made names no file.
  if (file === undefined && (isReadOnly || /\[Errno 38\]/.test(line)) && multiprocessing.test(message))
    return { kind: "shared-memory" };
  if (!isReadOnly && !/\[Errno 13\]|\bEACCES\b/.test(line)) return undefined;
  return file === undefined || isInTmp(file) ? undefined : { kind: "read-only", path: file };
}

/** A full disk that names no file is most likely this one: nothing else can be written to. */
function isInTmp(file: string | undefined): boolean {
  return file === undefined || file === "/tmp" || file.startsWith("/tmp/");
}
