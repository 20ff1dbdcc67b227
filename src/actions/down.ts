import { OperationError } from "../errors.ts";
import { readHeldData, removeStage, type HeldData } from "../providers/local/remove.ts";
import { removeUnusedFolders } from "../providers/local/unused.ts";
import type { ActionContext } from "./context.ts";
import { processOptions } from "./process-options.ts";
import type { DownResult, StageData } from "./results.ts";
import { findTarget } from "./workspace.ts";

/** What `down` is about to end, shown before it asks. */
export interface DownPreparation {
  readonly name: string;
  readonly stage: string;
  /** Null when nothing holds data yet. */
  readonly data: StageData | null;
}

/** Looks at what would go; changes nothing. */
export async function prepareDown(
  context: ActionContext,
  options: { readonly target?: string | undefined },
): Promise<DownPreparation> {
  const stage = await findTarget(context, options.target);
  const held = await readHeldData(stage, processOptions(context));
  return { name: stage.project.name, stage: stage.stage, data: dataOf(held) };
}

/**
 * Ends a stage, and proves that nothing is left.
 *
 * @throws {OperationError} `STILL_THERE` with what was found after everything should be gone.
 */
export async function down(
  context: ActionContext,
  options: { readonly target?: string | undefined; readonly data: "delete" | "keep" },
): Promise<DownResult> {
  const stage = await findTarget(context, options.target);
  const held =
    options.data === "delete" ? await readHeldData(stage, processOptions(context)).catch(() => null) : null;
  const { removed, left } = await removeStage(stage, options.data, processOptions(context));
  if (left.length > 0) throw new OperationError("STILL_THERE", { left: [...left] });
  const unused = options.data === "delete" ? await removeUnusedFolders(context.home) : [];
  return {
    name: stage.project.name,
    stage: stage.stage,
    data: held === null ? null : dataOf(held),
    deletedData: options.data === "delete",
    removed: [...removed, ...unused],
    left: [],
  };
}

/** Null when there is nothing in it: a database without tables, empty folders. */
function dataOf(held: HeldData): StageData | null {
  const tables = (held.database?.tables ?? []).map(({ table, rows }) => ({ table, rows }));
  if (tables.length + held.media.objects + held.mails === 0) return null;
  return {
    tables,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    databaseBytes: held.database?.bytes ?? 0,
    media: { ...held.media },
    mails: held.mails,
  };
}
