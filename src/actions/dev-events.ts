import { z } from "zod";
import type { MonoliftError } from "../errors.ts";
import { errorResultSchema, logRecordSchema, type LogRecord } from "./results.ts";

/** A request as `dev` shows it: what the client got, and what it took the function. */
const devRequestSchema = z.object({
  /** When the response had ended. */
  time: z.string(),
  method: z.string(),
  /** Path and query. */
  target: z.string(),
  /** 0 when the client left before there was one. */
  status: z.number().int(),
  /** From the request's headers to the last byte of the response. */
  durationMs: z.number(),
  /** `static` and `uploads`: the door itself, from a folder or the bucket; `gateway`: it explains what went wrong. */
  by: z.enum(["function", "static", "uploads", "gateway"]),
  function: z.string().nullable(),
  requestId: z.string().nullable(),
  /** Most that the sandbox has used so far. */
  memoryMb: z.number().nullable(),
  /** Of a cold start: how long the sandbox's init phase took. */
  initMs: z.number().nullable(),
  /** What the gateway explains. */
  problem: z.string().nullable(),
});
export type DevRequest = z.infer<typeof devRequestSchema>;

const devResultShape = {
  name: z.string(),
  stage: z.string(),
  url: z.string(),
  browserUrl: z.string(),
  /** The release that is served once `dev` has ended. */
  release: z.number().int(),
};

/** How `dev` ended. */
export const devResultSchema = z.object({
  ...devResultShape,
  /** Times that changed code was served. */
  reloads: z.number().int(),
  /** The folder has code that no release has yet. */
  isAhead: z.boolean(),
});
export type DevResult = z.infer<typeof devResultSchema>;

/** What `dev --json` prints, one line each. Paths of `files` are relative to the project's root. */
export const devEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("watching"), folder: z.string(), ...devResultShape }),
  z.object({ type: z.literal("request"), request: devRequestSchema }),
  z.object({ type: z.literal("log"), record: logRecordSchema }),
  z.object({
    type: z.literal("reloaded"),
    files: z.array(z.string()),
    durationMs: z.number(),
    /** The change needed a release of its own; null where the code alone was exchanged. */
    release: z.number().int().nullable(),
  }),
  z.object({ type: z.literal("not-reloaded"), files: z.array(z.string()), ...errorResultSchema.shape }),
  z.object({ type: z.literal("ended"), ...devResultSchema.shape }),
]);
type Printed = z.infer<typeof devEventSchema>;

/** The same as `dev` tells it: an error is said in the reader's language only where it is shown. */
export type DevEvent =
  | Extract<Printed, { type: "watching" | "request" | "reloaded" }>
  | { readonly type: "log"; readonly record: LogRecord }
  | { readonly type: "not-reloaded"; readonly files: readonly string[]; readonly error: MonoliftError };
