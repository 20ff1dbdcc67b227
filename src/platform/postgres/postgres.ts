/** What the other parts of the platform, and the local provider, take from this folder. */
export { deletePostgresData } from "./cluster.ts";
export { connectPostgres } from "./connect-postgres.ts";
export { endOrphan, findOrphan } from "./orphan.ts";
export type { DatabaseFacts, Postgres } from "./server.ts";
export { startPostgres, type StartOptions } from "./start-postgres.ts";
export { countFacts } from "./databases.ts";
