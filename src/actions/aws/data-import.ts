import { resolve } from "node:path";
import { filledByMigrations, migrationTable } from "../../frameworks/django/tables.ts";
import { createRestorePoint } from "../../providers/aws/restore-points.ts";
import { importToAws } from "../../providers/aws/transfer.ts";
import { currentUser } from "../../system/user.ts";
import type { ActionContext } from "../context.ts";
import { amountsOf } from "../data-export.ts";
import type { ImportOptions } from "../data-import.ts";
import type { DataImportResult } from "../data-results.ts";
import { createSteps } from "../steps.ts";
import { openPoints } from "./data-points.ts";
import type { StageOnAws } from "./find-stage.ts";
import { servingStage, withLockedStage } from "./lifted-stage.ts";
import { transferPlaceOf } from "./transfer-place.ts";

/**
 * Brings an export into a stage on AWS with the same migrations. The rows that were there become a restore point; files take
 * the place of those of the same name, and others stay.
 *
 * @throws {UserError} `NEVER_LIFTED`, `DATABASE_NOT_OURS`, `DATA_NOT_FROM_HERE`, and what `dataImport` throws.
 */
export function importOnAws(
  context: ActionContext,
  onAws: StageOnAws,
  options: ImportOptions,
): Promise<DataImportResult> {
  return withLockedStage(context, onAws, "data import", async (found) => {
    const stage = servingStage(found);
    const folder = resolve(context.cwd, options.folder);
    const place = await transferPlaceOf(onAws, stage);
    const points = await openPoints(context, onAws, stage, null);
    const about = { by: currentUser(), release: stage.live.release, reason: "import" } as const;
    const steps = createSteps(context);
    const { manifest, kept } = await steps.run("import", async () => {
      const brought = await importToAws(
        place,
        {
          folder,
          migrations: migrationTable,
          filledByMigrations,
          isReplacing: options.isReplacing,
          keep: () => createRestorePoint(points, about),
        },
        {
          signal: context.signal,
          onProgress: (text) => context.tell({ type: "progress", name: "import", text }),
        },
      );
      return { value: brought, facts: { ...amountsOf(brought.manifest) } };
    });
    const { project, stage: exported, exportedAt } = manifest;
    return {
      name: stage.names.project,
      stage: stage.names.stage,
      folder,
      from: { project, stage: exported, exportedAt },
      ...amountsOf(manifest),
      restorePoint: kept?.id ?? null,
      steps: [...steps.taken],
    };
  });
}
