import { movesOf } from "../providers/local/release-history.ts";
import { readReleases } from "../providers/local/releases.ts";
import { findStageOnAws } from "./aws/find-stage.ts";
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
  const onAws = await findStageOnAws(context, options.stage);
  if (onAws !== undefined) return (await import("./aws/releases.ts")).releasesOnAws(context, onAws);
  const stage = await findTarget(context, options.stage);
  const live = stage.live?.release ?? null;
  const canary = stage.services?.canary ?? null;
  const records = await readReleases(stage.folder);
  return {
    name: stage.project.name,
    stage: stage.stage,
    live,
    canary: canary === null ? null : canaryResult(canary),
    releases: describeReleases(records, { live, canary: canary?.to ?? null }),
    moves: movesOf(stage).map(moveResult),
  };
}

/** What every provider keeps of a release. */
interface KeptRelease extends Pick<
  Release,
  "release" | "createdAt" | "by" | "sizeBytes" | "migrations" | "secrets"
> {
  readonly commit: string | null;
  readonly subject: string | null;
  readonly parts: Readonly<Record<"code" | "dependencies" | "runtime" | "configuration", string>> | null;
}

/** Says what each release is made of, and what is new in it. */
export function describeReleases(
  records: readonly KeptRelease[],
  served: { readonly live: number | null; readonly canary: number | null },
): ReleasesResult["releases"] {
  return records.map((record, index) => ({
    release: record.release,
    state: record.release === served.live ? "live" : record.release === served.canary ? "canary" : "kept",
    createdAt: record.createdAt,
    by: record.by,
    commit: commitOf(record),
    sizeBytes: record.sizeBytes,
    migrations: record.migrations,
    changed: changesOf(record, records[index + 1]),
    secrets: record.secrets,
  }));
}

function commitOf({ commit, subject }: KeptRelease): Release["commit"] {
  if (commit === null) return null;
  const isDirty = commit.endsWith("+");
  return { id: isDirty ? commit.slice(0, -1) : commit, isDirty, subject };
}

function changesOf(record: KeptRelease, before: KeptRelease | undefined): Release["changed"] {
  const { parts } = record;
  const former = before?.parts;
  if (parts === null || former == null) return null;
  const kinds = ["code", "dependencies", "runtime", "configuration"] as const;
  return kinds.filter((kind) => parts[kind] !== former[kind]);
}
