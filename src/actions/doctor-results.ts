import { z } from "zod";
import { severities } from "../doctor/finding.ts";

const place = z.object({
  /** Relative to the project's root. */
  file: z.string(),
  line: z.number().int().nullable(),
});

const sentences = {
  /** In the language of the command line. */
  what: z.string(),
  why: z.string(),
  fix: z.string(),
};

/** What `doctor` prints: sentences come with their codes, so that a script need not read them. */
export const doctorResultSchema = z.object({
  name: z.string(),
  stage: z.string(),
  /** Why the application could not be loaded; the findings are then those of its files alone. */
  failure: z
    .object({ code: z.string(), cause: z.string(), fix: z.string(), place: place.nullable() })
    .nullable(),
  counts: z.object({ error: z.number().int(), warning: z.number().int(), note: z.number().int() }),
  /** The gravest first. */
  findings: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(severities),
      ...sentences,
      places: z.array(place),
      /** Page of AWS, Django or Python that says why. */
      source: z.string(),
      facts: z.record(z.string(), z.unknown()),
    }),
  ),
});

export type DoctorResult = z.infer<typeof doctorResultSchema>;
