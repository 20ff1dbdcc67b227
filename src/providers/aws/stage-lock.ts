import { randomUUID } from "node:crypto";
import { z } from "zod";
import { UserError } from "../../errors.ts";
import { isAwsError } from "./data/aws-error.ts";
import { findJson, removeJson, replaceJson, type ObjectPlace } from "./data/objects/conditional-json.ts";
import { createJson } from "./data/objects/json-objects.ts";
import { bucketName } from "./names.ts";
import type { RecordPlace } from "./releases.ts";

const holderSchema = z.object({
  /** `user@host`. */
  by: z.string(),
  /** The verb: `up`. */
  verb: z.string(),
  /** ISO 8601 in UTC, by the holder's clock. */
  since: z.string(),
  /** Tells one user of one machine from others; null where nothing there keeps two of them apart. */
  machine: z.string().nullable(),
  /** Unlike that of any other holder. */
  token: z.string(),
});

/** Who changes a stage, from which machine. */
export type LockHolder = z.infer<typeof holderSchema>;

export interface LockRequest extends Pick<LockHolder, "by" | "verb" | "machine"> {
  /** Takes it from whoever has it. */
  readonly breaks: boolean;
}

export interface StageLock {
  /** Whoever held it before, and did not give it back. */
  readonly takenFrom: LockHolder | undefined;
  readonly release: () => Promise<void>;
}

/** Key of the lock in the bucket of a stage's files. */
const lockKey = "lock.json";

const minuteMs = 60_000;
/** A holder says so often that it is still there. */
const renewedEveryMs = 5 * minuteMs;
/** A holder that has not said so for this long is gone. */
const staleAfterMs = 30 * minuteMs;

/**
 * Takes the lock of a stage, which one machine of all can hold. One that was not renewed for half an hour, and one of this
 * machine's, whose process is gone, is taken over. Nobody is waited for.
 *
 * @param options.renewedEveryMs Default: 5 minutes.
 * @param options.now Default: the clock of this machine.
 * @returns Undefined while the stage has no bucket: then there is nothing that two could change.
 * @throws {UserError} `STAGE_LOCKED`
 */
export async function takeStageLock(
  { aws, names }: RecordPlace,
  { by, verb, machine, breaks }: LockRequest,
  options: { readonly renewedEveryMs?: number; readonly now?: () => Date } = {},
): Promise<StageLock | undefined> {
  const place: ObjectPlace = { aws, bucket: bucketName(names, "files", aws), key: lockKey };
  const now = options.now ?? (() => new Date());
  const holder: LockHolder = { by, verb, machine, since: now().toISOString(), token: randomUUID() };
  const held: Held = { place, holder, everyMs: options.renewedEveryMs ?? renewedEveryMs };
  for (;;) {
    const isNew = await create(place, holder);
    if (isNew === undefined) return undefined;
    if (isNew) return hold(held, undefined);
    const found = await findJson(place, holderSchema);
    // Given back at this moment.
    if (found === undefined) continue;
    const ageMs = now().getTime() - found.writtenAt.getTime();
    const isOwn = machine !== null && found.value?.machine === machine;
    if (!breaks && !isOwn && ageMs < staleAfterMs) throw locked(names.stage, found.value);
    const isTaken = (await replaceJson(place, holder, found.etag)) !== undefined;
    if (isTaken) return hold(held, found.value);
  }
}

interface Held {
  readonly place: ObjectPlace;
  readonly holder: LockHolder;
  readonly everyMs: number;
}

/** False where somebody holds it; undefined where there is no bucket. */
async function create({ aws, bucket, key }: ObjectPlace, holder: LockHolder): Promise<boolean | undefined> {
  try {
    return await createJson(aws, bucket, key, holder);
  } catch (error) {
    if (isAwsError(error, "NoSuchBucket")) return undefined;
    throw error;
  }
}

function hold(held: Held, takenFrom: LockHolder | undefined): StageLock {
  let renewing: Promise<unknown> = Promise.resolve();
  // A network that is away for a moment is no reason to end the work; half an hour is enough for many tries.
  const renew = (): Promise<unknown> =>
    ifStillHeld(held, (etag) => replaceJson(held.place, held.holder, etag)).catch(() => undefined);
  const timer = setInterval(() => {
    renewing = renewing.then(renew);
  }, held.everyMs);
  timer.unref();
  return {
    takenFrom,
    release: async () => {
      clearInterval(timer);
      await renewing;
      await ifStillHeld(held, (etag) => removeJson(held.place, etag));
    },
  };
}

/** Somebody may have taken it on purpose. */
async function ifStillHeld({ place, holder }: Held, work: (etag: string) => Promise<unknown>): Promise<void> {
  const found = await findJson(place, holderSchema);
  if (found?.value?.token === holder.token) await work(found.etag);
}

/** A lock that is damaged is somebody's still. */
function locked(stage: string, holder: LockHolder | undefined): UserError {
  const { by, verb, since } = holder ?? { by: null, verb: null, since: null };
  return new UserError("STAGE_LOCKED", { stage, by, verb, since });
}
