import { resolve } from "node:path";
import { migrationTable } from "../frameworks/django/tables.ts";
import { exportStage } from "../providers/local/transfer.ts";
import { findStageOnAws } from "./aws/find-stage.ts";
import type { ActionContext } from "./context.ts";
import type { DataExportResult } from "./data-results.ts";
import { withStageData } from "./stage-data.ts";
import { createSteps } from "./steps.ts";

/**
 * Writes a stage's rows and files into a folder, all of one moment. Requests go on.
 *
 * @throws {UserError} `EXPORT_FOLDER_NOT_EMPTY`, `EXPORT_FOLDER_IS_FILE`.
 */
export async function dataExport(
  context: ActionContext,
  options: { readonly folder: string; readonly stage?: string | undefined },
): Promise<DataExportResult> {
  const onAws = await findStageOnAws(context, options.stage);
  if (onAws !== undefined) return (await import("./aws/data-export.ts")).exportOnAws(context, onAws, options);
  return withStageData(context, options.stage, async ({ stage, points }) => {
    const folder = resolve(context.cwd, options.folder);
    const release = stage.live?.release ?? null;
    const steps = createSteps(context);
    const manifest = await steps.run("export", async () => {
      const written = await exportStage(
        points,
        { folder, release, migrations: migrationTable },
        {
          signal: context.signal,
          onProgress: (text) => context.tell({ type: "progress", name: "export", text }),
        },
      );
      return { value: written, facts: { ...amountsOf(written) } };
    });
    return {
      name: stage.project.name,
      stage: stage.stage,
      folder,
      exportedAt: manifest.exportedAt,
      release,
      ...amountsOf(manifest),
      steps: [...steps.taken],
    };
  });
}

/** How much an export holds. */
export function amountsOf(manifest: {
  readonly tables: readonly { readonly rows: number }[];
  readonly media: { readonly objects: number; readonly bytes: number };
}): Pick<DataExportResult, "tables" | "rows" | "objects" | "mediaBytes"> {
  const { tables, media } = manifest;
  return {
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    objects: media.objects,
    mediaBytes: media.bytes,
  };
}
