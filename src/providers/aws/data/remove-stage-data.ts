import type { Aws } from "../aws.ts";
import { bucketName, parameterName, stageTags, type StageNames } from "../names.ts";
import { findRepository, measureImages, removeRepository, repositoryName } from "../images/repository.ts";
import { deleteBucket } from "./buckets/delete-bucket.ts";
import { hasBucket } from "./buckets/ensure-bucket.ts";
import { measureBucket } from "./buckets/measure-bucket.ts";
import { listParameters } from "./parameters/list-parameters.ts";
import { deleteParameters } from "./parameters/parameters.ts";
import { usdPerMonth } from "./prices.ts";
import { openManagerSecrets } from "./secrets/manager-secrets.ts";
import type { Progress, WorkOptions } from "./work.ts";

/** What holds a stage's data. */
export interface StageDataPart {
  /** `media`: uploads. `files`: code, static files, records of releases. `images`: code that is too large for a zip. */
  readonly what: "media" | "secrets" | "files" | "images";
  readonly name: string;
  /** Null where it is not counted. */
  readonly objects: number | null;
  readonly bytes: number | null;
  readonly lastWrite: string | null;
  /** About, at the storage price of most Regions. */
  readonly usdPerMonth: number;
}

export interface RemovalOptions extends Omit<WorkOptions, "onProgress"> {
  /** Told of the objects of one bucket. */
  readonly onProgress?: ((part: { readonly name: string } & Progress) => void) | undefined;
}

/**
 * Removes what holds a stage's data and is made by API, but for its database: uploads, secrets, images, and last the bucket with the
 * records of releases, so that who was interrupted still sees what there was. What runs is to be gone before, or it writes on.
 *
 * @returns Names of what is gone; what was gone already is not among them.
 * @throws {UserError} `BUCKET_OF_ANOTHER_STAGE` before anything of that bucket is touched.
 * @throws {OperationError} `BUCKET_OBJECT_KEPT`, `BUCKET_STILL_WRITTEN`
 */
export async function removeStageData(
  aws: Aws,
  names: StageNames,
  options: RemovalOptions = {},
): Promise<readonly string[]> {
  const removed: string[] = [];
  await removeBucket("media");
  for (const share of [false, true]) {
    const secrets = openManagerSecrets(aws, names, { document: "secrets", share });
    if (await secrets.remove({ signal: options.signal })) removed.push(secrets.record);
  }
  const parameters = await listParameters(aws, parameterPath(names), { signal: options.signal });
  const gone = await deleteParameters(
    aws,
    parameters.flatMap(({ Name }) => Name ?? []),
    { signal: options.signal },
  );
  removed.push(...gone);
  if (await removeRepository(aws, names)) removed.push(repositoryName(names));
  await removeBucket("files");
  return removed;

  async function removeBucket(what: "files" | "media"): Promise<void> {
    const name = bucketName(names, what, aws);
    if (!(await hasBucket(aws, { name, tags: stageTags(names) }, { signal: options.signal }))) return;
    await deleteBucket(aws, name, {
      signal: options.signal,
      onProgress: (progress) => options.onProgress?.({ name, ...progress }),
    });
    removed.push(name);
  }
}

/** Says what holds a stage's data and what that costs; changes nothing. Secrets of other stages in a shared record don't count. */
export async function listStageData(
  aws: Aws,
  names: StageNames,
  options: RemovalOptions = {},
): Promise<readonly StageDataPart[]> {
  const { signal } = options;
  const parts = [
    await bucket("media"),
    ...(await secretsOf(false)),
    ...(await secretsOf(true)),
    ...(await parameters()),
    await images(),
    await bucket("files"),
  ];
  return parts.filter((part) => part !== undefined);

  async function bucket(what: "files" | "media"): Promise<StageDataPart | undefined> {
    const name = bucketName(names, what, aws);
    if (!(await hasBucket(aws, { name, tags: stageTags(names) }, { signal }))) return undefined;
    const content = await measureBucket(aws, name, {
      signal,
      onProgress: (progress) => options.onProgress?.({ name, ...progress }),
    });
    const { objects, bytes, lastWrite } = content ?? { objects: 0, bytes: 0, lastWrite: null };
    return { what, name, objects, bytes, lastWrite, usdPerMonth: (bytes / 1e9) * usdPerMonth.gigabyte };
  }

  async function images(): Promise<StageDataPart | undefined> {
    if ((await findRepository(aws, names)) === undefined) return undefined;
    const { images: objects, sizeBytes: bytes } = await measureImages(aws, names);
    const price = (bytes / 1e9) * usdPerMonth.imageGigabyte;
    const name = repositoryName(names);
    return { what: "images", name, objects, bytes, lastWrite: null, usdPerMonth: price };
  }

  async function secretsOf(share: boolean): Promise<readonly StageDataPart[]> {
    const secrets = openManagerSecrets(aws, names, { document: "secrets", share });
    const isThere = (await secrets.read({ signal })) !== undefined;
    return isThere ? [uncounted(secrets.record, share ? 0 : usdPerMonth.secret)] : [];
  }

  async function parameters(): Promise<readonly StageDataPart[]> {
    const found = await listParameters(aws, parameterPath(names), { signal });
    return found.map(({ Name = "", Tier }) =>
      uncounted(Name, Tier === "Advanced" ? usdPerMonth.advancedParameter : 0),
    );
  }
}

function uncounted(name: string, price: number): StageDataPart {
  return { what: "secrets", name, objects: null, bytes: null, lastWrite: null, usdPerMonth: price };
}

function parameterPath(names: StageNames): string {
  return parameterName(names, "").slice(0, -1);
}
