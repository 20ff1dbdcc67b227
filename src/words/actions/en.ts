/** What `actions` says, in English: the type that the other languages follow. */
export const en = {
  errors: {
    NO_PROJECT: (facts: { folder: string }) => ({
      cause: `There is no monolift.toml in ${facts.folder} or above it.`,
      fix: "Go to the folder of your project, or name the stage as NAME/STAGE (`monolift list` shows them). `monolift up` in a Django project makes the file.",
    }),
    NEVER_LIFTED: (facts: { name: string; stage: string; known: readonly string[] }) => ({
      cause: `"${facts.name}/${facts.stage}" has not been lifted on this machine${facts.known.length === 0 ? "" : `; these projects have: ${facts.known.join(", ")}`}.`,
      fix: `Run \`monolift up${facts.stage === "local" ? "" : ` ${facts.stage}`}\` in the project's folder first.`,
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
    HEALTH_FAILED: (facts: { status: number; path: string; isFirst: boolean }) => ({
      cause: `The new version answered ${facts.path} with ${facts.status}, so it is not served.`,
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
  },
  notices: {
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
    WRITES_AT_IMPORT: (facts: { files: readonly string[] }) =>
      `Importing the application writes files, which a read-only disk refuses: ${facts.files.slice(0, 3).join(", ")}${facts.files.length > 3 ? ", …" : ""}`,
    STATIC_NOT_INSTALLED: () =>
      "django.contrib.staticfiles is not in INSTALLED_APPS; the applications' `static` folders were copied as they are.",
    ROWS_LEFT_OUT: (facts: { tables: readonly string[] }) =>
      `Not brought along, since no model of the project has them: ${facts.tables.join(", ")}`,
    STATE_SET_ASIDE: (facts: { file: string; keptAs: string }) =>
      `${facts.file} was damaged; it was kept as ${facts.keptAs} and is written anew.`,
    PORT_MOVED: (facts: { from: number; to: number; holder: string | null }) =>
      `Port ${facts.from} is in use${facts.holder === null ? "" : ` by ${facts.holder}`}; the stage now has port ${facts.to}.`,
    FOLDER_MOVED: (facts: { name: string; from: string; to: string }) =>
      `The project "${facts.name}" was in ${facts.from}, which is gone; it is now ${facts.to}.`,
  },
};

export type Words = typeof en;
