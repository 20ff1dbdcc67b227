import type { Provisions } from "../plan/provisions.ts";
import { askCandidate, bootCandidate, type Candidate } from "../providers/local/local-stage.ts";
import { readFailure } from "../providers/local/logs.ts";
import type { Process } from "../providers/local/process.ts";
import { createRestorePoint } from "../providers/local/restore-points.ts";
import { currentUser } from "../system/user.ts";
import type { ActionContext } from "./context.ts";
import { runOwn } from "./own-command.ts";
import type { ReleaseTarget } from "./release-target.ts";
import type { Site } from "./site.ts";

/** A new release on this machine. */
export function localTarget(made: {
  readonly context: ActionContext;
  readonly site: Site;
  readonly process: Process;
  readonly provisions: Provisions;
  readonly candidate: Candidate;
}): ReleaseTarget {
  const { site, process, provisions, candidate } = made;
  const live = site.lifted?.live?.release;
  return {
    live,
    database: provisions.database,
    run: (parameters, onResult) => runOwn(made, parameters, onResult),
    boot: () => bootCandidate(process, candidate),
    ask: (path) => askCandidate(process, candidate, path),
    readFailure: () => readFailure(site.project, candidate.record),
    keepData: async () => {
      const { id } = await createRestorePoint(
        { daemon: process, folder: site.folder, names: site.names },
        { by: currentUser(), release: live ?? null, reason: "migration" },
      );
      return { id, hasFiles: true };
    },
  };
}
