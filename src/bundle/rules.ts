/** Why a file or folder of the project is not carried. */
export type LeftOutReason =
  | "version-control"
  | "tool-cache"
  | "virtual-environment"
  | "node-modules"
  | "local-database"
  | "media"
  | "static-output"
  | "broken-link";

/** What a framework knows of a project's folders, on top of what holds for every Python project. */
export interface CodeRules {
  /** Folders that the application fills by itself; relative to the root, `/` between. */
  readonly leaveOut: readonly { readonly path: string; readonly why: "media" | "static-output" }[];
  /** Files that are made when a process starts: links lead to where, whatever the project has at their paths. */
  readonly placed?: readonly { readonly path: string; readonly target: string }[];
}

const foldersLeftOut: Readonly<Record<string, LeftOutReason>> = {
  ".git": "version-control",
  ".hg": "version-control",
  ".svn": "version-control",
  ".bzr": "version-control",
  ".jj": "version-control",
  node_modules: "node-modules",
  __pycache__: "tool-cache",
  ".pytest_cache": "tool-cache",
  ".mypy_cache": "tool-cache",
  ".ruff_cache": "tool-cache",
  ".hypothesis": "tool-cache",
  ".ipynb_checkpoints": "tool-cache",
  ".tox": "virtual-environment",
  ".nox": "virtual-environment",
  ".eggs": "tool-cache",
  ".idea": "tool-cache",
  ".vscode": "tool-cache",
  ".vs": "tool-cache",
  ".cache": "tool-cache",
  ".terraform": "tool-cache",
  ".serverless": "tool-cache",
  "cdk.out": "tool-cache",
  htmlcov: "tool-cache",
};

/**
 * Why a folder is left out by its name, or by a file in it that gives it away; undefined when it is carried.
 *
 * @param entries Names in the folder. `pyvenv.cfg` is what makes a folder a virtual environment, whatever its name.
 * @see https://docs.python.org/3/library/venv.html
 */
export function whyFolderLeftOut(name: string, entries: readonly string[]): LeftOutReason | undefined {
  if (entries.includes("pyvenv.cfg") || entries.includes("conda-meta")) return "virtual-environment";
  return Object.hasOwn(foldersLeftOut, name) ? foldersLeftOut[name] : undefined;
}

const filesLeftOut: readonly (readonly [RegExp, LeftOutReason])[] = [
  [/^\.git$/, "version-control"],
  [
    /^(\.DS_Store|Thumbs\.db|\.coverage(\..+)?|\.eslintcache|\.stylelintcache|.*\.py[co]|.*\.sw[op]|.*~)$/,
    "tool-cache",
  ],
  [/\.(sqlite3?|db3?|sqlitedb)-(journal|wal|shm)$/, "local-database"],
  // An empty one has no first bytes to be known by.
  [/\.(sqlite3?|sqlitedb)$/, "local-database"],
  [/^(celerybeat-schedule(\..+)?|dump\.rdb)$/, "local-database"],
  [/^monolift\.toml$/, "tool-cache"],
];

/** Why a file is left out by its name. A database is found by its first bytes (`isDatabase`), whatever its name. */
export function whyFileLeftOut(name: string): LeftOutReason | undefined {
  return filesLeftOut.find(([pattern]) => pattern.test(name))?.[1];
}

const sqliteMagic = Buffer.from("SQLite format 3\0");

/** True for the content of an SQLite database. @see https://www.sqlite.org/fileformat.html#the_database_header */
export function isDatabase(content: Buffer): boolean {
  return content.subarray(0, sqliteMagic.length).equals(sqliteMagic);
}

const examples = /[._-](example|sample|template|dist|default|defaults|tmpl)(\.|$)/i;
const secretFolders = new Set([".secrets", ".secret", ".envs", ".env", ".ssh", ".aws", ".gnupg"]);
const secretNames =
  /^(\.envrc|\.env([._-].*)?|.*\.env|\.netrc|\.pgpass|\.pypirc|\.secret_key|secret_key\.txt|id_(rsa|dsa|ecdsa|ed25519)|client_secret.*\.json|.*\.(p12|pfx|jks|keystore))$/i;

/** True for a file that holds secrets by its name or by a folder above it: `.env.production`, `.secrets/base.json`. */
export function isSecretName(path: string): boolean {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  if (examples.test(name)) return false;
  return secretNames.test(name) || parts.slice(0, -1).some((folder) => secretFolders.has(folder));
}

const mayHoldKey = /\.(pem|key|p8|json|crt|cer|txt)$|^[^.]+$/i;

/** A private key is a secret whatever the file is called; certificates alone are not. */
export function holdsPrivateKey(name: string, content: Buffer): boolean {
  if (content.length > 65_536 || !mayHoldKey.test(name)) return false;
  return /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.test(content.toString("latin1"));
}
