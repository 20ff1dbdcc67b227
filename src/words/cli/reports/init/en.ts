/** What the sentence about one key of another tool's file is made of. */
export interface AdviceFacts {
  /** The key of `monolift.toml` that it comes nearest to, or the new name of a stage; empty where there is none. */
  readonly target: string;
  /** A key of the old tool that may have been meant; empty where there is none. */
  readonly nearest: string;
}

/** The words of `init` in English: the type that the other languages follow. */
export const initReportsEn = {
  wrote: (file: string, name: string): string => `Wrote ${file} with name = "${name}".`,
  there: (file: string, name: string): string => `${file} is there already, with name = "${name}".`,
  imported: (file: string, tool: string): string => `Read ${file} (${tool}); it stays as it is.`,
  others: (files: string): string => `${files} could be read instead: monolift init --import FILE`,
  taken: "Taken over",
  groups: {
    do: "Without an equal",
    later: "Not in this version yet",
    nothing: "Needs no key: Monolift does it by itself",
  },
  hidden: "(not shown)",
  all: "for every stage",
  more: (count: number): string => `and ${count.toLocaleString("en")} more: --json shows all of them`,
  next: "Next",
  setHint: "Each asks for its value, and shows it nowhere.",
  upHint: "monolift up starts the project.",
  advice: {
    variable: () => "Give it to the stage as a secret. The application reads it as a variable, as before.",
    "remote-variables": () =>
      "These variables are kept outside the file. `monolift secrets import FILE` reads a file of them.",
    "secret-kind": () =>
      "The old tool made this value. Take it from where it lies, and give it to the stage: `monolift secrets set NAME STAGE`.",
    reference: ({ target }: AdviceFacts) =>
      target === ""
        ? "The file does not say the values themselves. Give them to the stage: `monolift secrets set NAME STAGE`."
        : `The file does not say the value itself. Write it into monolift.toml: \`${target}\``,
    unfit: ({ target }: AdviceFacts) =>
      `\`${target}\` does not take this value. Choose another one, or leave it at the default.`,
    "python-gone": () =>
      "Lambda has Python 3.10 and later. Without the key, the version that the project itself says is taken.",
    second: ({ target }: AdviceFacts) => `\`${target}\` takes one value, and another one stands there.`,
    vpc: () =>
      "Functions are in no VPC, which costs nothing. Where the database is in one, name it: `[network] vpc`",
    "database-other": () =>
      "Monolift makes PostgreSQL databases. This one is left to the project's settings; give its address to the stage as a secret.",
    "database-settings": () =>
      'It makes no database, so DATABASES stays as the project\'s settings say: `database = "settings"`. For a database of the stage\'s own: `database = "neon"`',
    "data-stays": () =>
      "The stage begins with a new, empty database. The rows stay where they are; copy them with `pg_dump` and `pg_restore`.",
    backup: () =>
      "There is no key for backup plans. A restore point is made before a migration that cannot be undone.",
    permissions: () =>
      "A function may use what its stage has: buckets, database, mail. There is no key for rights to other services of AWS.",
    schedule: () =>
      "There is no key for schedules yet. Until then, another scheduler can call `monolift run STAGE -- COMMAND`.",
    worker: () => "There is no key for workers and queues yet. Leave what runs them where it is.",
    "keep-warm": () =>
      "Nothing keeps functions warm: the first request after a quiet time waits for a cold start.",
    authorizer: () =>
      "The door lets every request through. Check it in Django: in a middleware, or in the view.",
    cors: () => "Answer CORS in Django; the package django-cors-headers does it.",
    "api-gateway": () => "The door is a Function URL, with CloudFront in front. This has no equal there.",
    efs: () =>
      "Functions share no disk. Files that must last belong into the bucket of uploads: `default_storage`.",
    layers: () =>
      "Packages come from the project's requirements. `monolift doctor` says whether a library of the system is needed, too.",
    functions: () =>
      "A stage has one function for requests and one for commands: `monolift run STAGE -- COMMAND`. This one has no equal.",
    resources: () =>
      "It stays in the old stack, and Monolift touches it nowhere. Delete that stack only when nothing in it is needed.",
    hooks: () =>
      "Run it by hand: `monolift run STAGE -- COMMAND`. Migrations and static files are steps of every `monolift up`.",
    addon: () =>
      "It is another service's. Keep it, and give its address to the stage: `monolift secrets set NAME STAGE`.",
    cache: () =>
      "The cache is a table of the database. For another one, write CACHES in the settings, its address as a secret.",
    cdn: () =>
      "CloudFront is made by itself, for the function and the files. Rules of your own have no equal.",
    storages: () => "Static files and uploads have a storage each. For more, write STORAGES in the settings.",
    "bucket-options": () => "There is no key for options of a bucket.",
    mail: () => "There is no key for this option of SES.",
    "mail-received": () => "There is no key for receiving mail.",
    "django-settings": () => "Write it into the project's settings module.",
    logs: () => "Lines go to CloudWatch as they are printed. Levels are chosen in LOGGING, in the settings.",
    tags: () => "Everything is tagged with its project and stage. There is no key for more.",
    encryption: () => "AWS's own keys encrypt what is kept. There is no key for one of yours.",
    profile: () => "Say it with the call: `AWS_PROFILE=NAME monolift up STAGE`",
    plugin: () => "A plugin without an equal.",
    previews: () =>
      'Stages that begin alike have one table: `[stages."preview-*"]`, then `monolift up preview-NAME`.',
    "stage-renamed": ({ target }: AdviceFacts) =>
      `This stage is called ${target} here: lower-case letters, digits and hyphens, 20 at most.`,
    "stage-base": () =>
      "Other stages extend it, so it was taken as what they have in common and is no stage of its own.",
    "stage-left-out": () =>
      "Not made a stage: `local` is this machine, and another stage has the name already.",
    unknown: ({ nearest }: AdviceFacts) =>
      nearest === ""
        ? "Not a key that is known here, so nothing was made of it."
        : `Not a key that is known here, so nothing was made of it. Is ${nearest} meant?`,
    later: ({ target }: AdviceFacts) => `\`${target}\``,
    "own-build": () => "The code is packed and uploaded by itself.",
    "own-buckets": () => "Each stage has buckets of its own.",
    "own-certificate": () => "Certificate and DNS record follow from the domain.",
    "own-commands": () => "A function for commands is there in every stage: `monolift run STAGE -- COMMAND`",
    "own-database": () => "The stage's database gives its address by itself.",
    "own-detected": () => "Found in the project.",
    "own-door": () => "The door takes every path and method, and bodies of any type.",
    "own-endpoint": () => "AWS_ENDPOINT_URL is honoured.",
    "own-local": () => "`monolift up` without a stage runs everything on this machine.",
    "own-names": () => "Names follow from project and stage.",
    "own-release": () => "A step of every `monolift up`, before the new code serves.",
    "own-roles": () => "Each function has a role of its own, and keys to AWS are not needed.",
    "own-runtime": () => "Set by Lambda or by Monolift's runtime.",
    "own-scaling": () => "Lambda starts as many sandboxes as there are requests, and none without any.",
    "own-secret-key": () =>
      "Each stage makes a SECRET_KEY of its own. Where logins and signed links must stay good: `monolift secrets set SECRET_KEY STAGE`",
    "own-secrets": () => "Secrets are kept in SSM, encrypted; each stage has its own.",
    "own-server": () => "Monolift's runtime takes the place of the server.",
    "own-settings": () => "Laid over the project's settings, as each stage needs it.",
    "own-storage": () => "Static files and uploads are stored by itself, each in its place.",
    "own-versions": () => "Each release is a version; `monolift rollback STAGE` goes back to one.",
  },
};

export type InitReportWords = typeof initReportsEn;

/** What can be said of a key of another tool's file. Those that begin with `own-` need nothing to be done. */
export type ImportAdvice = keyof InitReportWords["advice"];
