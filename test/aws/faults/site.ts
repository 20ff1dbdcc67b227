import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "pg";
import type { Postgres } from "../../../src/platform/postgres/postgres.ts";
import {
  createWorkbench,
  writeProject,
  type Called,
  type Started,
  type Workbench,
} from "../../lift/workbench.ts";
import { startFaultyProxy, type FaultyProxy } from "../faulty-proxy.ts";
import { startMinistack, type Ministack } from "../ministack.ts";

/** One small project on an emulator that can be made to fail, and the command line as its owner calls it. */
export interface Site {
  readonly ministack: Ministack;
  readonly proxy: FaultyProxy;
  /** Name of the stage that is used at this moment. */
  readonly stage: string;
  /** Calls the command line for this stage, and waits for its end. */
  readonly call: (verb: string, ...flags: readonly string[]) => Promise<Called>;
  /** The same without waiting. */
  readonly start: (verb: string, ...flags: readonly string[]) => Started;
  /** Resolves when AWS is asked for an operation, as `FaultyProxy.meet` takes it; `STAGE` stands for the stage. */
  readonly asks: (operation: string) => Promise<void>;
  /** `up`, which has to end well; gives where the stage is asked. */
  readonly lift: () => Promise<string>;
  /** New code, with a migration that makes a table; gives its number, which the page then says. */
  readonly edit: () => Promise<number>;
  /** Whether the migration of a change is applied: whole and once, not at all, or otherwise. */
  readonly stateOfMigration: (change: number) => Promise<"applied" | "absent" | "otherwise">;
  /** Goes over to another stage; of a new one nothing is there yet but the address of an empty database. */
  readonly begin: (stage: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Database {
  readonly postgres: () => Pick<Postgres, "ensureDatabase" | "databaseUrl">;
  readonly connect: (database: string) => Promise<Client>;
}

/** Starts an emulator behind a faulty proxy, with a project of which nothing is lifted yet. */
export async function openSite({ postgres, connect }: Database): Promise<Site> {
  const ministack = await startMinistack();
  const proxy = await startFaultyProxy(ministack.endpoint);
  const bench = await createWorkbench({
    environment: { ...ministack.environment, AWS_ENDPOINT_URL: proxy.endpoint },
  });
  const folder = join(bench.folder, "shop");
  await writeProject(folder);
  await writeFile(
    join(folder, "monolift.toml"),
    'name = "shop"\n\n[stages."preview-*"]\nprovider = "aws"\nregion = "us-east-1"\naccount = "000000000000"\ndatabase = "url"\n',
  );
  let stage = "";
  let changes = 0;
  const begun = new Set<string>();
  const start: Site["start"] = (verb, ...flags) => bench.start(folder, verb, stage, ...flags, "--json");
  const call: Site["call"] = (verb, ...flags) => start(verb, ...flags).finished;
  return {
    ministack,
    proxy,
    get stage() {
      return stage;
    },
    start,
    call,
    asks: (operation) => proxy.asked(operation.replace("STAGE", stage)),
    lift: async () => {
      const lifted = await call("up");
      if (lifted.code !== 0) throw new Error(`up: ${lifted.stdout}${lifted.stderr}`);
      return String(lifted.json.url);
    },
    edit: async () => {
      changes += 1;
      await writeChange(folder, changes);
      return changes;
    },
    stateOfMigration: async (change) => {
      const client = await connect(stage);
      try {
        return await readMigration(client, change);
      } finally {
        await client.end();
      }
    },
    begin: async (next) => {
      stage = next;
      if (begun.has(stage)) return;
      begun.add(stage);
      await postgres().ensureDatabase(stage);
      await keepAddress(bench, folder, stage, postgres().databaseUrl(stage));
    },
    stop: async () => {
      await bench.remove();
      await proxy.stop();
      await ministack.stop();
    },
  };
}

async function keepAddress(bench: Workbench, folder: string, stage: string, address: string): Promise<void> {
  const kept = await bench.pipe(address, folder, "secrets", "set", "DATABASE_URL", stage, "--json");
  if (kept.code !== 0) throw new Error(`secrets set: ${kept.stdout}${kept.stderr}`);
}

const migrationName = (change: number): string =>
  change === 0 ? "0001_initial" : `1${String(change).padStart(3, "0")}_fault`;

async function writeChange(folder: string, change: number): Promise<void> {
  const views = join(folder, "shop/views.py");
  const text = await readFile(views, "utf8");
  await writeFile(views, text.replace(/version \w+;/, `version ${change};`));
  await writeFile(
    join(folder, `shop/migrations/${migrationName(change)}.py`),
    `from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "${migrationName(change - 1)}")]
    operations = [
        migrations.CreateModel(name="Fault${change}", fields=[("id", models.BigAutoField(primary_key=True))]),
    ]
`,
  );
}

async function readMigration(client: Client, change: number): ReturnType<Site["stateOfMigration"]> {
  const { rows } = await client.query<{ recorded: number; made: boolean }>(
    "SELECT (SELECT count(*) FROM django_migrations WHERE app = 'shop' AND name = $1)::int AS recorded, to_regclass($2) IS NOT NULL AS made",
    [migrationName(change), `shop_fault${change}`],
  );
  const [{ recorded, made } = { recorded: 0, made: false }] = rows;
  if (recorded === 1 && made) return "applied";
  return recorded === 0 && !made ? "absent" : "otherwise";
}
