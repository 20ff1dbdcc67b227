import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { sayEnd } from "../lib/observe.mjs";
import { kill, readText } from "../lib/processes.mjs";
import { createTrial } from "../lib/trial.mjs";

const typicalMs = 300;
const written = 400;

/** Kills the background process, or the command, while the first `up` of a stage brings the rows of a `db.sqlite3`. */
export async function killDuringRows(field, { victim }, round) {
  const site = await field.site("blog");
  const { trial, see, holds, again } = createTrial();
  const stage = `preview-${victim}-${round.index}`;
  await writeSqlite(site);
  const call = site.start("up", stage, "--from", "db.sqlite3");
  await call.said("✓ migrate");
  await sleep(typicalMs * round.fraction);
  const killed = performance.now();
  if (victim === "command") call.kill();
  else await kill(site.backgroundProcess());
  see(sayEnd("up", await call.finished));
  const next = await site.call("up", stage, "--from", "db.sqlite3");
  // The other stage is served by the same process.
  if (victim === "process") again(await site.untilServing(killed));
  const database = site.endpoints.postgres.database.replace(/local$/, stage);
  const count = async () => {
    const text = "SELECT count(*)::int AS count FROM posts_comment WHERE name = 'old'";
    return (await site.query(text, [], database)).rows[0].count;
  };
  const found = await count();
  holds("the rows are there, each once, or none of them", found === written || found === 0);
  if (next.code === 0) holds("where the same `up` ends well, it has brought them", found === written);
  else see(`next ${sayEnd("up --from db.sqlite3", next)}`);
  // Where it says that there are rows, they are those of the first try, or only those of migrations.
  if (found === 0) await site.call("down", stage, "--delete-data");
  const last = await site.call("up", stage, ...(found === 0 ? ["--from", "db.sqlite3"] : []));
  holds(
    "a last `up` serves them: where there were none, after `down` and with `--from`",
    last.code === 0 && (await count()) === written,
  );
  await site.call("down", stage, "--delete-data");
  return trial;
}

/** A database as `manage.py migrate` makes it without Monolift, by the packages that the release has. */
async function writeSqlite(site) {
  const release = JSON.parse(readText(join(site.stageState, "services.json"))).functions[0];
  const packages = release.readOnly.find((folder) => folder.includes("/layers/")) ?? "";
  const code = [
    "import os, django, pathlib",
    "pathlib.Path('db.sqlite3').unlink(missing_ok=True)",
    "os.environ['DJANGO_SETTINGS_MODULE'] = 'blog.settings'",
    "django.setup()",
    "from django.core.management import call_command",
    "call_command('migrate', verbosity=0)",
    "from posts.models import Comment, Post",
    "post = Post.objects.first()",
    `Comment.objects.bulk_create([Comment(post=post, name='old', text=str(n)) for n in range(${written})])`,
  ].join("\n");
  await promisify(execFile)(release.command[0], ["-c", code], {
    cwd: site.folder,
    env: {
      PATH: process.env.PATH,
      PYTHONPATH: [site.folder, packages].join(":"),
      PYTHONDONTWRITEBYTECODE: "1",
    },
  });
}
