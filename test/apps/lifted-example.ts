import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sharedCache, uvVariables } from "../test-home.ts";
import { password } from "./application.ts";
import { runMonolift, serveByMonolift } from "./served-by-monolift.ts";
import type { Serving } from "./serving.ts";
import type { Finished } from "../../src/system/processes.ts";

/** One of the projects below `examples/`, lifted, with the superuser `ann`. */
export interface LiftedExample {
  /** Goes away with the example; a place for files to upload. */
  readonly scratch: string;
  /** The copy that is lifted. */
  readonly folder: string;
  readonly site: Serving;
  /** Calls `monolift` in its folder and waits for its end. */
  readonly call: (...parameters: readonly string[]) => Promise<Finished>;
  readonly remove: () => Promise<void>;
}

export async function liftExample(name: string): Promise<LiftedExample> {
  const scratch = await mkdtemp(join(tmpdir(), `monolift-${name}-`));
  const folder = join(scratch, name);
  await cp(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)), folder, { recursive: true });
  const home = {
    state: join(scratch, "state"),
    cache: sharedCache,
    config: join(scratch, "config"),
    variables: await uvVariables(scratch),
  };
  const site = await serveByMonolift(home, folder);
  await site.manage(["createsuperuser", "--noinput"], {
    DJANGO_SUPERUSER_USERNAME: "ann",
    DJANGO_SUPERUSER_EMAIL: "ann@example.com",
    DJANGO_SUPERUSER_PASSWORD: password,
  });
  return {
    scratch,
    folder,
    site,
    call: (...parameters) => runMonolift(home, folder, parameters),
    remove: async () => {
      await site.remove();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
