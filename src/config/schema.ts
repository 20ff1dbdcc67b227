import { z } from "zod";
import { dnsSafe, longestName, longestStageName, stageKey } from "./names.ts";
import { parseDuration } from "./parse-duration.ts";

/** Seconds that AWS allows a function. @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html */
const timeoutRange = { least: 1, most: 900 } as const;

const relativePath = z
  .string()
  .min(1)
  .regex(/^(?!\/|[A-Za-z]:|~)(?!(?:.*\/)?\.\.(?:\/|$))[^\0\\]+$/u);

const specifier = /(?:===?|~=|!=|<=|>=|<|>)?\s*\d+(?:\.\d+){0,2}(?:\.\*)?/u.source;

const appSchema = z
  .strictObject({
    framework: z
      .enum(["django"])
      .describe("The framework of the application. Found by itself.")
      .meta({ examples: ["django"] }),
    root: relativePath
      .describe(
        "Folder of the application, the one with `manage.py`, relative to this file. Found by itself.",
      )
      .meta({ examples: ["backend"] }),
    settings: z
      .string()
      .regex(/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/u)
      .describe("Django's settings module. By default the one that `manage.py` names.")
      .meta({ examples: ["config.settings.production"] }),
    python: z
      .string()
      .regex(new RegExp(`^\\s*${specifier}\\s*(?:,\\s*${specifier}\\s*)*$`, "u"))
      .describe(
        "Version of Python, exact (`3.12`) or a range (`>=3.11,<3.14`). By default what the project says (`.python-version`, `requires-python`, …).",
      )
      .meta({ examples: ["3.12"] }),
    requirements: relativePath
      .describe(
        "The requirements file to install from, relative to this file. By default a lock file, if there is one.",
      )
      .meta({ examples: ["requirements/production.txt"] }),
    interface: z
      .enum(["wsgi", "asgi"])
      .describe(
        "How the application is called. By default `wsgi`, also where both exist: synchronous views are faster so.",
      )
      .meta({ examples: ["asgi"] }),
    vendor: z
      .array(relativePath.regex(/\.whl$/u).meta({ examples: ["wheels/tool-1.0-py3-none-any.whl"] }))
      .describe("Wheels that are installed besides the requirements, relative to this file.")
      .meta({ examples: [["wheels/tool-1.0-py3-none-any.whl"]] }),
  })
  .partial()
  .describe("The application. Every key is found by itself and only needed where that goes wrong.");

const webSchema = z
  .strictObject({
    memory: z
      .int()
      .min(128)
      .max(10_240)
      .describe(
        "Memory of one sandbox in MB, 128 to 10240; on AWS also its share of a processor. Default: 1024.",
      )
      .meta({ examples: [512] }),
    timeout: z
      .union([
        z.int().min(timeoutRange.least).max(timeoutRange.most),
        z
          .string()
          .regex(/^(?=\d)(?:\d+m)?(?:\d+s)?$/u)
          .refine(isWithinTimeout),
      ])
      .describe(
        'Longest time for one request: seconds, or `"45s"`, `"2m"`; 1 second to 15 minutes. Default: 30 seconds.',
      )
      .meta({ examples: ["60s"] }),
    concurrency: z
      .int()
      .min(1)
      .max(1000)
      .describe("Requests at one time, each in a sandbox of its own; more are answered 429. Default: 10.")
      .meta({ examples: [20] }),
  })
  .partial()
  .describe("The function that answers requests.");

function isWithinTimeout(text: string): boolean {
  const seconds = parseDuration(text);
  return seconds !== undefined && seconds >= timeoutRange.least && seconds <= timeoutRange.most;
}

const engineSchema = z
  .enum(["postgres", "settings"])
  .describe(
    "Where the data lie. `postgres`: a database of the stage's own. `settings`: what the project's settings say, unchanged. Default: `postgres`.",
  )
  .meta({ examples: ["postgres"] });

const baseKeys = {
  app: appSchema.optional(),
  functions: z
    .strictObject({ web: webSchema.optional() })
    .describe("The functions of the application, each with its own size.")
    .optional(),
  database: z
    .union([engineSchema, z.strictObject({ engine: engineSchema.optional() })])
    .describe('The database. `database = "postgres"` is short for `database.engine = "postgres"`.')
    .optional(),
};

const stageSchema = z
  .strictObject({
    provider: z
      .enum(["local"])
      .describe(
        "Where the stage lives. `local`: on this machine. Needed for every stage but the one named `local`.",
      )
      .meta({ examples: ["local"] })
      .optional(),
    ...baseKeys,
  })
  .describe(
    "What differs in one stage. Every key but `name` may stand here; it is laid over that of the whole file.",
  );

/** What may stand in `monolift.toml`. Every key that is here works; the reference and the JSON Schema are made of it. */
export const fileSchema = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(longestName)
      .regex(dnsSafe)
      .describe(
        "Name of the project: part of its addresses and of everything that is made for it. Lower-case letters, digits and hyphens.",
      )
      .meta({ examples: ["blog"] }),
    ...baseKeys,
    stages: z
      .record(z.string().max(longestStageName).regex(stageKey), stageSchema)
      .describe(
        'Stages by name. `local` is always there. `[stages."preview-*"]` describes all stages whose names begin so.',
      )
      .optional(),
  })
  .describe("A project of Monolift.");

export type ConfigFile = z.infer<typeof fileSchema>;
/** What the file says for all stages, or for one. */
export type Layer = Pick<ConfigFile, keyof typeof baseKeys>;

/** The file's JSON Schema (2020-12), for editors: `#:schema` of Taplo, or `json.schemas` of others. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  return { title: "monolift.toml", ...z.toJSONSchema(fileSchema, { io: "input" }) };
}
