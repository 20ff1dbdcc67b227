import { noSecrets, valueOf } from "../../providers/secrets/document.ts";
import { secretKeyName } from "../../providers/secrets/names.ts";
import { claimProject } from "../../providers/local/project.ts";
import type { ActionContext } from "../context.ts";
import { withProjectLock } from "../locked.ts";
import type { SecretsPlace } from "../secrets-place.ts";
import { secretsOf, versionOf } from "./stage-secrets.ts";
import type { StageOnAws } from "./find-stage.ts";
import { keepIdentity, openStage } from "./open-stage.ts";
import { withStageLock } from "./stage-lock.ts";

/**
 * Opens the secrets of a stage on AWS; they may be set before its first `up`. A function reads the version that its release
 * was made with, so a change is in effect from the next `up` on.
 */
export async function openAwsSecrets(
  context: ActionContext,
  { config, stage }: StageOnAws,
): Promise<SecretsPlace> {
  const found = await openStage(context, stage);
  const { project } = await claimProject(context.home, config.name, config.root);
  const { own, user } = await secretsOf(found);
  const [made, kept] = await Promise.all([own.read(), user.read()]);
  return {
    project: config.name,
    stage: stage.stage,
    state: project,
    root: config.root,
    mode: stage.secrets.mode,
    hasDatabase: !["url", "settings"].includes(stage.database.engine),
    settings: stage.app.settings?.split(".").at(-1),
    hasRelease: found.live !== undefined,
    ownKey: {
      value: made === undefined ? "" : (valueOf(made.document, secretKeyName) ?? ""),
      createdAt: made?.document.changes[secretKeyName]?.at ?? null,
    },
    document: kept?.document ?? noSecrets,
    version: kept === undefined ? null : versionOf(kept),
    keep: async (next) => {
      // Stages of one table may be changed side by side: one after the other writes to the file.
      if (stage.account === null || stage.region === null)
        await withProjectLock(context, project, () => keepIdentity(context, { config, stage }, found.aws));
      const write = (): ReturnType<typeof user.write> =>
        user.write(next, { expectedVersion: kept?.version ?? null });
      const written = await withStageLock(context, found, { verb: "secrets", isAloneHere: true }, write);
      for (const said of written.notices) context.tell({ type: "notice", notice: said });
      return { isUsed: true, effect: "next-up", version: versionOf(written) };
    },
    inProject: (text) => text,
  };
}
