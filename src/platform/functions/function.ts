import { z } from "zod";
import { secretsSourceSchema } from "./secrets.ts";

const texts = z.array(z.string()).readonly();

/**
 * One published version of a function: everything that is needed to start a sandbox of it, and nothing that can change.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
 */
export const functionVersionSchema = z
  .object({
    /** As AWS has it: letters, digits, `-` and `_`. Also the name of the log file. */
    functionName: z.string().regex(/^[\w-]+$/),
    /** Counts from 1. */
    version: z.number().int().min(1),
    /** Program and arguments; no shell. */
    command: texts,
    /** `runtime-api`: the program asks the Lambda Runtime API for events. `http` comes later. */
    contract: z.literal("runtime-api"),
    /** Becomes the working folder and `LAMBDA_TASK_ROOT`. */
    taskRoot: z.string(),
    /**
     * Files and folders that the sandbox sees read-only: code, dependencies, runtime, linked `.env` files.
     * A sandbox has a `/tmp` of its own, so whatever it needs from the host's `/tmp` has to be named here or in `writable`.
     */
    readOnly: texts,
    /** Folders outside `/tmp` that the sandbox may write to: the stage's media and mailbox. */
    writable: texts,
    /** Without the variables that Lambda itself sets (`AWS_LAMBDA_*`, `_X_AMZN_TRACE_ID`, `LAMBDA_*`): those win. */
    environment: z.record(z.string(), z.string()).readonly(),
    /** 128 to 10,240. */
    memoryMb: z.number().int(),
    /**
     * Size of `/tmp`: 512 to 10,240.
     * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html
     */
    tmpMb: z.number().int().default(512),
    /** 1 to 900. */
    timeoutSeconds: z.number(),
    /** Sandboxes at most at one time; a request past it is answered 429. */
    concurrency: z.number().int().min(1),
    /**
     * Files (`.env`) whose variables are added to the environment when a sandbox starts, so that no secret is kept in
     * state. `environment` wins over them, an earlier file over a later one; a file that is gone is left out.
     */
    environmentFiles: texts,
    /** The stage's secrets, read when a sandbox starts. None when left out. */
    secrets: secretsSourceSchema.optional(),
  })
  .readonly();
export type FunctionVersion = z.infer<typeof functionVersionSchema>;

/** A function of which one version, or the version behind an alias, is meant. */
export interface FunctionTarget {
  readonly functionName: string;
  /** A version's number, or the name of an alias such as `live`. */
  readonly qualifier: string | number;
}
