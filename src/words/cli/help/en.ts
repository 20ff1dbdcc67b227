/** The help pages in English: the type that the other languages follow. Lines are broken by hand, at 76 columns. */
export const en = {
  tagline: "Monolift lifts a monolith into serverless: one small file, one command.",
  firstSteps: "Go to the folder of your Django project and type",
  headings: {
    usage: "Usage",
    verbs: "Verbs",
    arguments: "Arguments",
    options: "Options",
    examples: "Examples",
  },
  placeholders: {
    verb: "VERB",
    stage: "STAGE",
    target: "NAME/STAGE",
    command: "COMMAND…",
    file: "FILE",
    port: "NUMBER",
    time: "TIME",
    request: "ID",
    name: "NAME",
    options: "OPTIONS",
  },
  more: "monolift help --all shows every verb, monolift help up explains one.",
  oneVerb: "monolift help up explains one verb.",
  stage: 'which copy of the application; "local" (here) when left out',
  options: {
    json: "write the result as JSON to stdout, ask nothing",
    verbose: "show more: whole tracebacks, every log line",
    lang: "from now on speak English, Japanese or Korean",
    help: "show this help",
    helpAll: "show every verb",
    version: "show the version",
  },
  verbs: {
    up: {
      brief: "Start this project, or its new code, and print its address",
      description: [
        "Takes the project in this folder as it is. Bundles it with its dependencies,",
        "starts a small serverless platform and a PostgreSQL on this machine, migrates,",
        "and prints the address. Nothing in the project is edited, no account is needed.",
        "",
        "Run it again after a change. If the new code does not start, or a migration",
        "fails, the old release keeps serving.",
      ],
      flags: {
        from: "bring the rows of this SQLite file into the new database",
        refresh: "look for newer dependencies where no lock file pins them",
        port: "the port to listen on; by default one that stays the same",
      },
      examples: [
        { command: "monolift up", says: "start the project in this folder" },
        { command: "monolift up --from db.sqlite3", says: "and bring the rows of db.sqlite3 along" },
      ],
    },
    status: {
      brief: "Show what is running and how to reach it",
      description: [
        "Shows the address, the release, the functions with their memory and time limits,",
        "and where the database, uploaded files, e-mail and logs are.",
        "--json has the database's password too, for other tools on this machine.",
      ],
      flags: {},
      examples: [{ command: "monolift status", says: "the stage of this folder" }],
    },
    logs: {
      brief: "Show what the application printed, and its errors",
      description: ["Shows the latest log lines, oldest first."],
      flags: {
        follow: "keep going until ^C, line by line as they come",
        since: "from this time on: 10m, 2h, 3d, or 2026-05-01T09:00",
        errors: "only errors, with their tracebacks",
        request: "only the lines of one request",
        mail: "the e-mails that the application sent, instead",
      },
      examples: [
        { command: "monolift logs --follow", says: "watch while you click around" },
        { command: "monolift logs --errors --since 1h", says: "what went wrong in the last hour" },
        { command: "monolift logs --mail", says: "read the password reset that was “sent”" },
      ],
    },
    run: {
      brief: "Run a command of the framework, such as migrate",
      description: [
        "Runs a management command inside the lifted application, with its database and",
        "its settings. Write the command after --, as you would after manage.py.",
        "The exit code is the command's own.",
      ],
      flags: {},
      command: "the command and its arguments, as after manage.py",
      examples: [
        { command: "monolift run -- createsuperuser", says: "make yourself an account for the admin" },
        { command: "monolift run -- shell", says: "Python, with the application loaded" },
        { command: "monolift run -- showmigrations blog", says: "which migrations are applied" },
      ],
    },
    stop: {
      brief: "End the processes; the data stays",
      description: [
        "Ends everything that runs for the stage. Rows, uploaded files and e-mail stay;",
        "monolift up starts it again at the same address.",
      ],
      flags: {},
      examples: [{ command: "monolift stop", says: "stop the stage of this folder" }],
    },
    down: {
      brief: "Remove a stage, with everything that was made for it",
      description: [
        "First lists the data that would go: tables and rows, uploaded files, the last",
        "write. Then asks you to type the stage's name. At the end it looks again and",
        "says what is left, which is nothing. Your project's folder is never touched.",
      ],
      flags: {
        deleteData: "delete the data too, without asking",
        keepData: "remove everything but the data; up finds it again",
      },
      target: "the stage to remove; NAME/STAGE works from any folder",
      examples: [
        { command: "monolift down", says: "remove the stage of this folder" },
        { command: "monolift down blog/local", says: "remove it from anywhere, as list names it" },
        { command: "monolift down --delete-data", says: "without a question, for scripts" },
      ],
    },
    init: {
      brief: "Write monolift.toml, and start nothing",
      description: [
        "Looks at the project and writes the smallest file that works. You do not need",
        "this: monolift up writes the same file when there is none.",
      ],
      flags: { name: "the project's name; by default that of the folder" },
      examples: [{ command: "monolift init --name blog", says: 'a file with name = "blog"' }],
    },
    list: {
      brief: "List every stage on this machine",
      description: ["Shows each project's stages with size, last release and address."],
      flags: { orphans: "only those whose project folder is gone" },
      examples: [
        { command: "monolift list", says: "everything there is" },
        { command: "monolift list --orphans", says: "what can probably go" },
      ],
    },
    open: {
      brief: "Open the application in the browser",
      description: ["Opens the stage's address in the browser, and prints it."],
      flags: {},
      examples: [{ command: "monolift open", says: "the stage of this folder" }],
    },
    inspect: {
      brief: "Show what the application is made of, and its risks",
      description: [
        "Loads the application in its bundle and shows versions, routes, models, settings",
        "that are risky, settings that Monolift provides, and what will not run yet.",
        "--json has all of it.",
      ],
      flags: {
        routes: "the table of all routes, in the framework's order",
        refresh: "look again, even if nothing has changed",
      },
      examples: [{ command: "monolift inspect --routes", says: "which URL goes to which view" }],
    },
    help: {
      brief: "Explain Monolift, or one verb",
      description: ["Shows the verbs, or the page of one of them."],
      flags: { all: "show every verb" },
      verb: "the verb to explain",
      examples: [{ command: "monolift help up", says: "what up does and which options it has" }],
    },
  },
};

export type HelpWords = typeof en;
