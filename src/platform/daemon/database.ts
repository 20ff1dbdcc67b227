import { isFolder } from "../../system/files.ts";
import { connectPostgres, startPostgres, type Postgres, type StartOptions } from "../postgres/postgres.ts";

/** The project's PostgreSQL, started when the first one asks for it. */
export interface Database {
  /** The running server. Callers at the same time share one start; one that failed is tried again. */
  server(): Promise<Postgres>;
  /** Whether anybody has asked for it yet, now or before: somebody else's server always is there. */
  isThere(): Promise<boolean>;
  stop(): Promise<void>;
}

/**
 * Makes the project's PostgreSQL; nothing starts yet.
 *
 * @param options.url A server that somebody else runs (`MONOLIFT_POSTGRES_URL`): databases are made in it instead.
 */
export function createDatabase(options: StartOptions & { readonly url: string | undefined }): Database {
  let running: Promise<Postgres> | undefined;
  const start = (): Promise<Postgres> =>
    options.url === undefined ? startPostgres(options) : connectPostgres(options.url);
  return {
    server: () => {
      running ??= start().catch((error: unknown) => {
        running = undefined;
        throw error;
      });
      return running;
    },
    isThere: async () => options.url !== undefined || (await isFolder(options.dataFolder)),
    stop: async () => {
      await (await running)?.stop();
      running = undefined;
    },
  };
}
