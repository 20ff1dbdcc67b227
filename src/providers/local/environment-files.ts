/** The variables of a project's own `.env` files and of the stage's secrets: read when a process starts, kept nowhere. */
export { readEnvironmentFiles } from "../../platform/functions/environment.ts";
export { secretFilesFolder as secretFilesHere, secretVariables } from "../../platform/functions/secrets.ts";
