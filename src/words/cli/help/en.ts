/** The help pages in English: the type that the other languages follow. Lines are broken by hand, at 76 columns. */
export const en = {
  tagline: "Monolift lifts a monolith into serverless: one small file, one command.",
  firstSteps: "Go to the folder of your Django project and type",
  headings: {
    usage: "Usage",
    verbs: "Verbs",
    subcommands: "Subcommands",
    arguments: "Arguments",
    options: "Options",
    examples: "Examples",
  },
  placeholders: {
    verb: "VERB",
    subcommand: "SUBCOMMAND",
    folder: "FOLDER",
    point: "NUMBER",
    stage: "STAGE",
    target: "NAME/STAGE",
    command: "COMMAND…",
    file: "FILE",
    paths: "PATH…",
    port: "NUMBER",
    time: "TIME",
    request: "ID",
    name: "NAME",
    release: "NUMBER",
    options: "OPTIONS",
  },
  more: "monolift help --all shows every verb, monolift help up explains one.",
  oneVerb: "monolift help up explains one verb.",
  oneSubcommand: (command: string): string => `monolift help ${command} explains one subcommand.`,
  stage: 'which copy of the application; "local" (here) when left out',
  options: {
    json: "write the result as JSON to stdout, ask nothing",
    verbose: "show more: whole tracebacks, every log line",
    lang: "from now on speak English, Japanese or Korean",
    help: "show this help",
    helpAll: "show every verb",
    version: "show the version",
    breakLock: "on AWS: take the place of a monolift that is gone",
    out: "write it to a file; by default to stdout",
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
        yesIrreversible: "agree to migrations that cannot be undone",
        newEmpty: "on AWS: begin with an empty database",
        from: "bring in the rows of a SQLite file, or copy a stage",
        refresh: "look for newer dependencies where no lock pins them",
        port: "the port to listen on; by default it stays the same",
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
    dev: {
      brief: "Serve each change at once, and show every request",
      description: [
        "Starts the project as up does, then watches the folder. Changed code is served in",
        "well under a second; what does not start is explained, and the code before it is",
        "served on. Shows each request: status, time, memory, whether its sandbox had to",
        "start, who answered; and what the application prints.",
        "",
        "Changed dependencies, migrations or a changed monolift.toml make a release.",
        "^C ends it: then the stage serves its release again.",
      ],
      flags: {},
      examples: [
        { command: "monolift dev", says: "work on the project in this folder" },
        { command: "monolift dev --json", says: "one line of JSON for each event" },
      ],
    },
    releases: {
      brief: "List the releases that are kept, and what moved",
      description: [
        "Shows each release that can be returned to: which one is live, when and by whom",
        "it was made, its commit, its size, its migrations, and what changed in it.",
        "Then a canary that is under way, and what moved: releases, rollbacks, canaries",
        "that went back.",
      ],
      flags: {},
      examples: [{ command: "monolift releases", says: "the stage of this folder" }],
    },
    rollback: {
      brief: "Return to an older release, at once",
      description: [
        "Starts one sandbox of the older release and then moves every request to it:",
        "its code and its configuration. Migrations stay applied, and are named. The",
        "next monolift up lifts what the folder says again.",
        "",
        "While a canary is under way, rollback ends it.",
      ],
      flags: {
        to: "the release to return to; by default the one before",
        withSecrets: "bring back the secrets of that release, too",
      },
      examples: [
        { command: "monolift rollback", says: "return to the release before" },
        { command: "monolift rollback --to 3", says: "return to release 3, as releases lists it" },
      ],
    },
    data: {
      brief: "Restore, export or import the rows and files of a stage",
      description: [
        "A restore point is a copy of a stage's rows and uploaded files. Monolift makes",
        "one before a migration that cannot be undone, and whenever rows are replaced.",
        "Five are kept.",
      ],
      examples: [
        { command: "monolift data points", says: "what can be brought back" },
        { command: "monolift data restore", says: "bring back what was before the migration" },
      ],
      subcommands: {
        restore: {
          brief: "Bring back the rows and files of a restore point",
          description: [
            "Says first what is lost: the rows and files of now, and those of the point. What",
            "was there becomes a restore point itself, so this can be undone the same way.",
            "At the end it says whether the code that is live fits the rows.",
          ],
          flags: {
            to: "by default the newest point that a migration made",
            yes: "do not ask",
          },
          examples: [
            { command: "monolift data restore", says: "undo what the last such migration did" },
            { command: "monolift data restore --to 3 --yes", says: "without a question, for scripts" },
          ],
        },
        points: {
          brief: "List the restore points of a stage",
          description: ["Shows when and why each was made, and the release whose code fits its rows."],
          examples: [{ command: "monolift data points", says: "the stage of this folder" }],
        },
        export: {
          brief: "Write the rows and files of a stage into a folder",
          description: [
            "All of one moment: each table as a CSV file, each uploaded file under its own",
            "name, and manifest.json, which says what there is. The folder holds everything",
            "your users have entrusted to you: keep it as safe as the database.",
          ],
          folder: "a folder that is empty, or not there yet",
          examples: [{ command: "monolift data export ../backup", says: "the stage of this folder" }],
        },
        import: {
          brief: "Bring an export's rows and files into a stage",
          description: [
            "The stage must have the migrations that the export was made with. Either all of",
            "it comes in or nothing changes.",
          ],
          folder: "a folder that monolift data export has written",
          flags: { replace: "replace what the stage has; a restore point is made first" },
          examples: [
            { command: "monolift data import ../backup preview-a", says: "into another stage" },
            { command: "monolift data import ../backup --replace", says: "in place of what is there" },
          ],
        },
      },
    },
    secrets: {
      brief: "Keep passwords and keys of a stage, apart from the code",
      description: [
        "Values of a stage that belong neither into the code nor into monolift.toml.",
        "The application gets them as environment variables when a process starts; they",
        "are in no bundle, no release and no log. A change is in effect at once, and no",
        "request fails meanwhile. Each change is a version: rollback --with-secrets",
        "goes back.",
      ],
      secret: "name of the secret, as the application reads it",
      examples: [
        { command: "monolift secrets set STRIPE_API_KEY", says: "asks for the value, unseen" },
        { command: "monolift secrets import .secrets", says: "take over what the project has" },
      ],
      subcommands: {
        set: {
          brief: "Give a secret its value",
          description: [
            "Asks for the value, or reads it from a pipe. It can't be an argument: other",
            "users of the machine can read those, and the shell remembers them.",
          ],
          flags: {},
          examples: [
            { command: "monolift secrets set API_KEY", says: "asks for the value, unseen" },
            { command: "monolift secrets set TLS_KEY < key.pem", says: "the value is the file's" },
          ],
        },
        get: {
          brief: "Print the value of a secret",
          description: ["Prints the value and nothing else."],
          flags: {},
          examples: [{ command: "monolift secrets get API_KEY | pbcopy", says: "into the clipboard" }],
        },
        list: {
          brief: "List the secrets, without their values",
          description: ["Shows when each was changed, where it is from, and as what it is used."],
          flags: {},
          examples: [{ command: "monolift secrets list", says: "the stage of this folder" }],
        },
        unset: {
          brief: "Remove a secret",
          description: ["Removes a secret. A SECRET_KEY of yours makes way for the generated one."],
          flags: {},
          examples: [{ command: "monolift secrets unset API_KEY", says: "remove it" }],
        },
        import: {
          brief: "Take over the values of files",
          description: [
            "Reads .env files, JSON files, and folders with a base.json and a JSON file for",
            "each environment, of which the one that fits the stage is taken. Nested keys are",
            "joined: DATABASES__default__NAME. The files stay as they are.",
            "",
            'With mode = "files" in the table [secrets] of monolift.toml, JSON files are put',
            "back at the paths where the project opens them.",
          ],
          paths: "files or folders to read",
          flags: {
            environment: "whose file to take, for instance production",
            stage: 'the stage that gets them; "local" when left out',
          },
          examples: [
            { command: "monolift secrets import .env", says: "each line is a secret" },
            { command: "monolift secrets import keys --environment qa", says: "base.json, then that one" },
          ],
        },
      },
    },
    init: {
      brief: "Write monolift.toml, and start nothing",
      description: [
        "Looks at the project and writes the smallest file that works. You do not",
        "need this: monolift up writes the same file when there is none.",
        "",
        "Where another tool has a file there, this takes over what it says and lists",
        "what has no equal: pocket.toml, zappa_settings.json, serverless.yml (with",
        "serverless-wsgi) or a Procfile. None of them is changed or run.",
      ],
      flags: {
        name: "the project's name; by default that of the folder",
        import: "the file to take over; by default the first one found",
      },
      examples: [
        { command: "monolift init --name blog", says: 'a file with name = "blog"' },
        { command: "monolift init --import Procfile", says: "what that file says" },
      ],
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
        routes: "the table of all routes, by app",
        openapi: "the API as OpenAPI 3, in JSON",
        graphql: "the SDL of the GraphQL schemas",
        refresh: "look again, even if nothing has changed",
      },
      examples: [
        { command: "monolift inspect --routes", says: "which URL goes to which view" },
        { command: "monolift inspect --openapi --out api.json", says: "the API, for other tools" },
      ],
    },
    erd: {
      brief: "Draw the models, their fields and relations",
      description: [
        "Loads the application in its bundle and draws its models by app, as one SVG that",
        "opens in any browser. The same models give the same picture. On a terminal it goes",
        "to a file whose name is shown.",
      ],
      flags: {
        against: "mark what is new, gone or changed since a release",
        format: "SVG, or text that GitHub draws",
      },
      examples: [
        { command: "monolift erd --out models.svg", says: "the models of this folder" },
        { command: "monolift erd --against 3", says: "and what has changed since release 3" },
        { command: "monolift erd --format mermaid", says: "for a README" },
      ],
    },
    map: {
      brief: "Draw how a request finds its way, and what it uses",
      description: [
        "Draws one SVG that opens in any browser: from the request by the door and the",
        "routes to the function, and on to database, buckets, secret and mailbox. Below it",
        "stands every route, by app. On a terminal it goes to a file whose name is shown.",
      ],
      flags: {},
      examples: [
        { command: "monolift map production", says: "as the stage production is planned" },
        { command: "monolift map --against 3", says: "and what has changed since release 3" },
      ],
    },
    diff: {
      brief: "Show what up would do, without doing it",
      description: [
        "Compares the folder with the live release: code, dependencies, configuration,",
        "resources, routes, models, migrations, risks. Nothing is started, made or",
        "changed; the database is asked for its migrations only while the stage serves.",
        "",
        "For a stage on AWS it says what becomes of each resource, whether that can be",
        "undone, whether requests fail meanwhile, and what a month costs while idle.",
      ],
      flags: {
        exitCode: "exit with 1 when something would change",
        newEmpty: "compare although it would begin with an empty database",
      },
      examples: [
        { command: "monolift diff", says: "before monolift up" },
        { command: "monolift diff --exit-code", says: "for scripts: is there anything to lift?" },
      ],
    },
    doctor: {
      brief: "Say what would go wrong on AWS, and what is dangerous",
      description: [
        "Loads the application in its bundle, and looks at its files: containers, servers,",
        "requirements, what git keeps. Each finding says what, where, why and how to mend",
        "it. Nothing is changed or started. The exit code is 1 when there is an error.",
        "",
        "For a stage on AWS it also says who you are there, and what you may not do.",
      ],
      flags: {
        cold: "measure cold starts instead, and what they import",
        out: "where the picture of --cold is written",
      },
      examples: [
        { command: "monolift doctor", says: "look at the project in this folder" },
        { command: "monolift doctor --json", says: "with codes, for a check of changes" },
        { command: "monolift doctor production", says: "with the account that it is lifted to" },
        { command: "monolift doctor --cold", says: "what a cold start waits for" },
      ],
    },
    help: {
      brief: "Explain Monolift, or one verb",
      description: ["Shows the verbs, or the page of one of them."],
      flags: { all: "show every verb" },
      verb: "the verb to explain",
      subcommand: "and one of its subcommands",
      examples: [{ command: "monolift help up", says: "what up does and which options it has" }],
    },
  },
};

export type HelpWords = typeof en;
