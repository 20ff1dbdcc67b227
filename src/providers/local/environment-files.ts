/** The variables of a project's own `.env` files: read when a process starts, kept nowhere. */
export { readEnvironmentFiles } from "../../platform/functions/environment.ts";
