import type { NeonLimit } from "./neon-limit.ts";

const site = "https://console.neon.tech";

const limitWords: Record<NeonLimit, { readonly name: string; readonly fix: string }> = {
  "project-count": {
    name: "projects of the account",
    fix: `Remove a project that is no longer needed (${site}), or take a larger plan.`,
  },
  "branch-count": {
    name: "branches of the project",
    fix: "Remove a preview or another stage that is no longer needed (`monolift down STAGE`), or a restore point, or take a larger plan. Each stage and each restore point is a branch.",
  },
  "compute-count": {
    name: "computes that run at once",
    fix: "Wait five minutes until a database that nobody uses sleeps, or remove a stage that is no longer needed.",
  },
  "compute-time": {
    name: "compute time of this month",
    fix: `Databases wake again when the month begins anew. To go on today, take a larger plan (${site}).`,
  },
  "storage-size": {
    name: "storage",
    fix: "Delete rows, restore points or stages that are no longer needed, or take a larger plan.",
  },
  "transfer-size": {
    name: "data transfer of this month",
    fix: `It begins anew with the month. To go on today, take a larger plan (${site}).`,
  },
  "any-other": { name: "something of the plan", fix: `Its words below say what. Plans: ${site}.` },
};

/** What is said of databases, in English: the type that the other languages follow. */
export const databasesEn = {
  errors: {
    NEON_KEY_MISSING: (facts: { file: string }) => ({
      cause: `The database is to be at Neon, and there is no API key of Neon: neither NEON_API_KEY is set nor is there one in ${facts.file}.`,
      fix: `Make a key at ${site}/app/settings/api-keys. Run the command in a terminal, which asks for it once, or set NEON_API_KEY. It never goes into the project.`,
    }),
    NEON_KEY_REFUSED: (facts: { from: "environment" | "file" | "answer"; file: string }) => ({
      cause: `Neon does not accept the API key ${{ environment: "in NEON_API_KEY", file: `in ${facts.file}`, answer: "that was entered" }[facts.from]}: it was revoked, or not copied whole.`,
      fix: `Make another at ${site}/app/settings/api-keys${{ environment: " and set NEON_API_KEY to it", file: `, delete ${facts.file}, and run the command again in a terminal`, answer: " and enter that one" }[facts.from]}.`,
    }),
    NEON_NOT_ALLOWED: (facts: { operation: string; message: string }) => ({
      cause: `The API key may not do this at Neon (${facts.operation}): ${facts.message}`,
      fix: "Use a key of a member of the organization who may make projects, or a key of the organization itself. A key for one project cannot make another.",
    }),
    NEON_ORGANIZATION_UNCLEAR: (facts: {
      organizations: readonly { readonly id: string; readonly name: string }[];
    }) => ({
      cause: `The API key belongs to several organizations at Neon: ${facts.organizations.map(({ id, name }) => `${name} (${id})`).join(", ")}.`,
      fix: `Say which one is to have the database, in monolift.toml: [database] organization = "${facts.organizations[0]?.id ?? "org-…"}". Or use a key of that organization.`,
    }),
    NEON_PROJECT_NOT_FOUND: (facts: { project: string }) => ({
      cause: `There is no project ${facts.project} at Neon that this API key can see.`,
      fix: `Correct [database] project, or take it out: then the project is found by its name. ${site} shows the ids.`,
    }),
    NEON_PROJECT_NOT_OURS: (facts: { name: string; id: string; branch: string }) => ({
      cause: `Neon's project ${facts.name} (${facts.id}) was not made by Monolift: it has no root branch called "${facts.branch}". Nothing was changed in it.`,
      fix: 'To use a database that is there already, write database = "url" and give its address with `monolift secrets set DATABASE_URL STAGE`. Otherwise give that project another name at Neon.',
    }),
    NEON_PROJECTS_ALIKE: (facts: { name: string; ids: readonly string[] }) => ({
      cause: `Neon has several projects called ${facts.name}: ${facts.ids.join(", ")}. Which of them has the data cannot be told by the name.`,
      fix: `Write the id of the right one into monolift.toml: [database] project = "${facts.ids[0] ?? "…"}". Then remove the others at ${site}.`,
    }),
    NEON_BRANCH_OF_ANOTHER: (facts: { project: string; stage: string; owner: string }) => ({
      cause: `Neon's project ${facts.project} has a database of a stage ${facts.stage} already, and it belongs to another AWS account (${facts.owner}). It was not touched.`,
      fix: "Give this project another name in monolift.toml, or use a key of another organization at Neon.",
    }),
    NEON_BRANCH_RENAMED: (facts: { project: string; stage: string; branch: string }) => ({
      cause: `The database of ${facts.stage} has another name at Neon: its branch in the project ${facts.project} is called "${facts.branch}". A new, empty one was not made beside it.`,
      fix: `Rename that branch to "${facts.stage}" at ${site}. If its rows are not needed any more, delete it there: then the next \`monolift up ${facts.stage}\` makes an empty one.`,
    }),
    NEON_NOTHING_TO_COPY: (facts: { stage: string; from: string }) => ({
      cause: `The database of ${facts.stage} is to begin as a copy of ${facts.from}, and ${facts.from} has no database at Neon.`,
      fix: `Lift ${facts.from} first (\`monolift up ${facts.from}\`), or name another stage.`,
    }),
    NEON_LIMIT: (facts: { limit: NeonLimit; message: string }) => ({
      cause: `Neon's plan allows no more: ${limitWords[facts.limit].name} (${facts.message}).`,
      fix: limitWords[facts.limit].fix,
    }),
    NEON_REFUSED: (facts: { operation: string; status: number; message: string }) => ({
      cause: `Neon refused ${facts.operation} with ${facts.status}: ${facts.message}`,
      fix: "Mend what Neon names, then run the command again: it goes on where it stopped.",
    }),
    NEON_UNREACHABLE: (facts: { operation: string; reason: string }) => ({
      cause: `Neon gave no answer to ${facts.operation}: ${facts.reason}`,
      fix: "Run the command again when the network is there and https://neonstatus.com reports nothing: it first looks what exists, so that nothing is made twice.",
    }),
    NEON_BUSY: (facts: { operation: string; seconds: number }) => ({
      cause: `Neon has been working on this project for ${facts.seconds} seconds and took no ${facts.operation} meanwhile.`,
      fix: "Somebody else may be lifting a stage of the same project. Run the command again in a minute.",
    }),
    NEON_TOO_MANY_REQUESTS: (facts: { seconds: number }) => ({
      cause: `Neon takes no more requests of this account for now; it was asked to wait for ${facts.seconds} seconds.`,
      fix: "Run the command again in a few minutes. Neon allows 700 requests a minute to all programs of an account together.",
    }),
    NEON_OPERATION_FAILED: (facts: { action: string; status: string; message: string }) => ({
      cause: `Neon began ${facts.action} and it ended as "${facts.status}"${facts.message === "" ? "" : `: ${facts.message}`}.`,
      fix: `Run the command again: what is there is used. If it fails again, ${site} shows the project's operations, and Neon's support can mend them.`,
    }),
    NEON_SLOW: (facts: { actions: readonly string[]; seconds: number }) => ({
      cause: `Neon has not finished after ${facts.seconds} seconds: ${facts.actions.join(", ")}.`,
      fix: "Look at https://neonstatus.com, then run the command again: it waits for the same work and goes on.",
    }),
    NEON_NO_DATABASE: (facts: { stage: string }) => ({
      cause: `The stage ${facts.stage} has no database at Neon, so there is nothing to keep or to bring back.`,
      fix: `Lift it first: \`monolift up ${facts.stage}\`.`,
    }),
    NEON_POINT_NOT_FOUND: (facts: { stage: string; point: string }) => ({
      cause: `The database of ${facts.stage} has no restore point ${facts.point} at Neon.`,
      fix: `\`monolift data points ${facts.stage}\` lists those that there are.`,
    }),
    NEON_NO_REGION: (facts: { region: string }) => ({
      cause: `Neon offers this organization no Region of AWS in which a database for ${facts.region} could be.`,
      fix: 'Use another database: database = "aurora", or "url" for one that is there already.',
    }),
    DATABASE_URL_MISSING: (facts: { stage: string }) => ({
      cause: `The stage ${facts.stage} uses a database that is there already (database = "url"), and its address is not known.`,
      fix: `Give it once: \`monolift secrets set DATABASE_URL ${facts.stage}\`. It asks for the address (postgresql://USER:PASSWORD@HOST:5432/NAME) and keeps it as a secret.`,
    }),
    DATABASE_URL_UNREADABLE: (facts: { stage: string; reason: string }) => ({
      cause: `The secret DATABASE_URL of ${facts.stage} is no address of a PostgreSQL database: ${facts.reason}`,
      fix: `Set it again (\`monolift secrets set DATABASE_URL ${facts.stage}\`) as postgresql://USER:PASSWORD@HOST:5432/NAME, with the special characters of the password percent-encoded (@ as %40).`,
    }),
    DATABASE_URL_UNREACHABLE: (facts: { host: string; port: number; reason: string }) => ({
      cause: `The database at ${facts.host}:${facts.port} does not let this machine in: ${facts.reason}`,
      fix: "Start it, correct DATABASE_URL, or let connections from outside in. If only the stage's network may reach it, name that network ([network] vpc): then it is not tried from here.",
    }),
    DATABASE_TOO_OLD: (facts: { host: string; version: string; least: number }) => ({
      cause: `The database at ${facts.host} is PostgreSQL ${facts.version}; Monolift works with version ${facts.least} or later.`,
      fix: "Upgrade that server, or use another one.",
    }),
    DATABASE_TOO_SMALL: (facts: { connections: number; functions: number }) => ({
      cause: `The database takes ${facts.connections} connections at once, too few for ${facts.functions} ${facts.functions === 1 ? "function" : "functions"} with one connection each and the commands beside them.`,
      fix: "Raise its size ([database] min or max), or max_connections of a server of your own.",
    }),
    DATABASE_GONE: (facts: { stage: string; engine: string; release: number }) => ({
      cause: `${facts.stage} serves release ${facts.release}, and its database (${facts.engine}) is not there any more. An empty one was not put in its place: nothing was changed.`,
      fix: `If it was deleted, bring it back at its supplier: Neon keeps deleted projects for some days, RDS its snapshots. If its rows may be gone for good, begin with an empty one: \`monolift up ${facts.stage} --new-empty\`.`,
    }),
    ROWS_NOT_FROM_HERE: (facts: { stage: string; engine: string }) => ({
      cause:
        facts.engine === "settings"
          ? `Where the rows of ${facts.stage} are, only the project's own settings say (database = "settings"), so no file is brought in there.`
          : `The rows of a file are brought in by this machine, and only the network of ${facts.stage} leads to its database (${facts.engine}).`,
      fix:
        facts.engine === "settings"
          ? "Nothing was changed. Load the rows with the tools of your database."
          : `Nothing was changed. Lift it without --from; then load the rows from a machine in that network, with the tools of PostgreSQL.`,
    }),
    FROM_OTHER_PROVIDER: (facts: { stage: string; from: string; isFromAws: boolean }) => ({
      cause: facts.isFromAws
        ? `${facts.from} lives on AWS and ${facts.stage} on this machine: a stage begins as a copy of one in the same place only.`
        : `${facts.from} lives on this machine and ${facts.stage} on AWS: a stage begins as a copy of one in the same place only.`,
      fix: `Nothing was changed. Take its rows and files along in a folder: \`monolift data export FOLDER ${facts.from}\`, \`monolift up ${facts.stage}\`, then \`monolift data import FOLDER ${facts.stage} --replace\`.`,
    }),
    FROM_ELSEWHERE: (facts: {
      stage: string;
      from: string;
      region: string | null;
      account: string | null;
    }) => ({
      cause: `${facts.from} lives in another account or Region (${[facts.account, facts.region].filter((one) => one !== null).join(", ")}) than ${facts.stage}: a stage begins as a copy of one in the same place only.`,
      fix: `Nothing was changed. Take its rows and files along in a folder: \`monolift data export FOLDER ${facts.from}\`, \`monolift up ${facts.stage}\`, then \`monolift data import FOLDER ${facts.stage} --replace\`.`,
    }),
    COPY_NOT_OFFERED: (facts: { stage: string; from: string; engine: string; fromEngine: string }) => ({
      cause:
        facts.engine === facts.fromEngine
          ? `The databases of ${facts.from} and ${facts.stage} belong to somebody else (database = "${facts.engine}"), so Monolift makes no copies of them.`
          : `${facts.from} has its rows in one kind of database (${facts.fromEngine}) and ${facts.stage} in another (${facts.engine}); only one of the same kind can be copied.`,
      fix:
        facts.engine === facts.fromEngine
          ? `Nothing was changed. Copy the rows with the tools of your database (pg_dump), or give both stages a database of their own: database = "neon".`
          : `Nothing was changed. Give ${facts.stage} the same database as ${facts.from}, where that is "neon" or "aurora". Otherwise lift it without --from and copy the rows with the tools of PostgreSQL (pg_dump).`,
    }),
    DATABASE_URL_KEPT: (facts: { stage: string; engine: string }) => ({
      cause: `${facts.stage} has the secret DATABASE_URL, and a database of its own (${facts.engine}): the functions would go on using the address of the secret.`,
      fix: `Take the secret away (\`monolift secrets unset DATABASE_URL ${facts.stage}\`), or write database = "url" to use that address.`,
    }),
    DATA_NOT_FROM_HERE: (facts: { stage: string }) => ({
      cause: `Exports and imports go through this machine, and only the network of ${facts.stage} leads to its database (aurora).`,
      fix: "Nothing was changed. Copy the rows from a machine in that network, with the tools of PostgreSQL (pg_dump), and the files with those of AWS (`aws s3 sync`).",
    }),
  },
  notices: {
    NEON_REGION_FAR: (facts: { region: string; neonRegion: string; milliseconds: number }) =>
      `Neon has no Region ${facts.region}; the database is in the nearest one, ${facts.neonRegion}. Each query takes about ${facts.milliseconds} ms on the way: a page with 10 queries takes ${(facts.milliseconds / 100).toFixed(1)} s longer. A stage in that Region (region = "${facts.neonRegion.replace(/^aws-/, "")}") has it beside itself.`,
    NEON_EXPIRY_NOT_SET: (facts: { stage: string; reason: "too-far" | "has-copies" | "not-offered" }) =>
      `Neon will not delete the database of ${facts.stage} by itself when its time is over: ${{ "too-far": "it takes no date further than 30 days ahead", "has-copies": "other branches were copied from it", "not-offered": "it does not offer that to this account" }[facts.reason]}. The stage's own end removes it.`,
    NEON_BRANCH_KEPT: (facts: { stage: string; copies: readonly string[] }) =>
      `Nobody can connect to the database of ${facts.stage} any more. Neon keeps its pages while ${facts.copies.join(", ")} ${facts.copies.length === 1 ? "is" : "are"} there, which began as a copy; they go together with the last copy.`,
    NEON_PROJECT_KEPT: (facts: { project: string; branches: readonly string[] }) =>
      `No stage is left in Neon's project ${facts.project}. It stays, since there is something in it that Monolift did not make: ${facts.branches.join(", ")}.`,
    DATABASE_CONCURRENCY_CAPPED: (facts: { wanted: number; cap: number; connections: number }) =>
      `Concurrency is ${facts.cap} instead of ${facts.wanted}: the database takes ${facts.connections} connections at once, and each request holds one. A larger database ([database] min) takes more.`,
    DATABASE_CONNECTIONS_BRIEF: (facts: { connections: number; needed: number }) =>
      `Each request connects to the database anew, which takes some milliseconds: kept connections could become ${facts.needed} during a release, and it takes ${facts.connections}.`,
  },
};

export type DatabasesWords = typeof databasesEn;
