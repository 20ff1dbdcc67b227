import { sortByService } from "./sort-by-service.ts";

/** A number with its noun: `1 file`, `1,204 files`. */
const count = (amount: number, one: string, many = `${one}s`): string =>
  `${amount.toLocaleString("en")} ${amount === 1 ? one : many}`;

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

/** What is found, why it fails on AWS or is dangerous, and what mends it; the type that the other languages follow. */
export const en = {
  // settings
  DEBUG_ON: ({ settingsModule }: { settingsModule: string }) => ({
    what: `\`DEBUG\` is on in \`${settingsModule}\`.`,
    why: "A page that fails shows settings and source code to everybody who can reach it, and Django remembers every query of a sandbox's life.",
    fix: 'Take it from the environment, off by default: `DEBUG = os.environ.get("DEBUG") == "1"`.',
  }),
  DATABASE_IN_FILE: ({
    setting,
    file,
    isProvided,
  }: {
    setting: string;
    file: string;
    isProvided: boolean;
  }) => ({
    what: `\`${setting}\` is a SQLite file: ${file}.`,
    why: isProvided
      ? "Each sandbox on AWS has a disk of its own that is lost with it. Monolift gives the application PostgreSQL instead; the rows of the file do not come by themselves."
      : "Each sandbox on AWS has a disk of its own that is lost with it: rows differ from request to request, and every release begins without them.",
    fix: isProvided
      ? `If the rows matter, bring them once: \`monolift up --from ${file}\`.`
      : 'Point the setting to a server, or let Monolift give one: `[database] engine = "postgres"`.',
  }),
  MEDIA_ON_DISK: ({
    folder,
    isProvided,
    needsDebug,
  }: {
    folder: string;
    isProvided: boolean;
    needsDebug: boolean;
  }) => ({
    what: `Uploaded files go to a folder: ${folder}${needsDebug ? "; `static()` in the URLconf serves them, but only while `DEBUG` is on" : ""}.`,
    why: isProvided
      ? "On AWS code is read-only and no disk is shared. Monolift keeps uploads in a bucket and serves them at `MEDIA_URL`; the files of the folder do not come by themselves."
      : "On AWS code is read-only and `/tmp` is one sandbox's own: an upload fails, or is gone at the next request.",
    fix: isProvided
      ? "If the files matter, copy them into the bucket; `monolift status --json` says how it is reached."
      : 'Use a storage of S3 (`django-storages`), in `STORAGES["default"]`.',
  }),
  SECRET_KEY_GENERATED: ({ isProvided }: { isProvided: boolean }) => ({
    what: "`SECRET_KEY` is made anew whenever the settings are imported.",
    why: isProvided
      ? "Each sandbox would have another key, and sessions of one would be unknown to the next. Monolift gives the stage one key that lasts."
      : "Each sandbox has another key: sessions, password links and signed cookies of one are refused by the next.",
    fix: "Take it from the environment, and keep its value in a secret.",
  }),
  SECRET_KEY_IN_CODE: ({ isStartproject }: { isStartproject: boolean }) => ({
    what: isStartproject
      ? "`SECRET_KEY` is the insecure one that `startproject` wrote."
      : "`SECRET_KEY` is written in the source code.",
    why: "Everybody who can read the repository can sign a session as anybody.",
    fix: "Make another key, keep it in a secret and take it from the environment. Sessions of the old key end; `SECRET_KEY_FALLBACKS` lets them run out.",
  }),
  TOKENS_SIGNED_WITH_SECRET_KEY: ({ what }: { what: string }) => ({
    what: `\`${what}\` signs tokens with \`SECRET_KEY\`.`,
    why: "A stage with another key refuses every token that is out, and a token's key cannot be changed without ending all sessions, too.",
    fix: "Give tokens a key of their own, kept in a secret (`SIGNING_KEY` of Simple JWT).",
  }),
  HOSTS_WRITTEN: ({ hosts }: { hosts: readonly string[] }) => ({
    what: `\`ALLOWED_HOSTS\` names its hosts in the code: ${hosts.join(", ")}.`,
    why: "A stage has an address of its own. Monolift adds it, other ways of deploying answer 400 there.",
    fix: "Take the hosts from the environment.",
  }),
  CORS_LOCAL_ONLY: ({ origins }: { origins: readonly string[] }) => ({
    what: `Only pages of this machine may call the application: ${origins.join(", ")}.`,
    why: "A front end that is served from its own address is refused by the browser.",
    fix: "Take the allowed origins from the environment, and name the front end's.",
  }),
  REDIRECT_TO_LOCALHOST: ({ addresses }: { addresses: readonly string[] }) => ({
    what: `A browser is sent back to this machine: ${addresses.join(", ")}.`,
    why: "After signing in elsewhere, visitors come to their own machine and not to the application.",
    fix: "Build the address from the request (`request.build_absolute_uri`), and register it with the provider.",
  }),
  METADATA_ASKED: ({ address, isAtImport }: { address: string; isAtImport: boolean }) => ({
    what: isAtImport
      ? `Importing the application asks the metadata service of EC2 or ECS (${address}).`
      : `The code knows the metadata service of EC2 or ECS (${address}).`,
    why: "Lambda has none. The call waits until it gives up, in each cold start, and what it was to say is missing.",
    fix: "Remove it: for `ALLOWED_HOSTS`, health checks of a load balancer come no more, and Monolift adds the stage's own address.",
  }),
  CACHE_LOCAL: ({ setting, isProvided }: { setting: string; isProvided: boolean }) => ({
    what: `\`${setting}\` is kept in each process or on its disk.`,
    why: isProvided
      ? "Every sandbox would have a cache of its own. Monolift keeps it in a table of the stage's database."
      : "Every sandbox has a cache of its own: what one request puts into it the next may not find.",
    fix: isProvided
      ? "Nothing, or choose a shared cache yourself."
      : "Use Django's database cache, Redis or Memcached.",
  }),
  SESSIONS_LOCAL: ({ engine, isProvided }: { engine: string; isProvided: boolean }) => ({
    what: `Sessions are kept in each process or on its disk (\`${engine}\`).`,
    why: isProvided
      ? "Visitors would be logged out whenever another sandbox answers. Monolift keeps sessions in the stage's database."
      : "Visitors are logged out whenever another sandbox answers.",
    fix: isProvided
      ? "Nothing; without a setting, Django keeps sessions in the database."
      : "Keep them in the database: remove `SESSION_ENGINE`.",
  }),
  CHANNELS_LOCAL: ({ setting }: { setting: string }) => ({
    what: `\`${setting}\` is kept in each process.`,
    why: "What one sandbox sends no other receives.",
    fix: "Do without groups, or use a server that all sandboxes reach.",
  }),
  MAIL_LOCAL: ({ host, isProvided }: { host: string; isProvided: boolean }) => ({
    what: `E-mail goes to ${host}.`,
    why: isProvided
      ? "No mail server runs beside a function. Monolift keeps e-mail of a local stage in a mailbox: `monolift logs --mail`."
      : "No mail server runs beside a function: sending fails, and the request with it.",
    fix: "For real e-mail write a `from` into `[mail]` of a stage on AWS: SES then sends it. Or choose a service of your own, as with Anymail.",
  }),
  SERVICE_ON_LOCALHOST: ({ setting, address }: { setting: string; address: string }) => ({
    what: `\`${setting}\` is on this machine: ${address}.`,
    why: "Nothing runs beside a function: the connection is refused, and the request fails.",
    fix: "Take the address from the environment, and name a server that AWS can reach.",
  }),
  LOG_FILE: ({ files, isProvided }: { files: readonly string[]; isProvided: boolean }) => ({
    what: `\`LOGGING\` writes to files: ${files.join(", ")}.`,
    why: isProvided
      ? "Code is read-only on AWS. Monolift sends these lines to stderr, which `monolift logs` shows."
      : "Code is read-only on AWS, and `/tmp` is lost with its sandbox: the application does not start, or the lines are gone.",
    fix: "Log to stderr with `logging.StreamHandler`.",
  }),
  // the repository and its images
  SECRETS_COMMITTED: ({ files, more }: { files: readonly string[]; more: number }) => ({
    what: `Files with secrets are in the repository: ${files.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`,
    why: "Whoever has a copy of the repository has them, and its history keeps them.",
    fix: "Take them out (`git rm --cached FILE`), add them to `.gitignore`, and change every secret in them.",
  }),
  DATABASES_COMMITTED: ({ files }: { files: readonly string[] }) => ({
    what: `A database is in the repository: ${files.join(", ")}.`,
    why: "Its rows, accounts and password hashes too, are in every copy of the repository. It is not bundled.",
    fix: "Take it out (`git rm --cached FILE`) and add it to `.gitignore`.",
  }),
  MEDIA_COMMITTED: ({ folder, files }: { folder: string; files: number }) => ({
    what: `${count(files, "uploaded file")} in ${folder} ${files === 1 ? "is" : "are"} in the repository.`,
    why: "Visitors' files are in every copy of it, and a release never brings them along.",
    fix: `Take them out (\`git rm -r --cached ${folder}\`) and add the folder to \`.gitignore\`.`,
  }),
  SECRETS_IN_IMAGE: ({ files }: { files: readonly string[] }) => ({
    what: `This line copies files with secrets into an image: ${files.join(", ")}.`,
    why: "Whoever can pull the image can read them, in each of its layers.",
    fix: "Name them in `.dockerignore`. Monolift does not use the image, and never copies these files.",
  }),
  SERVER_FILES_IGNORED: ({ files }: { files: readonly string[] }) => ({
    what: `Servers are configured that do not run on AWS: ${files.join(", ")}.`,
    why: "A function answers events itself: what these files say of workers, time limits, headers, redirects or static files does not hold.",
    fix: "Look whether they do something that the application relies on; workers are `concurrency` in `monolift.toml`.",
  }),
  TIME_LIMIT_LONG: ({
    name,
    seconds,
    limitSeconds,
  }: {
    name: string;
    seconds: number;
    limitSeconds: number;
  }) => ({
    what: `A server waits ${seconds} s for an answer (\`${name}\`).`,
    why: `API Gateway ends a request after ${limitSeconds} s unless its quota is raised, CloudFront after 30 s unless it is told otherwise (120 at most), a function after 900.`,
    fix: "Do what takes longer outside the request, and let the page ask for the result.",
  }),
  UPLOADS_LARGE: ({ megabytes, limitMb }: { megabytes: number; limitMb: number }) => ({
    what: `Requests of up to ${megabytes} MB are let through.`,
    why: `A function takes ${limitMb} MB with base64, some 4.5 MB of binary: a larger upload is answered with 413.`,
    fix: "Send large files straight to the bucket.",
  }),
  // packages and Python
  APPS_MISSING: ({ apps }: { apps: readonly string[] }) => ({
    what: `\`INSTALLED_APPS\` names what is not installed: ${code(apps)}.`,
    why: "Django refuses to start without each of them.",
    fix: "Add their packages to the requirements that are installed, or take them out of the settings that are lifted.",
  }),
  APPS_NOT_REQUIRED: ({
    apps,
    file,
  }: {
    apps: readonly { app: string; package: string }[];
    file: string;
  }) => ({
    what: `${file} lacks what \`INSTALLED_APPS\` names: ${apps.map((one) => `\`${one.app}\` (${one.package})`).join(", ")}.`,
    why: "With these requirements Django does not start.",
    fix: `Add the packages to ${file}, or take the apps out of the settings for production.`,
  }),
  TEST_PACKAGES_REQUIRED: ({ packages }: { packages: readonly string[] }) => ({
    what: `Packages for tests are installed: ${packages.join(", ")}.`,
    why: "They go into the function, count to its 250 MB and slow each deployment.",
    fix: "Keep them in requirements for development.",
  }),
  PACKAGE_LARGE: ({
    megabytes,
    zipMb,
    imageMb,
    largest,
    kind,
  }: {
    megabytes: number;
    zipMb: number;
    imageMb: number;
    largest: readonly { name: string; megabytes: number }[];
    kind: "near" | "image" | "too-large";
  }) => ({
    what: `The bundle takes ${megabytes.toLocaleString("en")} MB unpacked; largest: ${largest.map((one) => `${one.name} ${one.megabytes} MB`).join(", ")}.`,
    why: {
      near: `A function's zip may take ${zipMb} MB with its layers. It still fits.`,
      image: `A function's zip may take ${zipMb} MB with its layers, so this becomes a container image, whose first starts are slower.`,
      "too-large": `A container image may take ${imageMb.toLocaleString("en")} MB, so this fits nowhere.`,
    }[kind],
    fix: "Look whether all of the largest are needed; some have a smaller relative (`opencv-python-headless`, `psycopg[binary]`, CPU builds of `torch`).",
  }),
  PACKAGES_WITHOUT_WHEEL: ({
    packages,
    python,
    architecture,
  }: {
    packages: readonly { name: string; version: string | null }[];
    python: string;
    architecture: string;
  }) => ({
    what: `Packages have no wheel for Lambda's Python ${python} on ${architecture}: ${packages.map(({ name, version }) => (version === null ? name : `${name} ${version}`)).join(", ")}.`,
    why: "They have to be compiled for the machine that they run on, and that is not this one: `up` stops there.",
    fix: "Ask for a version that has such a wheel; or build it on a machine of that kind and name it in `app.vendor`; or take another Python (`app.python`) or the other architecture.",
  }),
  PACKAGES_BUILT_HERE: ({ packages }: { packages: readonly string[] }) => ({
    what: `Packages were compiled on this machine, since there is no wheel: ${packages.join(", ")}.`,
    why: "What was linked here is of this machine's Linux and processor, and may not load on AWS.",
    fix: "Take a version that has wheels for Linux, or build on the image of Lambda.",
  }),
  PACKAGES_NEED_NEWER_LINUX: ({
    packages,
    python,
    glibc,
  }: {
    packages: readonly { name: string; glibc: string }[];
    python: string;
    glibc: string;
  }) => ({
    what: `Wheels need a newer Linux than Lambda has: ${packages.map((one) => `${one.name} (glibc ${one.glibc})`).join(", ")}.`,
    why: `Python ${python} of Lambda has glibc ${glibc}: the versions that are chosen here do not load there. On AWS older ones are taken where your requirements allow.`,
    fix: "Use a newer Python (from 3.12 on Lambda has glibc 2.34), or older versions of the packages.",
  }),
  PYTHON_NOT_OFFERED: ({ python, oldest, newest }: { python: string; oldest: string; newest: string }) => ({
    what: `Python ${python} is no managed runtime of Lambda.`,
    why: `AWS offers ${oldest} to ${newest}. Any other needs a container image that you keep up to date yourself.`,
    fix: `Choose one of them, in \`.python-version\` or as \`app.python\` in \`monolift.toml\`.`,
  }),
  PYTHON_ENDS: ({ python, date, isOver }: { python: string; date: string; isOver: boolean }) => ({
    what: isOver
      ? `Lambda has not supported Python ${python} since ${date}.`
      : `Lambda supports Python ${python} until ${date}.`,
    why: "From then on there are no more security updates; some weeks later functions can no longer be made, nor updated.",
    fix: "Move to a newer Python.",
  }),
  LIBRARIES_NEEDED: ({ needs }: { needs: readonly { by: string; library: string }[] }) => ({
    what: `Libraries of the system are needed: ${needs.map((one) => `${one.library} (${one.by})`).join(", ")}.`,
    why: "Lambda's Linux has none of them, and a zip cannot install any.",
    fix: "Bring them in a layer or a container image, or take a package that carries its own.",
  }),
  PROGRAMS_NEEDED: ({ programs }: { programs: readonly string[] }) => ({
    what: `Programs are run that Lambda's Linux does not have: ${code(programs)}.`,
    why: "The call fails with `FileNotFoundError`.",
    fix: "Bring them in a layer or a container image, or do the work with a Python package.",
  }),
  // work outside of requests
  CRON_DECLARED: ({ package: name, jobs }: { package: string; jobs: number | null }) => ({
    what:
      jobs === 0
        ? `\`${name}\` is installed as an app, and has nothing to run.`
        : `\`${name}\` runs work at set times${jobs === null ? "" : `: ${count(jobs, "job")}`}.`,
    why:
      jobs === 0
        ? "It is loaded in each cold start for nothing."
        : "There is no crontab and no process that goes on on AWS: nothing runs at these times.",
    fix: jobs === 0 ? "Remove it." : "Run the same work as a command, from a schedule of EventBridge.",
  }),
  TASKS_NOT_EXECUTED: ({
    tasks,
    schedules,
    broker,
    isLocal,
  }: {
    tasks: number;
    schedules: number;
    broker: string | null;
    isLocal: boolean;
  }) => ({
    what: [
      ...(tasks > 0
        ? [`${count(tasks, "background task is", "background tasks are")} not executed yet`]
        : []),
      ...(schedules > 0 ? [`${count(schedules, "schedule is", "schedules are")} not started yet`] : []),
      ...(broker === null ? [] : [`the broker is ${broker}`]),
    ]
      .join("; ")
      .replace(/^./, (letter) => letter.toUpperCase())
      .concat("."),
    why: isLocal
      ? "No worker goes on beside a function, and no broker runs there: sending a task fails, and the request with it."
      : "No worker goes on beside a function: a task that is sent stays in the queue.",
    fix: "Until Monolift runs them, let a worker run elsewhere, or have them done at once (`CELERY_TASK_ALWAYS_EAGER`).",
  }),
  TASK_TIME_LIMIT_LONG: ({ setting, seconds }: { setting: string; seconds: number }) => ({
    what: `A task may take ${seconds} s (\`${setting}\`).`,
    why: "A function ends after 900 s at most.",
    fix: "Divide the work into tasks that are shorter.",
  }),
  SERVICE_UNUSED: ({ packages }: { packages: readonly string[] }) => ({
    what: `Required and used by nothing that is imported: ${packages.join(", ")}.`,
    why: "They go into the function and slow its deployment.",
    fix: "Remove them from the requirements.",
  }),
  WEBSOCKETS: ({ routes }: { routes: number }) => ({
    what: `${count(routes, "route is", "routes are")} for WebSockets.`,
    why: "A function answers one request and is frozen: Function URLs speak HTTP only. These are answered with 501.",
    fix: "Ask again from the page every few seconds, or serve them elsewhere.",
  }),
  THREADS_AT_IMPORT: ({ functions }: { functions: readonly string[] }) => ({
    what: `Importing the application starts threads: ${code(functions)}.`,
    why: "Between two requests a function is frozen, and threads with it; they begin again in each sandbox.",
    fix: "Do the work within a request, or as a command that is run at set times.",
  }),
  THREADS_LEFT: () => ({
    what: "Threads are started that nothing waits for.",
    why: "After the answer the function is frozen: what is not done then goes on with the next request, minutes later or never.",
    fix: "Wait for them (`join()`) before answering.",
  }),
  PROCESSES_AT_IMPORT: ({ commands }: { commands: readonly string[] }) => ({
    what: `Importing the application runs programs: ${code(commands)}.`,
    why: "Each cold start waits for them, and Lambda's Linux has few programs (no git).",
    fix: "Do it when the bundle is made and keep the result in a file, or take it from the environment.",
  }),
  NETWORK_AT_IMPORT: ({ addresses }: { addresses: readonly string[] }) => ({
    what: `Importing the application connects to ${addresses.join(", ")}.`,
    why: "Each cold start waits for it, and does not end well where the address is not reached; the init phase has 10 s.",
    fix: "Connect when it is first needed, within a request.",
  }),
  SEMAPHORES: ({ names }: { names: readonly string[] }) => ({
    what: `${code(names)} need shared memory.`,
    why: "Lambda has no `/dev/shm`: they fail with `OSError: [Errno 38] Function not implemented`.",
    fix: "Use threads (`ThreadPoolExecutor`), or `Process` with `Pipe`.",
  }),
  FILES_WRITTEN_AT_IMPORT: ({ files }: { files: readonly string[] }) => ({
    what: `Importing the application writes files: ${files.join(", ")}.`,
    why: "Code is read-only on AWS, so that the import fails with `EROFS` and the application does not start.",
    fix: "Write below `/tmp`, or not at all.",
  }),
  FILES_WRITTEN: ({ paths }: { paths: readonly string[] }) => ({
    what: `Files beside the code are opened for writing: ${code(paths)}.`,
    why: "Code is read-only on AWS: it fails with `EROFS`.",
    fix: "Keep what must last with `default_storage`, and the rest below `/tmp` (`tempfile`).",
  }),
  START_UP_DATA: ({ methods }: { methods: readonly string[] }) => ({
    what: `These make rows, and no code calls them: ${code(methods)}.`,
    why: "Where the application needs these rows, somebody has to call this once on each stage's database.",
    fix: "Make a data migration of it (`RunPython`), or a command: `monolift run -- COMMAND`.",
  }),
  // the account
  AWS_NOT_REACHED: ({
    stage,
    why,
    message,
  }: {
    stage: string;
    why: "region" | "credentials" | "refused" | "unreachable";
    message: string;
  }) => ({
    what: {
      region: `Nothing says which Region ${stage} is to live in.`,
      credentials: "No AWS credentials were found on this machine.",
      refused: "AWS does not accept the credentials.",
      unreachable: "AWS does not answer.",
    }[why],
    why: `Who you are, and what you may do, could not be asked${message === "" ? "" : `: ${message}`}.`,
    fix: {
      region: `Write \`region = "us-east-1"\` (or one near your users) into [stages.${stage}], or set \`AWS_REGION\`.`,
      credentials: "Log in with `aws sso login` or `aws configure`, or name a profile by `AWS_PROFILE`.",
      refused: "Log in again (`aws sso login`), or check the keys and the clock of this machine.",
      unreachable: "Check the network, a proxy, the name of the Region, and `AWS_ENDPOINT_URL` if it is set.",
    }[why],
  }),
  AWS_CALLER: ({ caller, account, region }: { caller: string; account: string; region: string }) => ({
    what: `You are ${caller}.`,
    why: `The account is ${account}, and the Region ${region}.`,
    fix: "If it is another one that you mean, name its profile by `AWS_PROFILE`.",
  }),
  AWS_ACCOUNT_WRONG: ({
    stage,
    wanted,
    account,
    caller,
  }: {
    stage: string;
    wanted: string;
    account: string;
    caller: string;
  }) => ({
    what: `The stage ${stage} lives in the account ${wanted}, and your credentials are of ${account}.`,
    why: `\`up\` stops there, so that ${caller} does not make a second stage.`,
    fix: `Take credentials of ${wanted}, for instance by \`AWS_PROFILE\`.`,
  }),
  AWS_RIGHTS_MISSING: ({ caller, actions }: { caller: string; actions: readonly string[] }) => ({
    what: `${count(actions.length, "action is", "actions are")} not allowed to you that the stage needs: ${code(actions)}.`,
    why: `IAM says so of ${caller}. The step that needs one of them fails; what policies of single buckets or roles allow is not counted.`,
    fix: "Have whoever looks after the account allow them, or take another profile (`AWS_PROFILE`).",
  }),
  AWS_RIGHTS_NOT_ASKED: ({ caller, actions }: { caller: string; actions: readonly string[] }) => ({
    what: "Which rights you have could not be asked.",
    why: `${caller} may not ask IAM (\`iam:SimulatePrincipalPolicy\`), or is not somebody whom IAM has policies of.`,
    fix: `If a step is refused, these are needed: ${code(sortByService(actions))}.`,
  }),
  AWS_CONCURRENCY_LOW: ({ limit, wanted }: { limit: number; wanted: number }) => ({
    what: `The account lets all functions together serve ${count(limit, "request")} at a time; this stage's may serve ${wanted}.`,
    why: "New accounts begin with 10. What comes beyond is answered with 429, also that of your other stages, and commands wait with it.",
    fix: "Ask AWS for more, which costs nothing: Service Quotas, AWS Lambda, “Concurrent executions”.",
  }),
};

export type FindingWords = typeof en;
