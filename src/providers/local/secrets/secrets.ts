/** The secrets of a stage: what is kept, and how it changes. */
export { copySecrets } from "./copy.ts";
export { leavesOf } from "../../../platform/functions/flatten-secrets.ts";
export {
  changedNames,
  entriesOf,
  hideValues,
  valueOf,
  withImported,
  withSecret,
  withoutSecret,
  type ImportedSecrets,
  type SecretsDocument,
} from "../../secrets/document.ts";
export { checkName, checkValue, reservedFor, secretKeyName, type ReservedFor } from "../../secrets/names.ts";
export { readSources } from "../../secrets/sources.ts";
export {
  currentSecretsVersion,
  discardVersion,
  placesOfKeptFiles,
  readSecrets,
  restoreSecrets,
  writeVersion,
} from "./store.ts";
export { useSecrets } from "./use.ts";
