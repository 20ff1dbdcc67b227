import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { runProgram } from "../../src/system/processes.ts";
import type { Application } from "./application.ts";

const script = fileURLToPath(new URL("ground_truth.py", import.meta.url));

const answerSchema = z.object({
  django: z.string(),
  python: z.string(),
  routes: z.array(z.object({ pattern: z.string(), name: z.string().nullable(), view: z.string() })),
  models: z.array(z.object({ label: z.string(), table: z.string(), fields: z.array(z.string()) })),
  tasks: z.array(z.string()),
});
export type GroundTruth = z.infer<typeof answerSchema>;

/**
 * Asks Django itself, in an environment that holds the application's dependencies and nothing of Monolift.
 *
 * @param folder A copy of the application: what importing it writes goes there.
 */
export async function askDjango(app: Application, folder: string, environment: string): Promise<GroundTruth> {
  const scratch = await mkdtemp(join(tmpdir(), "monolift-truth-"));
  try {
    const output = join(scratch, "answer.json");
    const { code, stderr } = await runProgram(
      [join(environment, "bin/python"), script, output, ...(app.celery === null ? [] : [app.celery])],
      {
        cwd: join(folder, app.manage),
        env: {
          ...process.env,
          ...placeVariables(app, scratch),
          DJANGO_SETTINGS_MODULE: app.settings,
          HOME: scratch,
        },
      },
    );
    if (code !== 0) throw new Error(`Django could not load ${app.id}:\n${stderr}`);
    return answerSchema.parse(JSON.parse(await readFile(output, "utf8")));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The application's variables, with `scratch` where they want a folder. */
export function placeVariables(app: Application, scratch: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(app.environment).map(([name, value]) => [name, value.replace("SCRATCH", scratch)]),
  );
}
