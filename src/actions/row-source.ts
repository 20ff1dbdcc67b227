import { UserError } from "../errors.ts";
import { stageTable } from "../config/stage.ts";
import { listStageNames } from "../providers/local/lifted.ts";
import type { Site } from "./site.ts";

/** Where the rows of a new stage come from: a SQLite file, or another stage with its files. */
export type RowSource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "stage"; readonly stage: string };

/**
 * Understands `--from`: the name of a lifted stage of this project, or a path. A name can't be a path, since it has
 * neither a dot nor a slash; `./local` is the file.
 *
 * @throws {UserError} `FROM_UNKNOWN_STAGE`, `FROM_ITSELF`, `FROM_OTHER_PROVIDER`; `STAGE_HAS_DATA` where a stage that was lifted would have to
 * be replaced by the copy. After a first `up` that failed, the same command goes on.
 */
export async function readRowSource(site: Site, from: string | undefined): Promise<RowSource | undefined> {
  if (from === undefined) return undefined;
  if (!/^[a-z0-9-]+$/.test(from)) return { kind: "file", path: from };
  if (from === site.names.stage) throw new UserError("FROM_ITSELF", { stage: from });
  const stages = await listStageNames(site.project);
  if (stages.includes(from) && site.lifted?.live === undefined) return { kind: "stage", stage: from };
  if (stages.includes(from)) throw new UserError("STAGE_HAS_DATA", { stage: site.names.stage, from });
  if (isOnAws(site, from))
    throw new UserError("FROM_OTHER_PROVIDER", { stage: site.names.stage, from, isFromAws: true });
  throw new UserError("FROM_UNKNOWN_STAGE", {
    from,
    stages: stages.filter((one) => one !== site.names.stage),
  });
}

function isOnAws({ config }: Site, stage: string): boolean {
  return config.stages[stageTable(config, stage) ?? ""]?.provider === "aws";
}
