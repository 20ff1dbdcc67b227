import { z } from "zod";
import { dnsSafe, longestName, longestStageName, stageKey } from "./names.ts";
import { awakeForm, parseAwake } from "./parse-awake.ts";
import { networkSchema } from "./network-schema.ts";
import { parseCanary } from "./parse-canary.ts";
import { parseDuration } from "./parse-duration.ts";

/** Seconds that AWS allows a function. @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html */
const timeoutRange = { least: 1, most: 900 } as const;

/** Seconds that a canary may be watched. */
const canaryRange = { least: 1, most: 86_400 } as const;

/** How long a stage may live unused, as the file writes it. */
export const ttlRange = { least: "5m", most: "365d" } as const;

/** Longest name of a function, which Lambda's with project and stage before it has room for. */
const longestFunctionName = 16;

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
    tmp: z
      .int()
      .min(512)
      .max(10_240)
      .describe("Size of `/tmp`, the one folder that may be written to, in MB, 512 to 10240. Default: 512.")
      .meta({ examples: [2048] }),
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
    architecture: z
      .enum(["arm64", "x86_64"])
      .describe(
        "Processor of the function on AWS. `arm64` costs a fifth less by the second. By default `arm64`, or `x86_64` where a dependency has no wheel for `arm64`.",
      )
      .meta({ examples: ["x86_64"] }),
    snapstart: z
      .boolean()
      .describe(
        "On AWS, start sandboxes from a snapshot of one that has loaded the application already: SnapStart, from Python 3.12 on. Costs by the month for each release that is kept, also while nobody asks. Default: `false`.",
      )
      .meta({ examples: [true] }),
  })
  .partial()
  .describe("The function that answers requests.");

