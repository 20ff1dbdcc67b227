import { join } from "node:path";
import { z } from "zod";
import type { Daemon } from "../../platform/daemon/client.ts";
import type { DataFacts, DataPlace } from "../../platform/daemon/data.ts";
import { readTextIfThere, writeAtomically } from "../../system/files.ts";
import { dataOf, doorName, type StageNames } from "./local-stage.ts";
import type { StageFolder } from "./stage-folder.ts";

/** Points that are kept; an older one goes when a new one is made. */
const keptPoints = 5;

const restorePointSchema = z.object({
  /** Counts from 1, and is never given twice. */
  id: z.number().int(),
  /** ISO 8601 in UTC. */
  createdAt: z.string(),
  by: z.string(),
  /** The release that was served, whose code fits these rows. */
  release: z.number().int().nullable(),
  /** `migration`: before one that cannot be undone. `restore`, `import`: what a point or an export took the place of. */
  reason: z.enum(["migration", "restore", "import"]),
});
/** The rows and files of a stage as they were at one moment. */
export type RestorePoint = z.infer<typeof restorePointSchema>;

const fileSchema = z.object({
  next: z.number().int(),
  points: z.array(restorePointSchema),
  /** The release whose code fits the rows, where a restore has made that another one than it was; null otherwise. */
  rowsOf: z.number().int().nullable().default(null),
});
type PointsFile = z.infer<typeof fileSchema>;

/** A stage whose data are copied, and the process that does it. */
export interface PointsOf {
  readonly daemon: Daemon;
  readonly folder: StageFolder;
  readonly names: StageNames;
}

/** The points of a stage, oldest first. */
export async function listRestorePoints(folder: StageFolder): Promise<readonly RestorePoint[]> {
  return (await readPoints(folder)).points;
}

/** Keeps the stage's rows and files as they are now. Written down once the copy is whole. */
export async function createRestorePoint(
  stage: PointsOf,
  about: Pick<RestorePoint, "by" | "release" | "reason">,
): Promise<RestorePoint> {
  const { daemon, folder, names } = stage;
  const id = await takeNumber(folder);
  await daemon.call("copy-data", { from: dataOf(names), to: placeOf(names, id), door: doorName(names) });
  return addPoint(stage, { id, createdAt: new Date().toISOString(), ...about });
}

/**
 * Puts a point's rows and files in the place of the stage's. What was there becomes a point itself, so that this can be
 * undone the same way.
 */
export async function restorePoint(
  stage: PointsOf,
  point: RestorePoint,
  about: Pick<RestorePoint, "by" | "release">,
): Promise<RestorePoint> {
  const { daemon, folder, names } = stage;
  const kept = await keepWhile(stage, { reason: "restore", ...about }, point.id, async (keptAs) => {
    const from = placeOf(names, point.id);
    await daemon.call("replace-data", { from, to: dataOf(names), keptAs, door: doorName(names) });
    return { isKept: true };
  });
  await writePoints(folder, { ...(await readPoints(folder)), rowsOf: point.release });
  return kept.point;
}

/**
 * Has something take the place of a stage's data, which are kept as a point.
 *
 * @param spared A point that is not removed for it, however old it is.
 * @param work Is given where they are kept, and says whether they are.
 */
export async function keepWhile<T extends { readonly isKept: boolean }>(
  stage: PointsOf,
  about: Pick<RestorePoint, "by" | "release" | "reason">,
  spared: number | undefined,
  work: (keptAs: DataPlace) => Promise<T>,
): Promise<T & { readonly point: RestorePoint }> {
  const id = await takeNumber(stage.folder);
  const done = await work(placeOf(stage.names, id));
  const point = { id, createdAt: new Date().toISOString(), ...about };
  if (done.isKept) await addPoint(stage, point, spared);
  return { ...done, point };
}

/** Whether the stage's rows were restored from another release than the one that is live. */
export async function hasRowsOfAnother(folder: StageFolder, live: number): Promise<boolean> {
  const { rowsOf } = await readPoints(folder);
  return rowsOf !== null && rowsOf !== live;
}

/** Says that the rows fit the release that is live: it has migrated them. */
export async function ownRows(folder: StageFolder): Promise<void> {
  const file = await readPoints(folder);
  if (file.rowsOf !== null) await writePoints(folder, { ...file, rowsOf: null });
}

/** Bytes of each point's database, by its number; files are shared with the stage's own. */
export async function measurePoints({ daemon, names }: PointsOf): Promise<ReadonlyMap<number, number>> {
  const { databases } = await daemon.call("list-data", dataOf(names));
  return new Map(
    databases.flatMap(({ name, bytes }) => {
      const id = name.slice(dataOf(names).database.length + 1);
      return /^\d+$/.test(id) ? [[Number(id), bytes] as const] : [];
    }),
  );
}

/** What a point holds, or with no point the stage. */
export async function readPointFacts(
  { daemon, names }: PointsOf,
  point: RestorePoint | undefined,
): Promise<DataFacts | null> {
  const place = point === undefined ? dataOf(names) : placeOf(names, point.id);
  return (await daemon.call("data-facts", place)).facts;
}

/** No stage can have these names: a stage's has neither `~` nor a dot. */
function placeOf(names: StageNames, id: number): DataPlace {
  const { database, bucket } = dataOf(names);
  return { database: `${database}~${id}`, bucket: `${bucket}.${id}` };
}

/** @param spared A point that is not removed, however old it is. */
async function addPoint(
  { daemon, folder, names }: PointsOf,
  point: RestorePoint,
  spared?: number,
): Promise<RestorePoint> {
  const file = await readPoints(folder);
  const all = [...file.points, point];
  const old = all.slice(0, -keptPoints).filter(({ id }) => id !== spared);
  await writePoints(folder, { ...file, points: all.filter((one) => !old.includes(one)) });
  for (const { id } of old) await daemon.call("drop-data", placeOf(names, id));
  return point;
}

/** A number is used up even when the copy fails: whatever lies under it is not taken for a whole one. */
async function takeNumber(folder: StageFolder): Promise<number> {
  const file = await readPoints(folder);
  await writePoints(folder, { ...file, next: file.next + 1 });
  return file.next;
}

const fileOf = (folder: StageFolder): string => join(folder.root, "restore-points.json");

async function readPoints(folder: StageFolder): Promise<PointsFile> {
  const text = await readTextIfThere(fileOf(folder));
  return text === undefined ? { next: 1, points: [], rowsOf: null } : fileSchema.parse(JSON.parse(text));
}

function writePoints(folder: StageFolder, points: PointsFile): Promise<void> {
  return writeAtomically(fileOf(folder), JSON.stringify(points));
}
