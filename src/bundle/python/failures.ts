import { MonoliftError, OperationError, UserError, type ErrorContext } from "../../errors.ts";
import type { Finished } from "../../system/processes.ts";
import { minorFor } from "../target.ts";
import { hidePasswords, normaliseName, parseRequirement } from "./names.ts";
import type { AskedRequirement } from "./requirements.ts";
import type { Toolbox } from "./toolbox.ts";

/** What is known when pip or uv has failed. */
export interface FailureContext {
  readonly tool: "pip" | "uv";
  /** The Python that packages were chosen for: `3.11.7` of this machine, `3.13` of a target. */
  readonly python: { readonly version: string };
  /** Everything that was asked for, to name the file and line. */
  readonly asked: readonly AskedRequirement[];
  /** Where the cache is, for a full disk. */
  readonly folder: string;
}

/** What a tool that was started with a toolbox may fail at. */
export function failureContext(
  tool: FailureContext["tool"],
  toolbox: Toolbox,
  { asked, cache }: { readonly asked: readonly AskedRequirement[]; readonly cache: string },
): FailureContext {
  const python = toolbox.target === undefined ? toolbox.python : { version: minorFor(toolbox) };
  return { tool, python, asked, folder: cache };
}

interface Clue {
  readonly text: string;
  readonly context: FailureContext;
}

/**
 * The readers, in the order in which they are asked: a full disk or a dead network also shows up as a package
 * that is not found. Each knows the words of pip (21 to 26) and of uv (0.4 to 0.13).
 */
const readers: readonly ((clue: Clue) => MonoliftError | undefined)[] = [
  readFullDisk,
  readHashMismatch,
  readUnreachable,
  readForbiddenBuild,
  readBuildFailure,
  readWrongPython,
  readNotFound,
  readUnfitWheel,
  readConflict,
];

/** Turns the output of a failed pip or uv into the error that says who is at fault and what mends it. */
export function readFailure(finished: Pick<Finished, "stdout" | "stderr">, context: FailureContext): MonoliftError {
  const text = hidePasswords(`${finished.stdout}\n${finished.stderr}`);
  for (const read of readers) {
    const error = read({ text, context });
    if (error !== undefined) return error;
  }
  return new OperationError("INSTALLER_FAILED", { tool: context.tool }, { detail: lastLines(text, 20) });
}

const misfits: ReadonlySet<string> = new Set([
  "DEPENDENCY_NOT_FOUND",
  "DEPENDENCY_VERSION_NOT_FOUND",
  "DEPENDENCY_NO_WHEEL",
  "DEPENDENCIES_NEED_COMPILING",
  "DEPENDENCY_NOT_FOR_PYTHON",
  "DEPENDENCY_HASH_MISMATCH",
  "DEPENDENCIES_CONFLICT",
  "INSTALLER_FAILED",
]);

/** True when packages did not fit together, so that other versions or another package may. */
export function isMisfit(error: unknown): boolean {
  return error instanceof MonoliftError && misfits.has(error.code);
}

function readFullDisk({ text, context }: Clue): MonoliftError | undefined {
  if (!/No space left on device|Disk quota exceeded/.test(text)) return undefined;
  return new OperationError("BUNDLE_DISK_FULL", { folder: context.folder });
}

