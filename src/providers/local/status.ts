import type { Description } from "../../platform/daemon/operations.ts";
import { measureFolder } from "./data.ts";
import { addressesOf, databaseOf, type LiftedStage } from "./lifted.ts";
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
}

/** Asks the background process how a stage is; what is not running is simply not there. */
export async function readStatus(stage: LiftedStage): Promise<StageStatus> {
  const { daemon, services } = stage;
  const description = await daemon?.call("describe", {});
  const hasDatabase = services?.database !== null && services !== undefined && stage.isServing;
  const database = hasDatabase ? await daemon?.call("endpoint", { name: databaseOf(stage) }) : undefined;
  return { ...addressesOf(stage), description, database };
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

/** Bytes that a stage occupies below its folder, without its database. */
export async function sizeOf(stage: LiftedStage): Promise<number> {
  return (await measureFolder(stage.folder.root)).bytes;
}
