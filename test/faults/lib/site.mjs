// One lifted example: how it is changed, lifted, asked, and what is written of it.
import { randomBytes } from "node:crypto";
import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { S3Client } from "@aws-sdk/client-s3";
import { Client } from "pg";
import { root } from "../../../scripts/set-up.mjs";
import { ask, isGood } from "./observe.mjs";
import { backgroundProcess, postmaster } from "./processes.mjs";

const additions = join(root, "test/faults/project");
const patienceMs = 60_000;
const nothing = () => undefined;
/** What a client thinks of a request that breaks off is no news here. */
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/**
 * Adds to a copy of examples/blog what can be waited for: a module of the application `posts`.
 *
 * @param clock The file of a clock that can be moved.
 * @param port Where the meeting listens.
 */
function addFaults(folder, { clock, port }) {
  const module = readFileSync(join(additions, "faults.py"), "utf8");
  writeFileSync(
    join(folder, "posts/faults.py"),
    module.replace("@PORT@", String(port)).replace("@CLOCK@", clock),
  );
  const routes = ["mark", "write", "stream"].map((name) => `path('faults/${name}/', faults.${name})`);
  appendFileSync(
    join(folder, "posts/urls.py"),
    `\nfrom . import faults\n\nurlpatterns += [${routes.join(", ")}]\n`,
  );
  appendFileSync(
    join(folder, "blog/wsgi.py"),
    "\nfrom posts import faults\n\nfaults.follow_clock()\nfaults.meet('init')\n",
  );
}

/**
 * Lifts an example for the first time.
 *
 * @param name `blog` or `photos`.
 * @param settings More lines of monolift.toml.
 */
export async function liftExample({ user, home, meeting, clock }, name, settings) {
  const folder = join(home, "projects", name);
  cpSync(join(root, "examples", name), folder, { recursive: true });
  // The port follows from the name, and a port that is free for a moment must not be somebody else's the next one.
  const project = `${name}-${randomBytes(4).toString("hex")}`;
  writeFileSync(join(folder, "monolift.toml"), `name = "${project}"\n${settings}`);
  if (name === "blog") addFaults(folder, { clock, port: meeting.port });
  const site = createSite(user, folder, project);
  await site.lift();
  return site;
}

function createSite(user, folder, name) {
  const projectState = join(user.state, "projects", name);
  let changes = 0;
  let url = "";
  let endpoints;
  let durations = {};

  const start = (...parameters) => user.start(folder, ...parameters);
  const call = (...parameters) => start(...parameters).finished;
  const up = async (...flags) => {
    const ended = await call("up", ...flags);
    if (ended.code !== 0) return ended;
    url = ended.json.url;
    if (ended.json.changed)
      durations = Object.fromEntries(ended.json.steps.map((step) => [step.name, step.durationMs]));
    endpoints = (await call("status")).json.endpoints;
    return ended;
  };

  const site = {
    name,
    folder,
    projectState,
    stageState: join(projectState, "stages/local"),
    start,
    call,
    /** `up`, however it ends. */
    up,
    get url() {
      return url;
    },
    get endpoints() {
      return endpoints;
    },
    /** Milliseconds that a step of `up` last took. */
    durationOf: (step) => durations[step] ?? 0,
    backgroundProcess: () => backgroundProcess(projectState),
    postmaster: () => postmaster(projectState),

    /** `up`, which has to end well. */
    lift: async (...flags) => {
      const lifted = await up(...flags);
      if (lifted.code !== 0) throw new Error(`up: ${JSON.stringify(lifted.json)}${lifted.stderr}`);
      return lifted;
    },

    /** New code, with a migration that makes a table: gives its number, which `/faults/mark/` then answers. */
    edit: ({ migration = true, reversible = true } = {}) => {
      const before = changes === 0 ? "0002_first_posts" : nameOf(changes);
      changes += 1;
      const module = join(folder, "posts/faults.py");
      const text = readFileSync(module, "utf8");
      writeFileSync(module, text.replace(/^MARK = \d+$/m, `MARK = ${changes}`));
      const made = readFileSync(join(additions, "migration.py"), "utf8");
      const still = migration ? made : made.replace(/operations = \[[^]*\]\n/, "operations = []\n");
      const kept = reversible ? still : still.replace(", migrations.RunPython.noop", "");
      writeFileSync(
        join(folder, `posts/migrations/${nameOf(changes)}.py`),
        kept.replaceAll("@BEFORE@", before).replaceAll("@NUMBER@", String(changes)),
      );
      return changes;
    },

    /** Whether the migration of a change is applied whole, or not at all: `applied`, `absent` or `half`. */
    stateOfMigration: async (change) => {
      const { rows } = await site.query(
        "SELECT (SELECT count(*) FROM django_migrations WHERE app = 'posts' AND name = $1)::int AS recorded, to_regclass($2) IS NOT NULL AS made",
        [nameOf(change), `fault_${change}`],
      );
      const [{ recorded, made }] = rows;
      if (recorded === 1 && made) return "applied";
      return recorded === 0 && !made ? "absent" : "half";
    },

    ask: (path, options) => ask(`${url}${path}`, options),
    /** Which code answers; undefined where none does. */
    mark: async () => {
      const answer = await site.ask("/faults/mark/");
      return isGood(answer) ? Number(answer.body) : undefined;
    },
    /** Resolves when a page that reads the database is answered well; with the milliseconds since `since`. */
    untilServing: async (since, path = "/") => {
      while (!isGood(await site.ask(path))) {
        if (performance.now() - since > patienceMs) return undefined;
        await sleep(10);
      }
      return performance.now() - since;
    },

    /** Asks PostgreSQL itself, past the application. */
    query: async (text, values = [], database = endpoints.postgres.database) => {
      const { host, port, user: role, password } = endpoints.postgres;
      const client = new Client({ host, port, user: role, password, database });
      client.on("error", () => undefined);
      await client.connect();
      try {
        return await client.query(text, values);
      } finally {
        await client.end();
      }
    },

    /** A client of the stage's bucket that tries nothing twice. */
    s3: (options = {}) => {
      const { endpoint, region, accessKeyId, secretAccessKey } = endpoints.media;
      const credentials = { accessKeyId, secretAccessKey };
      return new S3Client({
        endpoint,
        region,
        credentials,
        forcePathStyle: true,
        maxAttempts: 1,
        logger: silent,
        ...options,
      });
    },
    get bucket() {
      return endpoints.media.bucket;
    },
  };
  return site;
}

const nameOf = (change) => `1${String(change).padStart(3, "0")}_fault`;
