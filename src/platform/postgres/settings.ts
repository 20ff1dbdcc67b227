/** Sessions at one time. */
export const defaultMaxConnections = 200;

/**
 * Settings of our own server, given on its command line so that they follow the version of Monolift that starts it
 * and not the one that made the data. Durability is PostgreSQL's default (`fsync`, `synchronous_commit` and
 * `full_page_writes` are on): what was committed survives `kill -9` and a power cut.
 *
 * - `max_connections`: every sandbox keeps a connection while it lives, frozen ones too. A function has 10 sandboxes
 *   unless told otherwise, two releases overlap while traffic is switched, and commands, migrations and a
 *   developer's own client come on top: 200 hold about six stages. A slot that is not used costs some 20 KB.
 * - One host, TCP only: a socket file would be a second door, with other rules.
 * - The memory is what an idle project costs; `shared_buffers` is only touched as far as data is read.
 * - No parallel workers: they need a `/dev/shm` that containers keep at 64 MB, and a developer's tables do not gain.
 * - No replication, no processes for asynchronous reads (18): they are what an idle server would keep awake.
 * - Names and times in messages are the same on every machine.
 *
 * @param major Major version of the server, for settings that only newer ones know.
 * @see https://www.postgresql.org/docs/18/runtime-config.html
 */
export function serverSettings(options: {
  readonly port: number;
  readonly maxConnections: number;
  readonly major: number;
}): Readonly<Record<string, string>> {
  return {
    listen_addresses: "127.0.0.1",
    port: String(options.port),
    unix_socket_directories: "",
    max_connections: String(options.maxConnections),
    shared_buffers: "64MB",
    max_wal_size: "256MB",
    min_wal_size: "32MB",
    wal_level: "minimal",
    max_wal_senders: "0",
    max_logical_replication_workers: "0",
    max_parallel_workers_per_gather: "0",
    max_parallel_maintenance_workers: "0",
    jit: "off",
    ...(options.major >= 18 ? { io_method: "sync" } : {}),
    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    log_destination: "stderr",
    logging_collector: "off",
    log_checkpoints: "off",
    log_line_prefix: "%m [%p] ",
    // Statements that fail are the application's own business, and may hold what people typed.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    cluster_name: "monolift",
  };
}

/**
 * Arguments for `initdb`: the same order of texts on every machine, by code point, whatever its locales are.
 * The files are synced (no `--no-sync`): measured, it adds 0.03 s to 0.48 s.
 */
export function initialisation(major: number, platform: NodeJS.Platform): readonly string[] {
  const common = ["--encoding=UTF8", "--auth=scram-sha-256"];
  // PostgreSQL brings its own C.UTF-8 since 17.
  if (major >= 17) {
    return [...common, "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  }
  // Before, upper and lower case beyond ASCII come from the C library, which names the locale differently.
  return [...common, "--locale=C", `--lc-ctype=${platform === "darwin" ? "UTF-8" : "C.UTF-8"}`];
}

/** The whole of `pg_hba.conf`: who may connect, from where, proven how. Nobody is trusted. */
export const accessRules = "host all all 127.0.0.1/32 scram-sha-256\n";
