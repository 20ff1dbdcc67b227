import { z } from "zod";
import type { DatabasePoint, DatabasePoints } from "../provider.ts";
import { listObjects } from "./data/buckets/list-objects.ts";
import { removeObjects } from "./data/buckets/remove-objects.ts";
import { createJson, putJson, readJson } from "./data/objects/json-objects.ts";
import { bucketName } from "./names.ts";
import type { RecordPlace } from "./releases.ts";

/** Points that are kept; an older one goes when a new one is made. */
const keptPoints = 5;

const recordSchema = z.object({
  /** ISO 8601 in UTC. */
  createdAt: z.string(),
  by: z.string(),
  /** The release that was served, whose code fits these rows. */
  release: z.number().int().nullable(),
  /** `migration`: before one that cannot be undone. `restore`: what a point took the place of. */
  reason: z.enum(["migration", "restore", "import"]),
});
type PointRecord = z.infer<typeof recordSchema>;

/** The rows of a stage as they were at one moment. Uploaded files are no part of it. */
export interface AwsRestorePoint extends PointRecord {
  /** Counts from 1, and is never given twice. */
  readonly id: number;
  /** Bytes that its rows take; null where the supplier of the database does not tell. */
  readonly sizeBytes: number | null;
}

/** A stage whose rows are kept, and who keeps them. */
export interface PointsPlace extends RecordPlace {
  readonly points: DatabasePoints;
}

/**
 * The points of a stage, oldest first: what the supplier of the database keeps and a record in the stage's bucket speaks of. A
 * record alone is what an interruption has left.
 */
export async function listRestorePoints(place: PointsPlace): Promise<readonly AwsRestorePoint[]> {
  const [kept, numbers] = await Promise.all([place.points.list(), listNumbers(place)]);
  const byName = new Map(kept.map((one) => [one.name, one]));
  const points = await Promise.all(numbers.map((id) => readPoint(place, id, byName.get(String(id)))));
  return points.filter((one) => one !== undefined);
}

/** Keeps the stage's rows as they are now. */
export async function createRestorePoint(
  place: PointsPlace,
  about: Omit<PointRecord, "createdAt">,
): Promise<AwsRestorePoint> {
  const point = await takeNumber(place, about);
  const { sizeBytes } = await place.points.create(String(point.id));
  await removeOld(place);
  return { ...point, sizeBytes };
}

/**
 * Puts a point's rows in the place of the stage's, which become a point themselves, so that this can be undone the same way.
 *
 * @returns What was there.
 */
export async function restorePoint(
  place: PointsPlace,
  point: Pick<AwsRestorePoint, "id" | "release">,
  about: Pick<PointRecord, "by" | "release">,
): Promise<AwsRestorePoint> {
  const kept = await takeNumber(place, { ...about, reason: "restore" });
  await place.points.restore(String(point.id), String(kept.id));
  await putJson(place.aws, bucketOf(place), rowsKey, { release: point.release });
  await removeOld(place, point.id);
  return { ...kept, sizeBytes: null };
}

const rowsSchema = z.object({
  /** The release whose code fits the rows, where a restore has made that another one than it was; null otherwise. */
  release: z.number().int().nullable(),
});
const folder = "points/";
const rowsKey = `${folder}rows.json`;

/** Whether the stage's rows were restored from another release than the one that is live. */
export async function hasRowsOfAnother(place: RecordPlace, live: number): Promise<boolean> {
  const rows = await readJson(place.aws, bucketOf(place), rowsKey, rowsSchema);
  return rows !== undefined && rows.release !== null && rows.release !== live;
}

/** Says that the rows fit the release that is live: it has migrated them. */
export async function ownRows(place: RecordPlace): Promise<void> {
  const rows = await readJson(place.aws, bucketOf(place), rowsKey, rowsSchema);
  if (rows !== undefined && rows.release !== null)
    await putJson(place.aws, bucketOf(place), rowsKey, { release: null });
}

const bucketOf = ({ aws, names }: RecordPlace): string => bucketName(names, "files", aws);
const keyOf = (id: number): string => `${folder}${id}.json`;

async function listNumbers(place: RecordPlace): Promise<readonly number[]> {
  const numbers: number[] = [];
  for await (const { key } of listObjects(place.aws, bucketOf(place), folder)) {
    const number = /^points\/([1-9]\d*)\.json$/.exec(key)?.[1];
    if (number !== undefined) numbers.push(Number(number));
  }
  return numbers.toSorted((one, other) => one - other);
}

async function readPoint(
  place: RecordPlace,
  id: number,
  kept: DatabasePoint | undefined,
): Promise<AwsRestorePoint | undefined> {
  if (kept === undefined) return undefined;
  const record = await readJson(place.aws, bucketOf(place), keyOf(id), recordSchema);
  return record && { id, ...record, sizeBytes: kept.sizeBytes };
}

/** A number is used up even when keeping the rows fails: whatever lies under it is not taken for a whole point. */
async function takeNumber(
  place: PointsPlace,
  about: Omit<PointRecord, "createdAt">,
): Promise<Omit<AwsRestorePoint, "sizeBytes">> {
  const record: PointRecord = { createdAt: new Date().toISOString(), ...about };
  const kept = (await place.points.list()).map(({ name }) => Number(name));
  const taken = [...kept, ...(await listNumbers(place))].filter(Number.isInteger);
  for (let id = Math.max(0, ...taken) + 1; ; id += 1) {
    if (await createJson(place.aws, bucketOf(place), keyOf(id), record)) return { id, ...record };
  }
}

/**
 * Removes the oldest points. The newest record stays whatever it is of, so that its number is not given again.
 *
 * @param spared A point that is not removed, however old it is.
 */
async function removeOld(place: PointsPlace, spared?: number): Promise<void> {
  const points = await listRestorePoints(place);
  const old = points.slice(0, -keptPoints).filter(({ id }) => id !== spared);
  for (const { id } of old) await place.points.remove(String(id));
  const kept = new Set(points.filter((one) => !old.includes(one)).map(({ id }) => id));
  const records = (await listNumbers(place)).slice(0, -1).filter((id) => !kept.has(id));
  const keys = records.map((id) => ({ Key: keyOf(id) }));
  if (keys.length > 0) await removeObjects(place.aws, bucketOf(place), keys);
}
