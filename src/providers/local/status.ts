import type { Description } from "../../platform/daemon/platform.ts";
import { daemonFolder } from "../../platform/daemon/folder.ts";
import { readLastRequest } from "../../platform/daemon/last-request.ts";
import { measureFolder } from "./data.ts";
import type { Provisions } from "../../plan/provisions.ts";
import { addressesOf, databaseOf, mayHaveDatabase, stateOf, type LiftedStage } from "./lifted.ts";
import { resourcesOf } from "../../plan/resources.ts";
import { functionName } from "./local-stage.ts";

/** A stage as it is at this moment. */
export interface StageStatus {
  readonly url: string;
  readonly browserUrl: string;
  readonly description: Description | undefined;
  readonly database:
    | {
        readonly host: string;
        readonly port: number;
        readonly user: string;
        readonly password: string;
        readonly database: string;
        readonly url: string;
      }
    | undefined;
  /** The bucket of uploaded files; null when nothing runs that could be asked for it. */
  readonly media: Provisions["media"] | null;
}

/** Asks the background process how a stage is; what is not running is simply not there. */
export async function readStatus(stage: LiftedStage): Promise<StageStatus> {
  const description = await stage.daemon?.call("describe", {});
  return {
    ...addressesOf(stage),
    description,
    database: await findDatabase(stage),
    media: await findMedia(stage),
  };
}

/** Where the stage's database is to be found; a stopped stage's is not, so that nothing is started for the answer. */
async function findDatabase(stage: LiftedStage): Promise<StageStatus["database"]> {
  const { daemon } = stage;
  if (daemon === undefined || stateOf(stage) === "stopped" || !(await mayHaveDatabase(stage)))
    return undefined;
  const name = databaseOf(stage);
  if (!stage.isServing && (await daemon.call("database-facts", { name })).facts === null) return undefined;
  return daemon.call("endpoint", { name });
}

async function findMedia({ daemon, stage }: LiftedStage): Promise<StageStatus["media"]> {
  return (await daemon?.call("bucket-endpoint", { stage }))?.endpoint ?? null;
}

/** The functions of a stage with the sandboxes that they have now. */
export function functionsOf(
  stage: LiftedStage,
  status: StageStatus,
): readonly {
  readonly name: string;
  readonly version: number;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly concurrency: number;
  readonly sandboxes: { readonly total: number; readonly busy: number; readonly frozen: number };
}[] {
  const names = { project: stage.project.name, stage: stage.stage };
  if (stage.live === undefined) return [];
  return resourcesOf(stage.live.plan, "function").map((one) => {
    const name = functionName(names, one.name);
    const running = status.description?.functions.versions.find(
      (version) => version.functionName === name && version.version === stage.live?.release,
    );
    return {
      name,
      version: stage.live?.release ?? 0,
      memoryMb: one.memoryMb,
      timeoutSeconds: one.timeoutSeconds,
      concurrency: one.concurrency,
      sandboxes: running?.sandboxes ?? { total: 0, busy: 0, frozen: 0 },
    };
  });
}

/**
 * Bytes that a stage occupies: its folder, its database and its uploaded files. Of a stage that is not served only the
 * folder, since nothing is started for the answer.
 */
export async function sizeOf(stage: LiftedStage): Promise<number> {
  const folder = (await measureFolder(stage.folder.root)).bytes;
  const { daemon } = stage;
  if (daemon === undefined || !stage.isServing) return folder;
  const { usage } = await daemon.call("bucket-usage", { stage: stage.stage });
  const { bytes } = (await mayHaveDatabase(stage))
    ? await daemon.call("database-size", { name: databaseOf(stage) })
    : { bytes: 0 };
  return folder + (usage?.bytes ?? 0) + (bytes ?? 0);
}

/** When the application of a stage was last asked for something, up to a minute old; null when never. */
export async function lastRequestOf(stage: LiftedStage): Promise<string | null> {
  return (await readLastRequest(daemonFolder(stage.project.folder).stages, stage.stage)) ?? null;
}