/** Lower-case letters and digits, with single hyphens between them: part of the name of a function. */
const functionKey = /^(?!(?:web|manage)$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;

const oneOrMore = (text: z.ZodString, example: string) =>
  z.union([text, z.array(text.meta({ examples: [example] })).min(1)]);

const { memory, tmp, timeout, concurrency } = webSchema.shape;

const isolateSchema = z
  .strictObject({
    path: oneOrMore(z.string().regex(/^\/[^\s?#]*$/u), "/issues/*.csv")
      .describe(
        "Paths, or a list of them. `*` is what stands between two slashes, or a part of it; `**` is anything.",
      )
      .meta({ examples: ["/reports/**"] }),
    view: oneOrMore(z.string().regex(/^[\w.:*-]+$/u), "reports.views.export")
      .describe(
        "Views by their dotted names, or routes by the names that `reverse()` takes; `*` is anything. One text or a list.",
      )
      .meta({ examples: ["reports.views.*"] }),
    namespace: oneOrMore(z.string().regex(/^[\w.:-]+$/u), "reports")
      .describe("URL namespaces; those below belong to them. One text or a list.")
      .meta({ examples: ["reports"] }),
    app: oneOrMore(z.string().regex(/^\w+$/u), "billing")
      .describe("Labels of apps: every route whose view is written in one of them. One text or a list.")
      .meta({ examples: ["billing"] }),
    methods: z
      .array(
        z.enum(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]).meta({ examples: ["POST"] }),
      )
      .min(1)
      .describe("Methods that it is for. Default: all of them.")
      .meta({ examples: [["POST"]] }),
    memory: memory
      .unwrap()
      .describe("Memory of one sandbox in MB, 128 to 10240. Default: that of `[functions.web]`."),
    tmp: tmp.unwrap().describe("Size of `/tmp` in MB, 512 to 10240. Default: that of `[functions.web]`."),
    timeout: timeout
      .unwrap()
      .describe(
        'Longest time for one request: seconds, or `"45s"`, `"2m"`; 1 second to 15 minutes. Default: that of `[functions.web]`.',
      ),
    concurrency: concurrency
      .unwrap()
      .describe(
        "Requests at one time, each in a sandbox of its own; more are answered 429, whatever else the application has to do. Default: that of `[functions.web]`.",
      ),
  })
  .partial()
  .describe(
    "Requests with a function of their own, by a name that you choose: the same application with other measures and logs of its own, so that what they need takes nothing from the others. Without the table everything is as before. At least one of `path`, `view`, `namespace` and `app` says which requests.",
  );

function isWithinCanary(seconds: number | undefined): boolean {
  return seconds !== undefined && seconds >= canaryRange.least && seconds <= canaryRange.most;
}

function isWithinTtl(text: string): boolean {
  const [seconds = 0, least = 0, most = 0] = [text, ttlRange.least, ttlRange.most].map(parseDuration);
  return seconds >= least && seconds <= most;
}

function isWithinTimeout(text: string): boolean {
  const seconds = parseDuration(text);
  return seconds !== undefined && seconds >= timeoutRange.least && seconds <= timeoutRange.most;
}

const engineSchema = z
  .enum(["postgres", "neon", "aurora", "url", "settings"])
  .describe(
    "Where the data lie. `postgres`: a database of the stage's own on this machine. `neon`: one of the stage's own at Neon, which costs nothing while it sleeps. `aurora`: Aurora PostgreSQL of AWS, serverless, in a network of the project's own. `url`: a server that is there already, whose address is the secret `DATABASE_URL`. `settings`: what the project's settings say, unchanged. A stage on this machine takes its own `postgres` in place of all but `settings`; one on AWS has to name one of the others. Default: `postgres`.",
  )
  .meta({ examples: ["postgres"] });

/** What either engine takes; `databaseOf` knows what each of them does. */
const capacityRange = { least: 0.25, most: 256, step: 0.25 } as const;

const databaseSchema = z
  .strictObject({
    engine: engineSchema,
    min: z
      .number()
      .min(0)
      .max(capacityRange.most)
      .multipleOf(capacityRange.step)
      .describe(
        "The least capacity. Aurora: in ACU (2 GiB of memory each), 0 to 256 in steps of 0.5; with `0` it pauses when nobody has been connected for 5 minutes, costs only its storage then, and takes about 15 seconds to wake. Default: 0. Neon: in CU (4 GB of memory each), 0.25, 0.5, or 1 to 16 in whole ones; it sleeps in any case when nobody has asked anything for 5 minutes, and wakes in less than a second. Default: 0.25.",
      )
      .meta({ examples: [0.5] }),
    max: z
      .number()
      .min(capacityRange.least)
      .max(capacityRange.most)
      .multipleOf(capacityRange.step)
      .describe(
        "The most capacity. It also decides how many connections there may be. Aurora: in ACU, 1 to 256 in steps of 0.5; 189 connections with 1, 823 with 4. Default: 4. Neon: in CU, 0.25, 0.5, or 1 to 16 in whole ones, at most 8 above `min`; 97 connections with 0.25, 412 with 1. Default: 1, or `min` where that is more.",
      )
      .meta({ examples: [8] }),
    awake: z
      .string()
      .regex(awakeForm)
      .refine((text) => parseAwake(text) !== undefined)
      .describe(
        "Aurora: when it does not pause, though `min` is 0: days (`mon-fri`, `mon,wed`, `daily`), hours and time zone. It keeps 0.5 ACU in these hours. By default it pauses whenever nobody is connected.",
      )
      .meta({ examples: ["mon-fri 08:30-19:00 Asia/Tokyo"] }),
    project: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/u)
      .describe(
        "Neon: id of the project that has the databases of all stages. By default the one called `monolift-NAME`, which the first `up` makes.",
      )
      .meta({ examples: ["still-wind-12345678"] }),
    organization: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/u)
      .describe(
        "Neon: id of the organization that has the project. Needed only where the API key belongs to several.",
      )
      .meta({ examples: ["org-quiet-sea-12345678"] }),
  })
  .partial();

const canarySchema = z
  .union([
    z
      .string()
      .regex(/^(?:off|[1-9]\d?%\s+(?=\d)(?:\d+m)?(?:\d+s)?)$/u)
      .refine((text) => text === "off" || isWithinCanary(parseCanary(text)?.seconds)),
    z
      .strictObject({
        percent: z
          .int()
          .min(1)
          .max(99)
          .describe("Share of the requests that the new release gets at first, 1 to 99 percent. Default: 10.")
          .meta({ examples: [10] }),
        for: z
          .string()
          .regex(/^(?=\d)(?:\d+m)?(?:\d+s)?$/u)
          .refine((text) => isWithinCanary(parseDuration(text)))
          .describe(
            'How long it is watched before it gets all of them: `"30s"`, `"5m"`; 1 second to 24 hours. Default: 5 minutes.',
          )
          .meta({ examples: ["5m"] }),
        metric: z
          .enum(["5xx", "errors"])
          .describe(
            "What counts as an error. `5xx`: answers of 500 to 599, and invocations that failed. `errors`: failed invocations alone (a crash, the time limit, the memory limit). Throttled requests never count. Default: `5xx`.",
          )
          .meta({ examples: ["errors"] }),
        threshold: z
          .number()
          .min(0)
          .max(100)
          .describe(
            "It goes back by itself when a greater share of its requests are errors, in percent, 0 to 100. Default: 1.",
          )
          .meta({ examples: [0.5] }),
        sample: z
          .int()
          .min(1)
          .max(1_000_000)
          .describe(
            "Requests to the new release before errors may end it early; when the time is over, fewer decide too. Default: 20.",
          )
          .meta({ examples: [100] }),
      })
      .partial(),
  ])
  .describe(
    'Tries a new release on a part of the requests before it gets all of them: `"10% 5m"`, a table of the keys below, or `"off"`. It goes back by itself when too many are errors. Default: `"off"`.',
  )
  .meta({ examples: ["10% 5m"] });

const storageSchema = z
  .strictObject({
    large_responses: z
      .enum(["auto", "redirect", "stream"])
      .describe(
        "What a view's `FileResponse` of an uploaded file becomes. `stream`: it goes through the function, up to 200 MB. `redirect`: the client is led to the bucket by an address that is good for five minutes. `auto`: a redirect above 6 MB, where AWS begins to slow a stream down. Default: `auto`.",
      )
      .meta({ examples: ["stream"] }),
    upload_limit: z
      .int()
      .min(0)
      .max(5120)
      .describe(
        "Largest file in MB that a browser may send straight to the bucket, 1 to 5120, past the 4.5 MB that fit through a function. Saving it is a copy within the bucket, for which the request has its usual time. `0`: all files go through the function. Default: 1024.",
      )
      .meta({ examples: [200] }),
  })
  .partial()
  .describe("Uploaded files: a bucket of the stage's own, below `MEDIA_URL`.");

/** What stands around an `@`, as SNS and SES take it. */
const emailForm = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/u;

const alertsSchema = z
  .strictObject({
    email: z
      .string()
      .regex(emailForm)
      .describe(
        "Who gets a mail when the application on AWS fails or turns requests away, or when the month gets dear. AWS asks there once whether it may. Without it nobody is told.",
      )
      .meta({ examples: ["you@example.com"] }),
    errors: z
      .int()
      .min(1)
      .max(1_000_000)
      .describe("Errors within five minutes from which on a mail is sent. Default: 1.")
      .meta({ examples: [5] }),
    budget: z
      .number()
      .min(0)
      .max(1_000_000)
      .describe(
        "US dollars a month that the whole account may cost: at 80 percent of it, and when it will be passed, a mail is sent. Nothing is stopped. `0` for no budget; where CloudFormation makes none in the Region, `up` says so. Default: 10.",
      )
      .meta({ examples: [25] }),
  })
  .partial()
  .describe("Who is told when something goes wrong on AWS. The first ten alarms of an account cost nothing.");

const mailSchema = z
  .strictObject({
    engine: z
      .enum(["mailbox", "ses"])
      .describe(
        "Where mail goes that the application sends. `mailbox`: it is kept on this machine, where `monolift logs --mail` shows it. `ses`: Amazon SES sends it, from `from`. A stage on this machine always has its mailbox. Default: `mailbox` here, and `ses` on AWS where `from` is given; without it mail is the project's own business there.",
      )
      .meta({ examples: ["ses"] }),
    from: z
      .string()
      .regex(/^(?:[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+|[^<>\r\n]+ <[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>)$/u)
      .describe(
        "Sender of the mail on AWS, with or without a name. `up` makes SES know its domain, or the address itself where the domain's DNS is not in the account.",
      )
      .meta({ examples: ["Blog <hello@example.com>"] }),
  })
  .partial()
  .describe("The mail that the application sends.");

const baseKeys = {
  app: appSchema.optional(),
  functions: z
    .strictObject({ web: webSchema.optional() })
    .describe("The functions of the application, each with its own size.")
    .optional(),
  isolate: z
    .record(z.string().max(longestFunctionName).regex(functionKey), isolateSchema)
    .describe("Requests with functions of their own. `[isolate.reports]` is one of them.")
    .optional(),
  database: z
    .union([engineSchema, databaseSchema])
    .describe('The database. `database = "postgres"` is short for `database.engine = "postgres"`.')
    .optional(),
  storage: storageSchema.optional(),
  secrets: z
    .strictObject({
      mode: z
        .enum(["variables", "files"])
        .describe(
          "How the application gets the values of a JSON file that `monolift secrets import` has read. `variables`: as environment variables, nested keys joined by `__`. `files`: as the file itself, at the path where the project opens it. Default: `variables`.",
        )
        .meta({ examples: ["files"] }),
      store: z
        .enum(["ssm", "secrets-manager"])
        .describe(
          "Where AWS keeps what `monolift secrets` sets. `ssm`: in a parameter of Systems Manager, up to 8 KB when packed, for nothing up to 4 KB. `secrets-manager`: in a record of Secrets Manager, up to 64 KB, for 0.40 dollars a month. The next `up` moves what is there; older releases read it where it was. Default: `ssm`.",
        )
        .meta({ examples: ["secrets-manager"] }),
      share: z
        .boolean()
        .describe(
          "Whether the stages of the project that say so share one record of Secrets Manager, and its price. Each reads its own part, but the right to read it is the right to read all of it. Default: `false`.",
        )
        .meta({ examples: [true] }),
    })
    .partial()
    .describe("The stage's secrets, which `monolift secrets` keeps apart from code.")
    .optional(),
  release: z
    .strictObject({ canary: canarySchema.optional() })
    .describe("How a new release takes the place of the one before.")
    .optional(),
  network: networkSchema.optional(),
  alerts: alertsSchema.optional(),
  mail: mailSchema.optional(),
};

/** A full name in lower case, as ACM and Route 53 take it; others as punycode. */
const domainName = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/u;

const albSchema = z
  .strictObject({
    listener: z
      .string()
      .regex(
        /^arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener\/app\/[^/]+\/[0-9a-f]+\/[0-9a-f]+$/u,
      )
      .describe("ARN of a listener of an Application Load Balancer, in the stage's own account and Region.")
      .meta({
        examples: [
          "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/main/50dc6c495c0c9188/f2f7dc8efc522ab2",
        ],
      }),
    paths: z
      .array(
        z
          .string()
          .regex(/^\/[^\s]{0,127}$/u)
          .meta({ examples: ["/blog/*"] }),
      )
      .min(1)
      .max(4)
      .describe(
        "Paths that lead to the application, with `*` and `?`, up to four. By default every path of `domain`.",
      )
      .meta({ examples: [["/blog/*"]] }),
    priority: z
      .int()
      .min(1)
      .max(50_000)
      .describe(
        "Place of the rule among those of the listener, 1 to 50000; lower ones come first. By default the first free one from 1000 on.",
      )
      .meta({ examples: [100] }),
  })
  .partial()
  .describe('Which requests of a load balancer are for the application, with `door = "alb"`.');

const stageSchema = z
  .strictObject({
    provider: z
      .enum(["local", "aws"])
      .describe(
        "Where the stage lives. `local`: on this machine. `aws`: in an account of AWS. Needed for every stage but the one named `local`.",
      )
      .meta({ examples: ["local"] })
      .optional(),
    region: z
      .string()
      .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/u)
      .describe(
        "Region of AWS that the stage lives in. The first `up` writes down the one that your credentials are set to.",
      )
      .meta({ examples: ["ap-northeast-1"] })
      .optional(),
    account: z
      .string()
      .regex(/^\d{12}$/u)
      .describe(
        "Account of AWS that the stage lives in: twelve digits. The first `up` writes it down; with credentials of another account nothing is done.",
      )
      .meta({ examples: ["123456789012"] })
      .optional(),
    keep: z
      .boolean()
      .describe(
        "`true`: the data of the stage only go when somebody types its name; `--delete-data` is not enough. Default: `false`.",
      )
      .meta({ examples: [true] })
      .optional(),
    ttl: z
      .string()
      .regex(/^(?=\d)(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?$/u)
      .refine(isWithinTtl)
      .describe(
        'How long the stage lives after its last `up` or its last request, whichever is later: `"12h"`, `"7d"`, `"2w"`; 5 minutes to 365 days. Then it ends by itself with its rows, its uploaded files and everything else, as by `down --delete-data`, also while it is stopped. Only a stage has it, never the whole file. Default: the stage stays.',
      )
      .meta({ examples: ["7d"] })
      .optional(),
    domain: z
      .string()
      .regex(domainName)
      .describe(
        "Name that the application is reached by on AWS, a certificate included. Where its zone is in Route 53, `up` makes the records; else it names them. By default AWS gives a name.",
      )
      .meta({ examples: ["blog.example.com"] })
      .optional(),
    door: z
      .enum(["auto", "function-url", "rest", "alb"])
      .describe(
        "What leads to the function. `function-url`: a URL of Lambda's own. `rest`: API Gateway. `alb`: a load balancer that is there already, with the keys of `alb`. `auto`: a Function URL, or API Gateway where the functions are in a VPC. CloudFront stands before the first two where there is a domain or files to serve. A stage on this machine has the limits of its door. Default: `auto`.",
      )
      .meta({ examples: ["rest"] })
      .optional(),
    alb: albSchema.optional(),
    ...baseKeys,
  })
  .describe(
    "What differs in one stage. Every key but `name` may stand here; it is laid over that of the whole file. `provider`, `region`, `account`, `keep`, `ttl`, `domain`, `door` and `alb` stand nowhere else.",
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
