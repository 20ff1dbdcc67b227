import { UserError } from "../../errors.ts";
import type { NetworkPlace } from "../../providers/aws/network/place.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import type { AuroraOptions } from "../../providers/aws/databases/aurora-work.ts";
import { auroraDatabase, letAuroraSleep } from "../../providers/aws/databases/aurora.ts";
import { neonEndpoint, needNeonKey } from "../../providers/neon/key.ts";
import { openNeonDatabase } from "../../providers/neon/neon-database.ts";
import { openUrlDatabase } from "../../providers/outside-database.ts";
import type { StageDatabase } from "../../providers/provider.ts";
import { valueOf } from "../../providers/secrets/document.ts";
import type { ActionContext } from "../context.ts";
import type { Site } from "../site.ts";
import { passwordOf, type ReadSecrets } from "./stage-secrets.ts";
import { watcherOf } from "./watcher.ts";

/** A stage's database, and whether Monolift has made it and may remove it. */
export interface OpenedDatabase {
  readonly database: StageDatabase;
  readonly isOurs: boolean;
  /** Lets one that is kept sleep again: what would have ended its waking hours goes with the stage's stack. */
  readonly letSleep?: (() => Promise<unknown>) | undefined;
}

/**
 * Opens the database of a stage; nothing is asked or made yet.
 *
 * @returns Null where the project's own settings name it.
 * @throws {UserError} `NEON_KEY_MISSING`
 */
export async function openDatabase(
  context: ActionContext,
  wishes: {
    readonly site: Pick<Site, "stage">;
    readonly stage: AwsStage;
    readonly secrets: Pick<ReadSecrets, "user">;
    readonly network: NetworkPlace | null;
  },
): Promise<OpenedDatabase | null> {
  const { site, stage, secrets, network } = wishes;
  const { database: wished } = site.stage;
  const { project, stage: name } = stage.names;
  switch (wished.engine) {
    case "settings":
      return null;
    case "url": {
      const url = secrets.user === undefined ? undefined : valueOf(secrets.user.document, "DATABASE_URL");
      const database = openUrlDatabase({ stage: name, url, isPrivate: network !== null });
      return { database, isOurs: false };
    }
    case "neon": {
      const database = openNeonDatabase({
        project,
        stage: name,
        region: stage.aws.region,
        owner: stage.aws.account,
        key: await needNeonKey(context.environment, context.home),
        endpoint: neonEndpoint(context.environment),
        projectId: wished.project ?? undefined,
        organization: wished.organization ?? undefined,
        compute: { min: wished.capacity.least, max: wished.capacity.most },
        tell: (said) => context.tell({ type: "notice", notice: said }),
      });
      return { database, isOurs: true };
    }
    case "aurora": {
      const options = {
        names: stage.names,
        wanted: { kind: "database" as const, id: "database", ...wished },
        place: network?.database ?? null,
        password: passwordOf(stage),
        watcher: watcherOf(context, "data"),
        now: () => new Date(),
      } satisfies AuroraOptions;
      return {
        database: auroraDatabase(stage.aws, options),
        isOurs: true,
        letSleep: () => letAuroraSleep(stage.aws, options),
      };
    }
    default:
      throw new UserError("DATABASE_NOT_CHOSEN", { stage: name });
  }
}
