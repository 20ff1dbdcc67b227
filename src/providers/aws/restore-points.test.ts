import { beforeEach, describe, expect, it } from "vitest";
import { useMinistack } from "../../../test/aws/use-ministack.ts";
import type { DatabasePoint, DatabasePoints } from "../provider.ts";
import { ensureBucket } from "./data/buckets/ensure-bucket.ts";
import { bucketName, stageTags } from "./names.ts";
import {
  createRestorePoint,
  hasRowsOfAnother,
  listRestorePoints,
  ownRows,
  restorePoint,
  type PointsPlace,
} from "./restore-points.ts";

const about = { by: "hanako@laptop", release: 3, reason: "migration" } as const;

describe("restore points of a stage on AWS", () => {
  const { aws } = useMinistack();
  let stages = 0;
  let place: PointsPlace;
  let kept: string[];
  let isFull: boolean;

  beforeEach(async () => {
    kept = [];
    isFull = false;
    const names = { project: "blog", stage: `s${++stages}` };
    await ensureBucket(aws(), { name: bucketName(names, "files", aws()), tags: stageTags(names) });
    const point = (name: string): DatabasePoint => ({ name, createdAt: "", sizeBytes: 9 });
    const points: DatabasePoints = {
      list: () => Promise.resolve(kept.map(point)),
      create: (name) => {
        if (isFull) return Promise.reject(new Error("full"));
        kept.push(name);
        return Promise.resolve(point(name));
      },
      restore: (_, keptAs) => {
        kept.push(keptAs);
        return Promise.resolve({
          url: "",
          isNew: false,
          maxConnections: null,
          sleeps: true,
          sizeBytes: null,
        });
      },
      remove: (name) => {
        kept = kept.filter((one) => one !== name);
        return Promise.resolve();
      },
    };
    place = { aws: aws(), names, points };
  });
  const ids = async (): Promise<readonly number[]> => (await listRestorePoints(place)).map(({ id }) => id);

  it("are numbered from 1, and say by whom, of which release and why", async () => {
    expect(await createRestorePoint(place, about)).toMatchObject({ id: 1, ...about, sizeBytes: 9 });
    await createRestorePoint(place, about);
    expect(await ids()).toEqual([1, 2]);
  });

  it("keep the newest five, and give no number twice", async () => {
    for (let made = 0; made < 7; made += 1) await createRestorePoint(place, about);
    expect(await ids()).toEqual([3, 4, 5, 6, 7]);
    expect(kept).toEqual(["3", "4", "5", "6", "7"]);
    kept = [];
    expect((await createRestorePoint(place, about)).id).toBe(8);
  });

  it("are none where the rows were not kept, and their number is used up", async () => {
    isFull = true;
    await expect(createRestorePoint(place, about)).rejects.toThrow("full");
    expect(await ids()).toEqual([]);
    isFull = false;
    expect((await createRestorePoint(place, about)).id).toBe(2);
  });

  it("spare the one that is brought back, and keep what it took the place of", async () => {
    for (let made = 0; made < 5; made += 1) await createRestorePoint(place, about);
    const was = await restorePoint(place, { id: 1, release: 2 }, { by: "ann@desk", release: 3 });
    expect(was).toMatchObject({ id: 6, by: "ann@desk", release: 3, reason: "restore" });
    expect(await ids()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("leave word that the rows are of another release until a release has migrated them", async () => {
    expect(await hasRowsOfAnother(place, 3)).toBe(false);
    await createRestorePoint(place, about);
    await restorePoint(place, { id: 1, release: 2 }, { by: "ann@desk", release: 3 });
    expect([await hasRowsOfAnother(place, 3), await hasRowsOfAnother(place, 2)]).toEqual([true, false]);
    await ownRows(place);
    expect(await hasRowsOfAnother(place, 3)).toBe(false);
  });
});
