import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { OperationError, UserError } from "../../../../errors.ts";
import { parseJson } from "../../../../system/json.ts";
import { notice, type Notice } from "../../../../words/words.ts";
import { secretsDocumentSchema, type SecretsDocument } from "../../../secrets/document.ts";
import type { Aws } from "../../aws.ts";
import { parameterName, stageTags, tagNames, type StageNames } from "../../names.ts";
import type { WorkOptions } from "../work.ts";
import {
  createRecord,
  deleteRecord,
  listRecordVersions,
  readRecord,
  replaceRecord,
  restoreRecord,
  type RecordVersion,
} from "./manager-record.ts";
import type { KeptSecrets, SecretsPlacement, StageSecrets } from "./stage-secrets.ts";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const limitBytes = 65_536;

/** Tries of a write that others, or AWS, keep from being made. */
const mostTries = 12;
/** AWS needs a moment to delete a record for good. */
const pauseSeconds = 5;

const documentSchema = z.object({
  ...secretsDocumentSchema.shape,
  files: secretsDocumentSchema.shape.files.default([]),
  changes: secretsDocumentSchema.shape.changes.default({}),
});
const sharedSchema = z.record(z.string(), documentSchema);

interface Place {
  readonly aws: Aws;
  readonly names: StageNames;
  readonly record: string;
  readonly share: boolean;
  /** Seconds between two tries while AWS still deletes. */
  readonly pause: number;
}

/**
 * Secrets in AWS Secrets Manager: a record of the stage's own, or the stage's part of one that the project shares.
 *
 * @param options.pauseSeconds Between two tries while AWS still deletes the record of before. Default: 5.
 */
export function openManagerSecrets(
  aws: Aws,
  names: StageNames,
  options: Pick<SecretsPlacement, "document" | "share"> & { readonly pauseSeconds?: number },
): StageSecrets {
  const { document: which, share } = options;
  const record = share ? `/monolift/${names.project}/${which}` : parameterName(names, which);
  const place: Place = { aws, names, record, share, pause: options.pauseSeconds ?? pauseSeconds };
  return {
    record,
    read: async ({ version, ...more } = {}) => {
      const found = await readRecord(aws, record, { ...more, version });
      if (found.state === "there") return keptIn(place, found.version);
      if (version === undefined) return undefined;
      throw new UserError("SECRETS_VERSION_GONE", { record, version });
    },
    write: (document, { expectedVersion, ...more }) => write(place, document, expectedVersion, more),
    versions: (more = {}) => listRecordVersions(aws, record, more),
    remove: (more = {}) => (share ? removePart(place, more) : deleteRecord(aws, record, "at-once", more)),
  };
}

type Written = Awaited<ReturnType<StageSecrets["write"]>>;

async function write(
  place: Place,
  document: SecretsDocument,
  expectedVersion: string | null,
  options: WorkOptions,
): Promise<Written> {
  const { aws, record, names } = place;
  const refused = {
    changed: new OperationError("SECRETS_CHANGED_MEANWHILE", { stage: names.stage }),
    "being-deleted": new OperationError("SECRETS_BEING_DELETED", { record }),
  } as const;
  let why: keyof typeof refused = "changed";
  for (let tries = 0; tries < mostTries; tries += 1) {
    const found = await readRecord(aws, record, options);
    if (found.state === "deleted") {
      why = "being-deleted";
      await restore(place, options);
      continue;
    }
    const before = found.state === "there" ? found.version : undefined;
    const own = before === undefined ? undefined : partOf(place, before);
    if (!(await isExpected(place, before, own, expectedVersion, options))) throw refused.changed;
    if (before !== undefined && isDeepStrictEqual(own, document))
      return { ...versionOf(place, before), notices: [] };
    const text = fitting(place, withPart(place, before, document));
    const after =
      before === undefined
        ? await createRecord(aws, { record, text, tags: tagsOf(place) }, options)
        : await replaceRecord(aws, record, { before, text }, options);
    if (typeof after === "object")
      return { ...versionOf(place, after), notices: own === undefined ? costs(place) : [] };
    // Somebody else was first, or the record of before is still being deleted: look again.
    why = after ?? "changed";
    if (after === "being-deleted") await pause(place, options);
  }
  throw refused[why];
}

