import { resolve } from "node:path";
import { migrationTable } from "../../frameworks/django/tables.ts";
import { exportFromAws } from "../../providers/aws/transfer.ts";
import type { ActionContext } from "../context.ts";
import { amountsOf } from "../data-export.ts";
import type { DataExportResult } from "../data-results.ts";
import { createSteps } from "../steps.ts";
import type { StageOnAws } from "./find-stage.ts";
import { servingStage, withStage } from "./lifted-stage.ts";
import { transferPlaceOf } from "./transfer-place.ts";

/**
 * Writes the rows and files of a stage on AWS into a folder: rows of one moment, and the files that there are after it.
 *
 * @throws {UserError} `NEVER_LIFTED`, `DATABASE_NOT_OURS`, `DATA_NOT_FROM_HERE`, `EXPORT_FOLDER_NOT_EMPTY`,
 *   `EXPORT_FOLDER_IS_FILE`
 */
export function exportOnAws(
  context: ActionContext,
  onAws: StageOnAws,
  options: { readonly folder: string },
): Promise<DataExportResult> {
  return withStage(context, onAws, async (found) => {
    const stage = servingStage(found);
    const { release } = stage.live;
    const folder = resolve(context.cwd, options.folder);
    const place = await transferPlaceOf(onAws, stage);
    const steps = createSteps(context);
    const manifest = await steps.run("export", async () => {
      const written = await exportFromAws(
        place,
        { folder, about: { ...stage.names, release }, migrations: migrationTable },
        {
          signal: context.signal,
          onProgress: (text) => context.tell({ type: "progress", name: "export", text }),
        },
      );
      return { value: written, facts: { ...amountsOf(written) } };
    });
    return {
      name: stage.names.project,
      stage: stage.names.stage,
      folder,
      exportedAt: manifest.exportedAt,
      release,
      ...amountsOf(manifest),
      steps: [...steps.taken],
    };
  });
}
