import type { DatabaseFacts } from "../../platform/postgres/postgres.ts";
import { daemonFolder } from "../../platform/daemon/folder.ts";
import { listStageFolders } from "../../platform/daemon/stage-services.ts";
import { namesIn } from "../../system/files.ts";
import type { FolderContent } from "./data.ts";
import { databaseOf, findLeftovers, mayHaveDatabase, removeStageFolder, type LiftedStage } from "./lifted.ts";
import { partsOf } from "./local-stage.ts";
import { endProcess, ensureProcess, type ProcessOptions } from "./process.ts";
import { forgetProject } from "./project.ts";
import { stopStage } from "./serving.ts";

/** What holds data in a stage. */
export interface HeldData {
  readonly database: DatabaseFacts | null;
  readonly media: FolderContent;
  readonly mails: number;
}

/**
 * Counts what would go with a stage. Starts the background process when it is not running:
 * rows can only be counted by asking the database.
 */
export async function readHeldData(stage: LiftedStage, options: ProcessOptions): Promise<HeldData> {
  const daemon = await ensureProcess(stage.project.folder, options);
  const { usage } = await daemon.call("bucket-usage", { stage: stage.stage });
  const media = usage ?? { objects: 0, bytes: 0, lastWrite: null };
  const mails = (await namesIn(stage.folder.mail)).filter((name) => name.endsWith(".eml")).length;
  if (!(await mayHaveDatabase(stage))) return { database: null, media, mails };
  const { facts } = await daemon.call("database-facts", { name: databaseOf(stage) });
  return { database: facts, media, mails };
}

/**
 * Ends a stage. With `delete`, its database, files and folder go too, and with the last stage the project's state;
 * with `keep`, its processes end and its data stays for the next `up`.
 *
 * @returns What was removed, and what was still found when everything should be gone.
 */
export async function removeStage(
  stage: LiftedStage,
  data: "delete" | "keep",
  options: ProcessOptions,
): Promise<{ readonly removed: readonly string[]; readonly left: readonly string[] }> {
  const removed: string[] = [];
  const { folder } = stage.project;
  if (data === "keep") {
    if (await stopStage(stage)) removed.push("processes");
    return { removed, left: [] };
  }
  const isLastStage = (await listStageFolders(daemonFolder(folder).stages)).every(
    (name) => name === stage.stage,
  );
  const names = { project: stage.project.name, stage: stage.stage };
  if (!isLastStage) {
    const daemon = await ensureProcess(folder, options);
    const parts = partsOf(names, stage.services ?? stage.candidate?.services);
    removed.push(...(await daemon.call("remove", { stage: stage.stage, parts })).removed);
    return { removed, left: await findLeftovers(stage) };
  }
  // With the last stage the whole PostgreSQL goes: no database has to be dropped first, even when it does not start.
  if (await endProcess(folder)) removed.push("processes");
  removed.push(...(await removeStageFolder(stage)));
  await forgetProject(stage.project);
  removed.push(folder);
  return { removed, left: await findLeftovers(stage) };
}