/** Whether what the document was made from is still what is there; in a shared record, whether the stage's part is. */
async function isExpected(
  place: Place,
  before: RecordVersion | undefined,
  own: SecretsDocument | undefined,
  expectedVersion: string | null,
  options: WorkOptions,
): Promise<boolean> {
  if (expectedVersion === null) return own === undefined;
  if (before === undefined) return false;
  if (before.id === expectedVersion) return true;
  if (!place.share) return false;
  const expected = await readRecord(place.aws, place.record, { ...options, version: expectedVersion });
  return expected.state === "there" && isDeepStrictEqual(partOf(place, expected.version), own);
}

/**
 * A record that was marked for deletion comes back with what it had.
 *
 * @throws {UserError} `SECRETS_RESTORED` when that are secrets of this stage: they count, so that nothing is lost unseen.
 */
async function restore(place: Place, options: WorkOptions): Promise<void> {
  const { aws, record } = place;
  if (!(await restoreRecord(aws, record, options))) return pause(place, options);
  const found = await readRecord(aws, record, options);
  if (found.state === "there" && partOf(place, found.version) !== undefined)
    throw new UserError("SECRETS_RESTORED", { record });
}

/** The record goes with the last part; for a week it can come back, since another stage may be writing at this moment. */
async function removePart(place: Place, options: WorkOptions): Promise<boolean> {
  const { aws, record, names } = place;
  let isRemoved = false;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const found = await readRecord(aws, record, options);
    if (found.state !== "there") return isRemoved;
    const { [names.stage]: own, ...others } = partsOf(place, found.version);
    if (own === undefined) {
      if (Object.keys(others).length === 0) await deleteRecord(aws, record, "within-a-week", options);
      return isRemoved;
    }
    const text = JSON.stringify(others);
    isRemoved =
      (await replaceRecord(aws, record, { before: found.version, text }, options)) !== undefined || isRemoved;
  }
  throw new OperationError("SECRETS_CHANGED_MEANWHILE", { stage: names.stage });
}

function keptIn(place: Place, version: RecordVersion): KeptSecrets | undefined {
  const document = partOf(place, version);
  return document === undefined ? undefined : { ...versionOf(place, version), document };
}

function versionOf({ share, names }: Place, { id, arn }: RecordVersion): Omit<KeptSecrets, "document"> {
  return {
    version: id,
    source: `secretsmanager:${arn}:${id}${share ? `:${names.stage}` : ""}`,
    arn,
  };
}

function partOf(place: Place, version: RecordVersion): SecretsDocument | undefined {
  if (place.share) return partsOf(place, version)[place.names.stage];
  const { data } = documentSchema.safeParse(parseJson(version.text));
  if (data === undefined) throw unreadable(place, version);
  return data;
}

function partsOf(place: Place, version: RecordVersion): Readonly<Record<string, SecretsDocument>> {
  const { data } = sharedSchema.safeParse(parseJson(version.text));
  if (data === undefined) throw unreadable(place, version);
  return data;
}

/** No cause: the parser's error would quote what it read. */
function unreadable({ record }: Place, { id }: RecordVersion): OperationError {
  return new OperationError("SECRETS_UNREADABLE_ON_AWS", { record, version: id });
}

function withPart(place: Place, before: RecordVersion | undefined, document: SecretsDocument): string {
  if (!place.share) return JSON.stringify(document);
  const others = before === undefined ? {} : partsOf(place, before);
  return JSON.stringify({ ...others, [place.names.stage]: document });
}

function fitting({ record }: Place, text: string): string {
  const bytes = Buffer.byteLength(text);
  if (bytes <= limitBytes) return text;
  throw new UserError("SECRETS_TOO_LARGE", { record, store: "secrets-manager", bytes, limitBytes });
}

function tagsOf({ share, names }: Place) {
  return share ? [{ Key: tagNames.project, Value: names.project }] : stageTags(names);
}

function costs({ share, record, names: { project } }: Place): readonly Notice[] {
  return [
    share ? notice("SECRETS_RIGHT_SHARED", { project, record }) : notice("SECRETS_MANAGER_COSTS", { record }),
  ];
}

async function pause({ pause: seconds }: Place, { signal }: WorkOptions): Promise<void> {
  await setTimeout(seconds * 1000, undefined, signal === undefined ? {} : { signal });
}