function readHashMismatch({ text, context }: Clue): MonoliftError | undefined {
  const fromUv = /Hash mismatch for `([^`]+)`/.exec(text)?.[1];
  const isPip = /THESE PACKAGES DO NOT MATCH THE HASHES/.test(text);
  if (fromUv === undefined && !isPip) return undefined;
  const culprit = fromUv ?? /HASHES FROM[^\n]*\n\s+(\S+?)(?: from|\s*\()/.exec(text)?.[1] ?? "";
  const name = nameOf(culprit);
  return new UserError("DEPENDENCY_HASH_MISMATCH", { name }, at(name, context, lastLines(text, 8)));
}

function readUnreachable({ text, context }: Clue): MonoliftError | undefined {
  const signs =
    /connection broken by|Failed to establish a new connection|error sending request|dns error|tcp connect error|Could not connect|Temporary failure in name resolution|Network is unreachable|CERTIFICATE_VERIFY_FAILED|invalid peer certificate|ProxyError|Network connectivity is disabled|401 (?:Error|Unauthorized)|403 (?:Error|Forbidden)|5\d\d Server Error/;
  if (!signs.test(text) || /unable to access|git clone|Git operation failed/.test(text)) return undefined;
  const url = /(?:url \(|Failed to fetch:? `?)(https?:\/\/[^\s/)`]+)/.exec(text)?.[1];
  const host = /host='([^']+)'/.exec(text)?.[1];
  const index = url ?? host ?? "pypi.org";
  return new OperationError("INDEX_UNREACHABLE", { index }, { detail: lastLines(text, 6) });
}

/** uv was told to take wheels only, and there is none of this package. */
function readForbiddenBuild({ text, context }: Clue): MonoliftError | undefined {
  const file =
    /Building source distributions for `([^`]+)` is disabled/.exec(text)?.[1] ??
    /Wheels are required for `([^`]+)` because building from source is disabled/.exec(text)?.[1];
  if (file === undefined) return undefined;
  const name = nameOf(file);
  return new UserError("DEPENDENCY_NO_WHEEL", { name, file, python: context.python.version }, at(name, context, lastLines(text, 6)));
}

function readBuildFailure({ text, context }: Clue): MonoliftError | undefined {
  const named = [
    /Failed building wheel for (\S+)/,
    /Encountered error while (?:trying to install package|generating package metadata)\.\s*\n╰─> (?!See above)(\S+)/,
    /Failed to build '([^']+)' when/,
    /Failed to (?:download and )?build `([^`]+)`/,
    /Failed to build installable wheels for some pyproject\.toml based projects \(([^),]+)/,
    /Could not build wheels for ([^\s,]+)/,
    /Failed to build ([\w.-]+)/,
  ];
  const culprit = named.map((pattern) => pattern.exec(text)?.[1]).find((name) => name !== undefined);
  const gitAddress = /(?:unable to access '|git clone [^\n]*?)((?:https?|ssh|git):\/\/[^\s']+)/.exec(text)?.[1];
  if (gitAddress !== undefined) {
    const asked = context.asked.find((one) => one.text.includes(gitAddress.replace(/\/$/, "")));
    const more: ErrorContext = { detail: buildLines(text), ...(asked === undefined ? {} : { place: asked.place }) };
    return new OperationError("REPOSITORY_UNREACHABLE", { repository: gitAddress }, more);
  }
  const isMetadata = /subprocess-exited-with-error|metadata-generation-failed/.test(text);
  if (culprit === undefined && !isMetadata) return undefined;
  const collecting = [...text.matchAll(/^\s*(?:Collecting|Processing) (\S+)/gm)].at(-1)?.[1];
  const name = nameOf(culprit ?? collecting ?? "");
  const python = context.python.version;
  return new UserError("DEPENDENCY_BUILD_FAILED", { name, python }, at(name, context, buildLines(text)));
}

function readWrongPython({ text, context }: Clue): MonoliftError | undefined {
  const match =
    /Package '([^']+)' requires a different Python: \S+ not in '([^']+)'/.exec(text) ??
    /and (\S+?)(?:==\S+)? depends on Python(\S+?),/.exec(text) ??
    readIgnored(text);
  if (match?.[1] === undefined) return undefined;
  const name = nameOf(match[1]);
  const facts = { name, requires: (match[2] ?? "").replaceAll("'", ""), python: context.python.version };
  return new UserError("DEPENDENCY_NOT_FOR_PYTHON", facts, at(name, context, lastLines(withoutVersionLists(text), 6)));
}

/** pip lists the versions that it passed over because of the Python; the one that was asked for may be among them. */
function readIgnored(text: string): readonly (string | undefined)[] | undefined {
  const ignored = /require a different python version: ([^\n]+)/.exec(text)?.[1];
  const wanted = /No matching distribution found for (([A-Za-z0-9._-]+)[^\n]*)/.exec(text);
  const exact = /==\s*([^\s,;]+)/.exec(wanted?.[1] ?? "")?.[1];
  if (ignored === undefined || wanted === null || exact === undefined) return undefined;
  const entry = ignored.split(";").map((one) => /^\s*(\S+) Requires-Python (.+)$/.exec(one));
  const found = entry.find((one) => one?.[1] === exact);
  return found === undefined || found === null ? undefined : [found[0], wanted[2], found[2]];
}

function readNotFound({ text, context }: Clue): MonoliftError | undefined {
  const pip = /Could not find a version that satisfies the requirement ([^\n]+?) \((?:from [^\n]*?)?(?:\) \()?from versions: ([^)]*)\)/.exec(text);
  if (pip?.[1] !== undefined) return notFound(pip[1], pip[2] === "none" ? [] : (pip[2] ?? "").split(", "), context);
  const absent = /[Bb]ecause ([A-Za-z0-9._-]+) was not found in the (?:package registry|provided package locations)/.exec(text);
  if (absent?.[1] !== undefined) return notFound(absent[1], [], context);
  const missing = /[Bb]ecause (?:there (?:is|are) no versions? of|only) (\S+)/.exec(text)?.[1];
  const missingFile = /Distribution not found at: file:\/\/(\S+)/.exec(text)?.[1] ?? /No such file or directory: '([^']+\.(?:whl|gz|zip))'/.exec(text)?.[1];
  if (missingFile !== undefined) return notFound(missingFile, [], context);
  if (missing === undefined || / depends on .*\n?.*conflict/.test(text)) return undefined;
  return notFound(missing.replace(/[,.]$/, ""), ["…"], context, lastLines(text, 8));
}

