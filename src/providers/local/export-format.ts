/** The files of an export, as their JSON Schemas tell other programs. */
export { manifestSchema, mediaEntrySchema } from "../../platform/transfer/manifest.ts";
