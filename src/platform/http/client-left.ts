import { hasCode } from "../../system/files.ts";

/** True for the error of an answer that broke off because its client went away: nobody is left to tell. */
export function hasClientLeft(error: unknown): boolean {
  return hasCode(error, "ERR_STREAM_PREMATURE_CLOSE", "EPIPE", "ECONNRESET", "ERR_STREAM_UNABLE_TO_PIPE");
}
