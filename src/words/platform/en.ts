import { hintsEn } from "./hints/en.ts";
import { pagesEn } from "./pages/en.ts";
/** What `platform` says, in English: the type that the other languages follow. */
export const en = {
  errors: {
    ENVIRONMENT_TOO_LARGE: (facts: {
      functionName: string;
      bytes: number;
      limitBytes: number;
      largest: readonly { readonly name: string; readonly bytes: number }[];
    }) => ({
      cause: `The environment variables of the function ${facts.functionName} take ${facts.bytes} bytes together; Lambda takes ${facts.limitBytes}. The largest: ${facts.largest.map(({ name, bytes }) => `${name} (${bytes})`).join(", ")}.`,
      fix: "Move large values out of the environment: secrets into the stage's secrets (`monolift secrets set`), texts and key files into a file that the application reads. Neither counts.",
    }),
    DAEMON_FAILED: (facts: { log: string }) => ({
      cause: "The background process of this project did not start.",
      fix: `Its log says why: ${facts.log}`,
    }),
    DAEMON_GONE: (facts: { operation: string }) => ({
      cause: `The background process of this project ended in the middle of "${facts.operation}".`,
      fix: "Run the command again: it starts a new one, and nothing that was stored is lost.",
    }),
    PORT_TAKEN: (facts: { port: number; holder: string | null }) => ({
      cause: `Port ${facts.port} of this machine is in use${facts.holder === null ? "" : ` by ${facts.holder}`}.`,
      fix: `End the program that uses it, or choose another port with --port.`,
    }),
    POSTGRES_NOT_AVAILABLE: (facts: { platform: string; architecture: string }) => ({
      cause: `There are no PostgreSQL programs for this machine (${facts.platform}, ${facts.architecture}): the npm package with them is not installed or does not run here, and no server of version 14 or later is installed on the system.`,
      fix: "Install PostgreSQL with your system's package manager (it need not be started), or set MONOLIFT_POSTGRES_URL to a server in which databases may be created.",
    }),
    POSTGRES_PORT_TAKEN: (facts: { port: number }) => ({
      cause: `PostgreSQL was to listen on 127.0.0.1:${facts.port}, but another program uses that port.`,
      fix: `End the program that uses port ${facts.port}, then run the command again.`,
    }),
    DATABASE_BUSY: (facts: { database: string }) => ({
      cause: `The database ${facts.database} cannot be copied: something has been running in it for more than 10 seconds.`,
      fix: "Wait until the long request, command or transaction has ended (`monolift logs` shows which), then run the command again. Nothing was changed.",
    }),
    EXPORT_FOLDER_NOT_EMPTY: (facts: { folder: string }) => ({
      cause: `There is something in ${facts.folder} already, and an export never mixes with other files.`,
      fix: "Name a folder that is empty or not there yet. Nothing was written.",
    }),
    EXPORT_FOLDER_IS_FILE: (facts: { folder: string }) => ({
      cause: `${facts.folder} cannot become a folder: it, or something above it, is a file.`,
      fix: "Name a folder that is empty or not there yet. Nothing was written.",
    }),
    IMPORT_NO_MANIFEST: (facts: { folder: string }) => ({
      cause: `There is no manifest.json in ${facts.folder}: it is no export, or one that was not finished.`,
      fix: "Name a folder that `monolift data export` has written. Nothing was changed.",
    }),
    IMPORT_MANIFEST_UNREADABLE: (facts: { file: string; reason: string }) => ({
      cause: `${facts.file} cannot be read as part of an export: ${facts.reason}`,
      fix: "Export again, and leave manifest.json and media.jsonl as they are. If a newer Monolift wrote it, update this one. Nothing was changed.",
    }),
    IMPORT_FILE_DIFFERS: (facts: { file: string }) => ({
      cause: `${facts.file} is missing, or is not as long as it was when it was exported.`,
      fix: "Copy the whole folder again from where it was exported. Nothing was changed.",
    }),
    IMPORT_MIGRATIONS_DIFFER: (facts: {
      missing: readonly string[];
      extra: readonly string[];
      release: number | null;
    }) => ({
      cause: [
        "The export was made with other migrations than the stage has.",
        ...(facts.missing.length === 0 ? [] : [`The stage lacks: ${facts.missing.join(", ")}.`]),
        ...(facts.extra.length === 0 ? [] : [`The export lacks: ${facts.extra.join(", ")}.`]),
      ].join(" "),
      fix: `Nothing was changed. Lift a stage with the code that was exported${facts.release === null ? "" : ` (release ${facts.release} there)`}, import into it, then lift today's code: its migrations bring the rows on.`,
    }),
    IMPORT_TABLES_DIFFER: (facts: { unknown: readonly string[] }) => ({
      cause: `The stage does not have everything that was exported: ${facts.unknown.join(", ")}.`,
      fix: "Nothing was changed. The migrations are the same, so these were made by hand, or by another version of a package: make them in the stage, too, or export again.",
    }),
    IMPORT_STAGE_HAS_DATA: (facts: { rows: number; objects: number }) => ({
      cause: `The stage has data of its own: ${facts.rows} ${facts.rows === 1 ? "row" : "rows"} and ${facts.objects} ${facts.objects === 1 ? "file" : "files"}.`,
      fix: "Nothing was changed. With `--replace` the export takes their place; they become a restore point first.",
    }),
    IMPORT_ROWS_REFUSED: (facts: { table: string; message: string }) => ({
      cause: `PostgreSQL refused the rows${facts.table === "" ? "" : ` of ${facts.table}`}: ${facts.message}`,
      fix: "Nothing was changed. If the files were edited, mend what is named; otherwise export again.",
    }),
    IMPORT_ROWS_MISSING: (facts: { table: string; expected: number; found: number }) => ({
      cause: `The file of ${facts.table} holds ${facts.found} rows; ${facts.expected} were exported.`,
      fix: "Nothing was changed. Copy the whole folder again from where it was exported.",
    }),
    POSTGRES_DISK_FULL: (facts: { folder: string }) => ({
      cause: `The disk is full: PostgreSQL could not write to ${facts.folder}.`,
      fix: "Free some space (about 150 MB for a new database server), then run the command again. Nothing was lost.",
    }),
    POSTGRES_OTHER_VERSION: (facts: { folder: string; found: number; available: readonly number[] }) => ({
      cause: `The data in ${facts.folder} were made by PostgreSQL ${facts.found}; the programs on this machine are of version ${facts.available.join(", ")}, which cannot read them.`,
      fix: `Install PostgreSQL ${facts.found} with your system's package manager: it is then used for these data. Nothing was changed.`,
    }),
    POSTGRES_DATA_DAMAGED: (facts: { folder: string }) => ({
      cause: `PostgreSQL cannot read its data in ${facts.folder}.`,
      fix: "Nothing was deleted. Restore the folder from a backup; or, if its data are not needed, move it away: the next start makes a new one.",
    }),
    POSTGRES_IN_USE: (facts: { folder: string; pid: number; owner: number }) => ({
      cause: `The data in ${facts.folder} are in use: process ${facts.owner} runs a PostgreSQL server on them (process ${facts.pid}).`,
      fix: `Use that server, or end process ${facts.owner} first.`,
    }),
    POSTGRES_INIT_FAILED: (facts: { folder: string }) => ({
      cause: `PostgreSQL's initdb could not make a new database server in ${facts.folder}.`,
      fix: "Mend what its own words below say, then run the command again.",
    }),
    POSTGRES_DID_NOT_START: (facts: { log: string }) => ({
      cause: "PostgreSQL did not start.",
      fix: `Read what it says below and in ${facts.log}, then run the command again. The data were left as they are.`,
    }),
    POSTGRES_PASSWORD_REFUSED: (facts: { file: string }) => ({
      cause: `PostgreSQL refuses the password in ${facts.file}: the file was changed, or belongs to other data.`,
      fix: `Delete ${facts.file} and run the command again: a new password is then set. The data stay.`,
    }),
    POSTGRES_URL_UNREADABLE: (facts: { url: string }) => ({
      cause: `MONOLIFT_POSTGRES_URL is "${facts.url}", from which no server can be read.`,
      fix: "Write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with special characters percent-encoded; sslmode may be disable, require or verify-full.",
    }),
    POSTGRES_UNREACHABLE: (facts: { host: string; port: number; reason: string }) => ({
      cause: `The PostgreSQL server at ${facts.host}:${facts.port} could not be connected to: ${facts.reason}`,
      fix: "Check that the server runs, and that host, port, user and password are right.",
    }),
    POSTGRES_NOT_ALLOWED: (facts: { user: string; database: string }) => ({
      cause: `The PostgreSQL role "${facts.user}" may not create or remove the database "${facts.database}".`,
      fix: `Give the role the right: ALTER ROLE "${facts.user}" CREATEDB`,
    }),
  },
  hints: hintsEn,
  pages: pagesEn,
  notices: {},
};

export type Words = typeof en;
