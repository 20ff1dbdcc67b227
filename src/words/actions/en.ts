import { sayMoment, sayTimeSpan } from "../time-span.ts";
interface SkippedSource {
  readonly finder: string;
  readonly why: string;
}
interface DuplicateFile {
  readonly path: string;
  readonly taken: string;
  readonly ignored: readonly string[];
}
export interface Column {
  readonly table: string;
  readonly column: string;
  /** Number of rows with a value. */
  readonly rows: number;
}

/** What `actions` says, in English: the type that the other languages follow. */
export const en = {
  errors: {
    STAGE_IS_KEPT: (facts: { stage: string }) => ({
      cause: `The file keeps the data of ${facts.stage} (\`keep = true\`): they only go when somebody types its name.`,
      fix: `Run \`monolift down ${facts.stage}\` on a terminal and type the name, or take \`keep\` out of the file first. \`--keep-data\` ends the stage without its data.`,
    }),
    NO_PROJECT: (facts: { folder: string }) => ({
      cause: `There is no monolift.toml in ${facts.folder} or above it.`,
      fix: "Go to the folder of your project, or name the stage as NAME/STAGE (`monolift list` shows them). `monolift up` in a Django project makes the file.",
    }),
    NEVER_LIFTED: (facts: { name: string; stage: string; known: readonly string[] }) => ({
      cause: `"${facts.name}/${facts.stage}" has not been lifted on this machine${facts.known.length === 0 ? "" : `; these projects have: ${facts.known.join(", ")}`}.`,
      fix: `Run \`monolift up${facts.stage === "local" ? "" : ` ${facts.stage}`}\` in the project's folder first.`,
    }),
    STAGE_EXPIRED: (facts: { name: string; stage: string; lastUseAt: string }) => ({
      cause: `"${facts.name}/${facts.stage}" has ended by itself: it was last used on ${sayMoment(facts.lastUseAt)}, longer ago than its \`ttl\` allows.`,
      fix: `What it held is gone. \`monolift up ${facts.stage}\` makes it anew.`,
    }),
    STAGE_STOPPED: (facts: { name: string; stage: string }) => ({
      cause: `"${facts.name}/${facts.stage}" is stopped, so nobody would answer.`,
      fix: "Start it again with `monolift up`; its data is still there.",
    }),
    STILL_THERE: (facts: { left: readonly string[] }) => ({
      cause: `After everything was removed, this was still there: ${facts.left.join(", ")}.`,
      fix: "Run `monolift down` again. If it stays, remove it by hand and tell us what it was.",
    }),
    BOOT_FAILED: (facts: { what: string }) => ({
      cause: `The new version does not start: ${facts.what}`,
      fix: "Mend what the traceback shows, then run `monolift up` again. Nothing has been changed: no migration ran, and what was served before is still served.",
    }),
    BOOT_TIMED_OUT: (facts: { seconds: number }) => ({
      cause: `The new version did not get through its start within ${facts.seconds} seconds, which is what Lambda allows.`,
      fix: "Look at what the application does while it is imported (network, big files, waiting for a service); `monolift inspect` lists what importing did. No migration ran.",
    }),
    BOOT_OUT_OF_MEMORY: (facts: { memoryMb: number }) => ({
      cause: `The new version needs more than ${facts.memoryMb} MB to start.`,
      fix:
        "Give it more in monolift.toml: `[functions.web]` with `memory = " +
        "2048`, for instance. No migration ran.",
    }),
    BOOT_EXITED: (facts: { exit: string }) => ({
      cause: `The new version ended by itself while starting (${facts.exit}).`,
      fix: "Its last lines are below. Something ends the process at import: sys.exit(), a crash of a native module, or a killed child. No migration ran.",
    }),
    HEALTH_FAILED: (facts: { status: number; path: string; isFirst: boolean; hint: string | null }) => ({
      cause: `The new version answered ${facts.path} with ${facts.status}, so it is not served.${facts.hint === null ? "" : ` It ran into a limit of Lambda's: ${facts.hint}`}`,
      fix: facts.isFirst
        ? "Mend what the traceback shows and run `monolift up` again. If the application only lacks data, give it with `monolift run -- loaddata …` (or another command of yours) first: commands already work."
        : "What was served before is still served. Migrations that ran stay applied. Mend what the traceback shows, then run `monolift up` again.",
    }),
    STATIC_FAILED: (facts: { message: string }) => ({
      cause: `The static files could not be collected: ${facts.message}`,
      fix: "Mend the setting or file that is named, then run `monolift up` again. What was served before is still served.",
    }),
    MIGRATION_FAILED: (facts: { migration: string; message: string; isRolledBack: boolean }) => ({
      cause: `The migration ${facts.migration} failed: ${facts.message}`,
      fix: facts.isRolledBack
        ? "The database rolled it back; the migrations before it stay applied, and the old version is still served. Mend the migration, then run `monolift up` again."
        : "This migration is not atomic, so a part of it may be in the database. Look with `monolift run -- dbshell` or `monolift run -- showmigrations`, mend it, then run `monolift up` again.",
    }),
    MIGRATE_FAILED: (facts: { message: string }) => ({
      cause: `The database could not be migrated: ${facts.message}`,
      fix: "Mend what the message names, then run `monolift up` again. What was served before is still served.",
    }),
    MIGRATION_NEEDS_CONSENT: (facts: { stage: string; operations: number }) => ({
      cause:
        facts.operations === 1
          ? "A pending migration cannot be undone, or the release that is serving could not go on with it:"
          : `${facts.operations} operations of the pending migrations cannot be undone, or the release that is serving could not go on with them:`,
      fix: `Nothing was changed. If this is meant, run \`monolift up ${facts.stage} --yes-irreversible\`: the rows and files are kept as a restore point first, and \`monolift data restore ${facts.stage}\` brings them back.`,
    }),
    MIGRATION_WOULD_FAIL: (facts: { migration: string; operations: number }) => ({
      cause: `The migration ${facts.migration} would fail on the rows that are there:`,
      fix: "Nothing was changed. Mend the rows, or the migration as it is advised above, then run `monolift up` again.",
    }),
    MIGRATION_NOT_JUDGED: (facts: { stage: string; message: string }) => ({
      cause: `What the pending migrations would do could not be found out: ${facts.message}`,
      fix: `Nothing was changed. Mend what is named; or apply them unseen with \`monolift up ${facts.stage} --yes-irreversible\`, which keeps the rows and files as a restore point first.`,
    }),
    FROM_ITSELF: (facts: { stage: string }) => ({
      cause: `The stage "${facts.stage}" cannot begin with a copy of itself.`,
      fix: "Name the new stage first and the one to copy after --from: `monolift up preview-x --from local`.",
    }),
    FROM_UNKNOWN_STAGE: (facts: { from: string; stages: readonly string[] }) => ({
      cause:
        facts.stages.length === 0
          ? `--from names the stage "${facts.from}", and this project has no other stage yet.`
          : `--from names the stage "${facts.from}", which was never lifted. There are: ${facts.stages.join(", ")}.`,
      fix: "Name one of them, or a SQLite file with its path: `--from ./db.sqlite3`.",
    }),
    STAGE_HAS_DATA: (facts: { stage: string; from: string }) => ({
      cause: `The stage "${facts.stage}" already has data of its own, so "${facts.from}" was not copied over it.`,
      fix: `Nothing was changed. Lift it as it is with \`monolift up ${facts.stage}\`, or remove its data first with \`monolift down ${facts.stage}\`.`,
    }),
    ROWS_FILE_MISSING: (facts: { file: string }) => ({
      cause: `--from names ${facts.file}, which is not there.`,
      fix: "Name the SQLite file of your project, for instance `monolift up --from db.sqlite3`.",
    }),
    ROWS_NOT_BROUGHT: (facts: { file: string; message: string }) => ({
      cause: `The rows of ${facts.file} were not brought in: ${facts.message}`,
      fix: "Nothing was changed, neither in the file nor in the stage. Mend what is named in the SQLite database (or run your own `migrate` on it), then run the same command again.",
    }),
    ROWS_STAGE_HAS_ROWS: (facts: { stage: string; message: string }) => ({
      cause: `The stage "${facts.stage}" already has rows of its own, so none are brought in: ${facts.message}`,
      fix: "Nothing was changed. If the stage's rows may go, run `monolift down` first and lift it again with --from.",
    }),
    COMMAND_FAILED: (facts: { command: string; message: string }) => ({
      cause: `The step's command ${facts.command} failed: ${facts.message}`,
      fix: "Mend what the traceback shows, then run `monolift up` again.",
    }),
    DATABASE_NOT_OURS: (facts: { stage: string }) => ({
      cause: `The rows of "${facts.stage}" are where the project's own settings say, or nowhere yet: Monolift keeps none for it.`,
      fix: "With a database of the stage's own (the default; see `database` in monolift.toml), Monolift can restore, export and import. Otherwise use the tools of your database.",
    }),
    NO_RESTORE_POINT: (facts: { stage: string; known: readonly number[] }) => ({
      cause: `No migration has made a restore point of "${facts.stage}".`,
      fix:
        facts.known.length === 0
          ? "One is made before a migration that cannot be undone. `monolift data export` makes a copy at any time."
          : `Others are kept: \`monolift data points ${facts.stage}\` lists them, \`monolift data restore ${facts.stage} --to ${facts.known[0]}\` brings one back.`,
    }),
    UNKNOWN_RESTORE_POINT: (facts: { stage: string; point: number; known: readonly number[] }) => ({
      cause: `"${facts.stage}" has no restore point ${facts.point}${facts.known.length === 0 ? "" : `; it has: ${facts.known.join(", ")}`}.`,
      fix: `\`monolift data points ${facts.stage}\` shows what each of them is.`,
    }),
    DEV_RUNNING: (facts: { pid: number; stage: string }) => ({
      cause: `\`monolift dev\` runs for ${facts.stage} already (process ${facts.pid}), and two of them would exchange each other's code.`,
      fix: 'End that one with ^C in its terminal, or work on a stage of your own: `monolift dev preview-NAME`, with `[stages."preview-*"]` in monolift.toml.',
    }),
    TOO_MANY_WATCHES: (facts: { folder: string }) => ({
      cause: `The system watches no more folders, so changes below ${facts.folder} would go unnoticed.`,
      fix: "Raise the limit: `sudo sysctl fs.inotify.max_user_watches=524288`, and `fs.inotify.max_user_instances=512` if that does not help. To keep it after a restart, write both into /etc/sysctl.d/.",
    }),
    NO_OLDER_RELEASE: (facts: { live: number }) => ({
      cause: `Release ${facts.live} is live, and no older one is kept that was ever live.`,
      fix: "`monolift releases` lists what is kept. Otherwise check out the code that you want and run `monolift up`.",
    }),
    UNKNOWN_RELEASE: (facts: { release: number; kept: readonly number[] }) => ({
      cause: `Release ${facts.release} is not kept; these are: ${facts.kept.join(", ")}.`,
      fix: "`monolift releases` shows what each of them is.",
    }),
    RELEASE_IS_LIVE: (facts: { release: number }) => ({
      cause: `Release ${facts.release} is live already.`,
      fix: "`monolift releases` shows the others that are kept.",
    }),
    RELEASE_INCOMPLETE: (facts: { release: number; missing: readonly string[]; commit: string | null }) => ({
      cause: `Release ${facts.release} is no longer whole${facts.missing.length === 0 ? ": its record cannot be read" : `; gone is ${facts.missing.join(", ")}`}.`,
      fix: `Nothing was moved. ${facts.commit === null ? "Check out its code" : `Check out its code (commit ${facts.commit})`} and run \`monolift up\`.`,
    }),
    COLD_START_FAILED: {
      cause: "The function ended before it was ready for its first request.",
      fix: "What it printed stands above. `monolift inspect` says where the application cannot be loaded.",
    },
    RELEASE_NOT_DESCRIBED: (facts: { release: number }) => ({
      cause: `Nothing is kept of what release ${facts.release} was, so that it cannot be compared with.`,
      fix: "`monolift releases` lists the others.",
    }),
    RELEASE_WITHOUT_SECRETS: (facts: { release: number }) => ({
      cause: `Release ${facts.release} was made without secrets of the stage, so there are none to bring back.`,
      fix: "Run the same command without `--with-secrets`: code and configuration go back, the rest stays.",
    }),
    RELEASE_DOES_NOT_START: (facts: { release: number; live: number; what: string }) => ({
      cause: `Release ${facts.release} does not start any more: ${facts.what}`,
      fix: `Nothing was moved: release ${facts.live} is served as before. Something outside the release has changed (a file that it links to, the database, a variable); \`monolift releases\` shows the others that are kept.`,
    }),
  },
  notices: {
    CANARY_UNDER_WAY: (facts: { release: number; from: number; percent: number }) =>
      `Release ${facts.release} is being tried on ${facts.percent}% of the requests; release ${facts.from} answers the rest. \`monolift status\` shows how it does, \`monolift rollback\` ends it.`,
    CANARY_REPLACED: (facts: { release: number }) =>
      `Release ${facts.release} was still being tried; the new one takes its place.`,
    CANARY_SKIPPED: () =>
      "The stage has another port now, so the new release gets every request at once: two releases cannot share an address that moves.",
    SQLITE_HAS_ROWS: (facts: { file: string }) =>
      `Your data has been living in ${facts.file}. The stage has a PostgreSQL database of its own; \`monolift up --from ${facts.file}\` brings the rows along.`,
    TASKS_NOT_EXECUTED: (facts: { kind: string; count: number }) =>
      facts.kind === "celery-tasks"
        ? `${facts.count} Celery ${facts.count === 1 ? "task is" : "tasks are"} not executed yet: there is no queue on this stage.`
        : facts.kind === "celery-schedules"
          ? `${facts.count} Celery ${facts.count === 1 ? "schedule is" : "schedules are"} not run yet.`
          : facts.kind === "django-tasks"
            ? `${facts.count} Django ${facts.count === 1 ? "task is" : "tasks are"} not executed in the background yet.`
            : "WebSockets are not served yet; HTTP is.",
    ASGI_WITHOUT_HTTP: ({ application }: { application: string }) =>
      `The ASGI application has no "http" in its ProtocolTypeRouter, so HTTP goes to ${application} by WSGI.`,
    WRITES_AT_IMPORT: (facts: { files: readonly string[] }) =>
      `Importing the application writes files, which a read-only disk refuses: ${facts.files.slice(0, 3).join(", ")}${facts.files.length > 3 ? ", …" : ""}`,
    STATIC_NOT_INSTALLED: () =>
      "django.contrib.staticfiles is not in INSTALLED_APPS; the applications' `static` folders were copied as they are.",
    STATIC_LEFT_OUT: ({ sources }: { sources: readonly SkippedSource[] }) =>
      `Not everything could be collected as static files: ${listed(sources.map(({ finder, why }) => `${why} (${finder})`))}`,
    STATIC_DUPLICATES: ({ files }: { files: readonly DuplicateFile[] }) =>
      `Where several static files have the same path, the first one found is served: ${listed(files.map(({ path, taken, ignored }) => `${path} (from ${taken}, not ${ignored.join(", ")})`))}`,
    APPS_WITHOUT_MIGRATIONS: ({ apps }: { apps: readonly string[] }) =>
      `These apps have models but no migrations, so their tables are not made: ${apps.join(", ")}. \`monolift run -- makemigrations ${apps.join(" ")}\` writes them.`,
    ROWS_LEFT_OUT: (facts: { tables: readonly string[] }) =>
      `Not brought along, since no model of the project has them: ${facts.tables.join(", ")}`,
    ROWS_COLUMNS_LEFT_OUT: ({ columns }: { columns: readonly Column[] }) =>
      `Values that were not brought along, since no field of a model has their column: ${listed(columns.map(inRows))}`,
    ROWS_TIMES_MOVED: ({ columns }: { columns: readonly Column[] }) =>
      `Local times that never were, since the clocks went forward, were moved on by that change: ${listed(columns.map(inRows))}`,
    RESTORE_POINT_MADE: (facts: { id: number; stage: string; hasFiles: boolean }) =>
      `${facts.hasFiles ? "Rows and files" : "Rows (uploaded files are no part of it)"} as they were before are kept as restore point ${facts.id}; \`monolift data restore ${facts.stage}\` brings them back.`,
    STAGE_EXPIRED: (facts: ExpiredFacts) =>
      `The stage "${facts.name}/${facts.stage}" has ended by itself: its \`ttl\` is ${sayTimeSpan(facts.ttlSeconds, "en")}, and it was last used on ${sayMoment(facts.lastUseAt)}. ${
        facts.data === null
          ? "What it held could not be counted; all of it is gone."
          : `Gone with it: ${counted(facts.data.rows, "row")}, ${counted(facts.data.objects, "uploaded file")} and everything else that it had.`
      }`,
    EXPIRED_STAGE_STAYS: (facts: { name: string; reason: string }) =>
      `A stage of "${facts.name}" should have ended by itself and is still there: ${facts.reason} The next command tries again.`,
    STATE_SET_ASIDE: (facts: { file: string; keptAs: string }) =>
      `${facts.file} was damaged; it was kept as ${facts.keptAs} and is written anew.`,
    PORT_MOVED: (facts: { from: number; to: number; holder: string | null }) =>
      `Port ${facts.from} is in use${facts.holder === null ? "" : ` by ${facts.holder}`}; the stage now has port ${facts.to}.`,
    FOLDER_MOVED: (facts: { name: string; from: string; to: string }) =>
      `The project "${facts.name}" was in ${facts.from} and is no longer there; it is now in ${facts.to}.`,
  },
};

export type Words = typeof en;

/** A stage that has ended by itself. */
interface ExpiredFacts {
  readonly name: string;
  readonly stage: string;
  readonly ttlSeconds: number;
  /** ISO 8601 in UTC. */
  readonly lastUseAt: string;
  /** Null where it could not be counted. */
  readonly data: { readonly rows: number; readonly objects: number } | null;
}

function counted(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

/** How many of a list that may be long are named. */
export const namedAtMost = 5;

function listed(texts: readonly string[]): string {
  const more = texts.length - namedAtMost;
  return `${texts.slice(0, namedAtMost).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function inRows({ table, column, rows }: Column): string {
  return `${table}.${column} (${rows} ${rows === 1 ? "row" : "rows"})`;
}
