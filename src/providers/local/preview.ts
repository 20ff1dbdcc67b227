import { join } from "node:path";
import type { Provisions } from "../../plan/provisions.ts";
import { databaseOf, type LiftedStage } from "./lifted.ts";
import { bucketName, provisionsOf, type StageNames } from "./local-stage.ts";
import type { StageFolder } from "./stage-folder.ts";

/**
 * What a stage would give, for looking at an application without lifting it. Nothing is made: where there is no database
 * yet, the address is one at which nobody answers.
 */
export async function previewProvisions(
  lifted: LiftedStage | undefined,
  names: StageNames,
  folder: StageFolder,
): Promise<Provisions> {
  const port = lifted?.identity.port ?? 8100;
  const secretKey = lifted?.identity.secretKey ?? "not-yet-made-".padEnd(60, "0");
  return provisionsOf({
    folder,
    names,
    port,
    secretKey,
    staticFolder: join(folder.static, "0"),
    media: await mediaOf(lifted, names),
    database: { url: (await databaseUrl(lifted)) ?? "postgresql://nobody@127.0.0.1:9/none", isNew: false },
  });
}

async function mediaOf(lifted: LiftedStage | undefined, names: StageNames): Promise<Provisions["media"]> {
  const known = await lifted?.daemon?.call("bucket-endpoint", { stage: names.stage });
  if (known?.endpoint != null) return known.endpoint;
  const bucket = bucketName(names);
  const nowhere = { path: "/", endpoint: "http://127.0.0.1:9", region: "local" };
  return { ...nowhere, bucket, accessKeyId: "", secretAccessKey: "" };
}

/** The stage's own database while it runs; asking it which migrations it has changes nothing. */
async function databaseUrl(lifted: LiftedStage | undefined): Promise<string | undefined> {
  if (lifted?.daemon === undefined || lifted.services?.database == null || !lifted.isServing)
    return undefined;
  return (await lifted.daemon.call("endpoint", { name: databaseOf(lifted) })).url;
}
