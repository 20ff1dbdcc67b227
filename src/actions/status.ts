import { expiryOf } from "../providers/local/expire.ts";
import { logFolder } from "../providers/local/logs.ts";
import { stateOf } from "../providers/local/lifted.ts";
import { movesOf } from "../providers/local/release-history.ts";
import { functionsOf, readStatus } from "../providers/local/status.ts";
import { collectNotices } from "./collect-notices.ts";
import { findStageOnAws } from "./aws/find-stage.ts";
import type { ActionContext } from "./context.ts";
import { canaryResult, moveResult } from "./moves.ts";
import type { StatusResult } from "./results.ts";
import { findTarget } from "./workspace.ts";

/** Says how one stage is: address, release, functions, and how to reach each local service. */
export async function status(
  context: ActionContext,
  options: { readonly stage?: string | undefined },
): Promise<StatusResult> {
  const onAws = await findStageOnAws(context, options.stage);
  if (onAws !== undefined) return (await import("./aws/status.ts")).statusOnAws(context, onAws);
  const { context: telling, said } = collectNotices(context);
  const stage = await findTarget(telling, options.stage);
  const now = await readStatus(stage);
  const { description, database } = now;
  const canary = stage.services?.canary;
  const [lastMove] = movesOf(stage);
  return {
    name: stage.project.name,
    stage: stage.stage,
    provider: "local",
    state: stateOf(stage),
    url: now.url,
    browserUrl: now.browserUrl,
    release: stage.live?.release ?? null,
    releasedAt: stage.live?.createdAt ?? null,
    expiresAt: await expiryOf(stage),
    failedRelease: stage.candidate?.release ?? null,
    bundle: stage.live?.bundle ?? null,
    canary: canary == null ? null : canaryResult(canary),
    lastMove: lastMove === undefined ? null : moveResult(lastMove),
    functions: functionsOf(stage, now).map((one) => ({ ...one, sandboxes: { ...one.sandboxes } })),
    endpoints: {
      postgres: database === undefined ? null : pickEndpoint(database),
      media: now.media,
      mail: { path: stage.folder.mail },
      logs: { path: logFolder(stage) },
    },
    process:
      description === undefined ? null : { pid: description.pid, residentBytes: description.residentBytes },
    domain: null,
    resources: [],
    usdPerMonthIdle: null,
    isolation: description?.functions.isolation ?? null,
    notices: [...said],
  };
}

function pickEndpoint(
  endpoint: NonNullable<StatusResult["endpoints"]["postgres"]>,
): StatusResult["endpoints"]["postgres"] {
  const { host, port, user, password, database, url } = endpoint;
  return { host, port, user, password, database, url };
}