/** Nothing at all of that name, or no version that fits? */
function notFound(
  requirement: string,
  versions: readonly string[],
  context: FailureContext,
  detail?: string,
): MonoliftError {
  const name = nameOf(requirement);
  const asked = context.asked.find((one) => one.name === name);
  const text = asked?.text ?? requirement;
  if (versions.length === 0) return new UserError("DEPENDENCY_NOT_FOUND", { name, requirement: text }, at(name, context));
  const newest = versions.filter((version) => version !== "…").slice(-5);
  const facts = { name, requirement: text, newest, python: context.python.version };
  return new UserError("DEPENDENCY_VERSION_NOT_FOUND", facts, at(name, context, detail));
}

function readUnfitWheel({ text, context }: Clue): MonoliftError | undefined {
  const pip = /^ERROR: (\S+\.whl) is not a supported wheel on this platform/m.exec(text)?.[1];
  const uv =
    /A (?:path|URL) \((?:\S*\/)?([^/)]+)\) dependency is incompatible with the current platform/.exec(text)?.[1] ??
    /(?:distribution|wheel|package) (?:for )?`([^`]+)`[^\n]*(?:isn't compatible|incompatible|is not compatible|has no|no usable)/.exec(text)?.[1] ??
    /[Bb]ecause (\S+) has no (?:usable )?wheels/.exec(text)?.[1];
  const file = pip ?? uv;
  if (file === undefined) return undefined;
  const name = nameOf(file.replace(/-\d.*$/, ""));
  return new UserError("DEPENDENCY_NO_WHEEL", { name, file, python: context.python.version }, at(name, context, lastLines(text, 6)));
}

function readConflict({ text, context }: Clue): MonoliftError | undefined {
  if (!/ResolutionImpossible|conflicting dependencies|No solution found|requirements are unsatisfiable/.test(text)) {
    return undefined;
  }
  const cannot = /Cannot install ([^\n]+?) because these/.exec(text)?.[1] ?? "";
  const required = [...text.matchAll(/you require ([A-Za-z0-9][\w.-]*)/g)].map(([, name]) => name ?? "");
  const candidates = [...cannot.split(/,| and /), ...required].map(nameOf);
  const place = context.asked.find((one) => one.name !== null && candidates.includes(one.name))?.place;
  const detail = lastLines(withoutVersionLists(text), 14);
  return new UserError("DEPENDENCIES_CONFLICT", {}, place === undefined ? { detail } : { detail, place });
}

function nameOf(text: string): string {
  const plain = text.trim().replace(/^['"`]|['"`]$/g, "");
  return parseRequirement(plain)?.name ?? normaliseName(/^[A-Za-z0-9._-]+/.exec(plain)?.[0] ?? plain);
}

/** The place that asks for `name`, when a file of the project does; otherwise another package does. */
function at(name: string, context: FailureContext, detail?: string): ErrorContext {
  const place = context.asked.find((one) => one.name === name)?.place;
  return { ...(place === undefined ? {} : { place }), ...(detail === undefined ? {} : { detail }) };
}

function withoutVersionLists(text: string): string {
  return text.replaceAll(/\(from versions: [^)]{200,}\)/g, "").replaceAll(/^ERROR: Ignored the following[^\n]*\n/gm, "");
}

function lastLines(text: string, count: number): string {
  const lines = withoutVersionLists(text).split("\n").map((line) => line.trimEnd());
  return lines.filter((line) => line !== "" && !/^(WARNING: Running pip as|\[notice\])/.test(line)).slice(-count).join("\n");
}

/** What the build itself said last: the lines between pip's or uv's own, where an error stands. */
function buildLines(text: string): string {
  const noise = /^(Looking in|Collecting|Processing)|^\s*(Downloading|Using cached|Installing build|Getting requirements|Preparing metadata|Building wheel|note: This|hint: |╰─>|× |│ |\[end of output\]|error: (subprocess|metadata|legacy))|This is an issue with the package/;
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !noise.test(line));
  const telling = lines.findLastIndex((line) => /\berror\b|not found|No such file/i.test(line) && !/^ERROR: /.test(line));
  const end = telling === -1 ? lines.length : telling + 4;
  return lines.slice(Math.max(0, end - 12), end).map((line) => line.replace(/^ {6}/, "")).join("\n");
}
