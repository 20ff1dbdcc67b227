import { movesOf } from "../providers/local/release-history.ts";
import { readReleases, type ReleaseRecord } from "../providers/local/releases.ts";
import type { ActionContext } from "./context.ts";
import { canaryResult, moveResult } from "./moves.ts";
import type { ReleasesResult } from "./release-results.ts";
import { findTarget } from "./workspace.ts";

type Release = ReleasesResult["releases"][number];

/** Says which releases of a stage are kept, what each is made of, and how `live` came to where it is. */
export async function releases(
  context: ActionContext,
  options: { readonly stage?: string | undefined },
): Promise<ReleasesResult> {
  const stage = await findTarget(context, options.stage);
  const live = stage.live?.release ?? null;
  const canary = stage.services?.canary ?? null;
  const records = await readReleases(stage.folder);
  return {
    name: stage.project.name,
    stage: stage.stage,
    live,
    canary: canary === null ? null : canaryResult(canary),
    releases: records.map((record, index) => ({
      release: record.release,
      state: record.release === live ? "live" : record.release === canary?.to ? "canary" : "kept",
      createdAt: record.createdAt,
      by: record.by,
      commit: commitOf(record),
      sizeBytes: record.sizeBytes,
      migrations: record.migrations,
      changed: changesOf(record, records[index + 1]),
      secrets: record.secrets,
    })),
    moves: movesOf(stage).map(moveResult),
  };
}

function commitOf({ commit, subject }: ReleaseRecord): Release["commit"] {
  if (commit === null) return null;
  const isDirty = commit.endsWith("+");
  return { id: isDirty ? commit.slice(0, -1) : commit, isDirty, subject };
}

function changesOf(record: ReleaseRecord, before: ReleaseRecord | undefined): Release["changed"] {
  const { parts } = record;
  const former = before?.parts;
  if (parts === null || former == null) return null;
  const kinds = ["code", "dependencies", "runtime", "configuration"] as const;
  return kinds.filter((kind) => parts[kind] !== former[kind]);
}
