import { resolve } from "node:path";
import { filledByMigrations, migrationTable } from "../frameworks/django/tables.ts";
import { importStage } from "../providers/local/transfer.ts";
import { currentUser } from "../system/user.ts";
import { findStageOnAws } from "./aws/find-stage.ts";
import type { ActionContext } from "./context.ts";
import { amountsOf } from "./data-export.ts";
import type { DataImportResult } from "./data-results.ts";
import { withStageData } from "./stage-data.ts";
import { createSteps } from "./steps.ts";

export interface ImportOptions {
  readonly folder: string;
  readonly stage?: string | undefined;
  /** Replaces what the stage has, which becomes a restore point. */
  readonly isReplacing: boolean;
}

/**
 * Brings the rows and files of an export into a stage with the same migrations. Interrupted or refused, it has changed
 * nothing.
 *
 * @throws {UserError} `IMPORT_NO_MANIFEST`, `IMPORT_MANIFEST_UNREADABLE`, `IMPORT_FILE_DIFFERS`.
 * @throws {OperationError} `IMPORT_MIGRATIONS_DIFFER`, `IMPORT_TABLES_DIFFER`, `IMPORT_STAGE_HAS_DATA`,
 *   `IMPORT_ROWS_REFUSED`, `IMPORT_ROWS_MISSING`, `DATABASE_BUSY`.
 */
export async function dataImport(context: ActionContext, options: ImportOptions): Promise<DataImportResult> {
  const onAws = await findStageOnAws(context, options.stage);
  if (onAws !== undefined) return (await import("./aws/data-import.ts")).importOnAws(context, onAws, options);
  return withStageData(context, options.stage, async ({ stage, points }) => {
    const folder = resolve(context.cwd, options.folder);
    const steps = createSteps(context);
    const { manifest, point } = await steps.run("import", async () => {
      const brought = await importStage(
        points,
        {
          folder,
          about: { by: currentUser(), release: stage.live?.release ?? null },
          migrations: migrationTable,
          filledByMigrations,
          isReplacing: options.isReplacing,
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
      name: stage.project.name,
      stage: stage.stage,
      folder,
      from: { project, stage: exported, exportedAt },
      ...amountsOf(manifest),
      restorePoint: point?.id ?? null,
      steps: [...steps.taken],
    };
  });
}
