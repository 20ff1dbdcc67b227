import type { Aws } from "../aws.ts";
import type { DatabasePoint, DatabasePoints, DatabaseState } from "../../provider.ts";
import { explainRds } from "./aurora-cluster.ts";
import { deletePoints, listPoints, makePoint, type AuroraPoint } from "./aurora-points.ts";
import { workOn, type AuroraOptions } from "./aurora-work.ts";
import { finishRestore, restorePoint } from "./restore-point.ts";

/**
 * Restore points of a stage's cluster: snapshots, named by numbers. What is written between the snapshot of a database that is
 * about to be replaced and its replacement, ten minutes and more, is lost: RDS can do neither at once.
 *
 * @param describe What the cluster is once a point has taken its place.
 */
export function auroraRestorePoints(
  aws: Aws,
  options: AuroraOptions,
  describe: () => Promise<DatabaseState>,
): DatabasePoints {
  const work = workOn(aws, options);
  const explained = async <T>(doing: () => Promise<T>): Promise<T> => doing().catch(explainRds(work.name));
  return {
    list: () => explained(async () => (await listPoints(work)).filter(({ isWhole }) => isWhole).map(asPoint)),
    create: (name) => explained(async () => asPoint(await makePoint(work, Number(name), {}))),
    restore: async (name, keptAs) => {
      await explained(async () => {
        await finishRestore(work);
        await makePoint(work, Number(keptAs), {});
      });
      await restorePoint(aws, options, Number(name));
      return describe();
    },
    remove: (name) => explained(() => deletePoints(work, [Number(name)])),
  };
}

function asPoint({ id, createdAt }: AuroraPoint): DatabasePoint {
  return { name: String(id), createdAt, sizeBytes: null };
}
