import {
  CreateDBClusterSnapshotCommand,
  DeleteDBClusterSnapshotCommand,
  paginateDescribeDBClusterSnapshots,
  type DBClusterSnapshot,
} from "@aws-sdk/client-rds";
import { OperationError } from "../../../errors.ts";
import { notice } from "../../../words/words.ts";
import { stageTags, tagNames } from "../names.ts";
import { minutesOf, waitFor } from "../waiting.ts";
import { isAbsent, unlessExists } from "./aurora-cluster.ts";
import type { Work } from "./aurora-work.ts";

/** The rows of a stage as they were at one moment: a snapshot of its cluster, which costs by its size. */
export interface AuroraPoint {
  /** Counts from 1. */
  readonly id: number;
  /** Name of the snapshot. */
  readonly snapshot: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly isWhole: boolean;
  /** What was said of it when it was made, by name. */
  readonly about: Readonly<Record<string, string>>;
}

const aboutPrefix = "monolift:about-";

/** Snapshots take minutes, and longer the more was written since the last one. */
const patience = { everyMs: 15_000, mostMs: 60 * 60_000 } as const;

/**
 * Keeps the rows as they are now, and waits until that is done. The same number again finds what was begun.
 *
 * @param about Kept with it as tags: by whom, for which release, why.
 * @throws {OperationError} `AURORA_SLOW`
 */
export async function makePoint(
  work: Work,
  id: number,
  about: Readonly<Record<string, string>>,
): Promise<AuroraPoint> {
  const tags = Object.entries(about).map(([name, Value]) => ({ Key: `${aboutPrefix}${name}`, Value }));
  await work.clusters.rds
    .send(
      new CreateDBClusterSnapshotCommand({
        DBClusterIdentifier: work.name,
        DBClusterSnapshotIdentifier: snapshotName(work, id),
        Tags: [...stageTags(work.names), ...tags],
      }),
    )
    .catch(unlessExists);
  const point = await waitFor(
    async (waitedMs) => {
      const found = (await listPoints(work)).find((one) => one.id === id);
      if (found?.isWhole === true) return found;
      const facts = { cluster: work.name, status: "backing-up", minutes: minutesOf(waitedMs) };
      work.watcher.onWaiting(notice("AURORA_WAITS", facts));
      return undefined;
    },
    { ...patience, watcher: work.watcher },
  );
  if (point !== undefined) return point;
  const facts = { cluster: work.name, status: "backing-up", minutes: minutesOf(patience.mostMs) };
  throw new OperationError("AURORA_SLOW", facts);
}

/** The points of a stage, the oldest first. */
export async function listPoints(work: Work): Promise<readonly AuroraPoint[]> {
  const points: AuroraPoint[] = [];
  // Not by the cluster's name, which another cluster has since a point was put back.
  const filters = { SnapshotType: "manual" };
  for await (const page of paginateDescribeDBClusterSnapshots({ client: work.clusters.rds }, filters))
    points.push(...(page.DBClusterSnapshots ?? []).flatMap((one) => pointOf(work, one) ?? []));
  return points.toSorted((a, b) => a.id - b.id);
}

/** Deletes points; those that are not there are no error. Default: all of the stage. */
export async function deletePoints(work: Work, ids?: readonly number[]): Promise<void> {
  const points = await listPoints(work);
  for (const { id, snapshot } of points) {
    if (ids !== undefined && !ids.includes(id)) continue;
    const request = new DeleteDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier: snapshot });
    await work.clusters.rds.send(request).catch((error: unknown) => {
      if (!isAbsent(error)) throw error;
    });
  }
}

export function snapshotName({ name }: Work, id: number): string {
  return `${name}-point-${id}`;
}

function pointOf(work: Work, found: DBClusterSnapshot): AuroraPoint | undefined {
  const { DBClusterSnapshotIdentifier: snapshot = "", SnapshotCreateTime, Status, TagList = [] } = found;
  const tags = new Map(TagList.map(({ Key = "", Value = "" }) => [Key, Value]));
  const id = Number(snapshot.slice(`${work.name}-point-`.length));
  // A snapshot of somebody else's, or one that was kept when a database of this name went before.
  if (snapshot !== snapshotName(work, id) || tags.get(tagNames.stage) !== work.names.stage) return undefined;
  const about = [...tags].filter(([key]) => key.startsWith(aboutPrefix));
  return {
    id,
    snapshot,
    createdAt: (SnapshotCreateTime ?? new Date(0)).toISOString(),
    isWhole: Status === "available",
    about: Object.fromEntries(about.map(([key, value]) => [key.slice(aboutPrefix.length), value])),
  };
}
