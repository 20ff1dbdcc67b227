import { z } from "zod";
import { factsSchema } from "../../facts/schema.ts";

const frameSchema = z.object({
  /** Relative to the code folder where it is the user's, to the folder of packages otherwise. */
  file: z.string(),
  line: z.number(),
  function: z.string(),
  /** The line of source, without the secrets in it. */
  text: z.string(),
  isOwn: z.boolean(),
});

/** How far the inspector has come. */
const stepSchema = z.enum(["start", "settings", "urlconf", "warm-up", "pack", "facts", "migrations"]);

/** What the inspector says of an application that cannot be loaded; codes and fields of `python/inspector`. */
export const inspectionErrorSchema = z.object({
  code: z.enum([
    "SETTINGS_RAISED",
    "SETTINGS_EMPTY",
    "VARIABLE_MISSING",
    "MODULE_MISSING",
    "LOGGING_FAILED",
    "APPS_FAILED",
    "MODELS_FAILED",
    "ROOT_URLCONF_MISSING",
    "URLCONF_FAILED",
    "APPLICATION_FAILED",
    "TIMED_OUT",
    "INSPECTOR_FAILED",
  ]),
  /** What Django was doing. */
  step: z.enum(["settings", "logging", "apps", "models", "urlconf", "application", "inspector"]),
  /** Of a time limit, and of a fault of ours: what the inspector was doing. */
  duringStep: stepSchema.default("start"),
  settingsModule: z.string(),
  frames: z.array(frameSchema),
  /** Qualified name of the exception's class, and its text without secrets. */
  exception: z.string().default(""),
  message: z.string().default(""),
  application: z.string().optional(),
  urlconf: z.string().optional(),
  /** The environment variable that is missing. */
  variable: z.string().optional(),
  /** A file outside the code folder that was opened and is not there, relative to that folder: `../.secrets/x.json`. */
  missingFile: z.string().optional(),
  /** The module that is missing; the package of PyPI that probably brings it, null for a module of the project itself. */
  module: z.string().optional(),
  package: z.string().nullish(),
  /** The Python version that took the module out of the standard library. */
  removedIn: z.string().nullish(),
  isOwnModule: z.boolean().optional(),
  /** Settings modules below an empty package. */
  candidates: z.array(z.string()).default([]),
  /** Of a fault of the inspector itself. */
  traceback: z.string().optional(),
});

const lineSchema = z.union([
  z.object({ step: stepSchema }),
  z.object({ facts: factsSchema }),
  z.object({ error: inspectionErrorSchema }),
]);

export type InspectionError = z.infer<typeof inspectionErrorSchema>;
export type InspectionStep = z.infer<typeof stepSchema>;
export type InspectionFrame = z.infer<typeof frameSchema>;

/** What came through the pipe: the answer, if there is one, and the step that was begun last. */
export interface InspectorAnswer {
  readonly step: InspectionStep;
  readonly answer: Exclude<z.infer<typeof lineSchema>, { step: InspectionStep }> | undefined;
}

/**
 * Reads the inspector's lines of JSON. A process that was ended leaves the steps that it began and no answer, and
 * perhaps half a line at the end.
 *
 * @throws {z.ZodError} When a whole line is not what this version of Monolift expects: a fault of ours.
 */
export function readInspectorAnswer(text: string): InspectorAnswer {
  const lines = text.split("\n").slice(0, -1);
  let read: InspectorAnswer = { step: "start", answer: undefined };
  for (const line of lines) {
    const parsed = lineSchema.parse(JSON.parse(line));
    read = "step" in parsed ? { ...read, step: parsed.step } : { ...read, answer: parsed };
  }
  return read;
}
