import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { GetParameterHistoryCommand, SSMClient } from "@aws-sdk/client-ssm";
import { z } from "zod";
import { OperationError, UserError } from "../../../../errors.ts";
import { notice, type Notice } from "../../../../words/words.ts";
import { secretsDocumentSchema, type SecretsDocument } from "../../../secrets/document.ts";
import type { Aws } from "../../aws.ts";
import { parameterName, stageTags, type StageNames } from "../../names.ts";
import { unlessAwsError } from "../aws-error.ts";
import {
  createParameter,
  deleteParameters,
  overwriteParameter,
  parameterLimits,
  readParameter,
} from "../parameters/parameters.ts";
import { partitionOf } from "../partition.ts";
import { sendOptions, type WorkOptions } from "../work.ts";
import { decode, encode } from "./encode.ts";
import type { KeptSecrets, SecretsPlacement, StageSecrets, WrittenSecrets } from "./stage-secrets.ts";
import { countingVersions, type NumberedWrite } from "./succession.ts";

/** A document as a parameter keeps it; one that somebody has written by hand may lack all but the values. */
const keptSchema = z.object({
  ...secretsDocumentSchema.shape,
  files: secretsDocumentSchema.shape.files.default([]),
  changes: secretsDocumentSchema.shape.changes.default({}),
  after: z.number().int().nullable().default(null),
  write: z.string().nullable().default(null),
});

interface NumberedDocument extends NumberedWrite {
  readonly document: SecretsDocument;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** What is there: the version that counts, and the number of the last one, which may not count. */
interface State {
  readonly counting: NumberedDocument | undefined;
  readonly last: number;
}

/**
 * Secrets in a parameter of Systems Manager, which keeps its last hundred versions. It takes every write, so that a version says
 * which one it was made from (`succession.ts`).
 */
export function openParameterSecrets(
  aws: Aws,
  names: StageNames,
  which: SecretsPlacement["document"],
): StageSecrets {
  const record = parameterName(names, which);
  const place = { aws, record };
  const kept = ({ version, document }: NumberedDocument): KeptSecrets => ({
    version: String(version),
    source: `ssm:${record}:${version}`,
    arn: arnOf(aws, record),
    document,
  });
  return {
    record,
    read: async ({ version, ...options } = {}) => {
      if (version !== undefined) return kept(await readVersion(place, Number(version), options));
      const { counting } = await readState(place, options);
      return counting === undefined ? undefined : kept(counting);
    },
    write: async (document, { expectedVersion, ...options }) => {
      const state = await readState(place, options);
      const { counting } = state;
      if ((counting === undefined ? null : String(counting.version)) !== expectedVersion)
        throw changedMeanwhile(names);
      if (counting !== undefined && isDeepStrictEqual(counting.document, document))
        return { ...withoutDocument(kept(counting)), notices: [] };
      const write = randomUUID();
      const value = encode({ ...document, after: counting?.version ?? 0, write });
      const notices = sizeNotices(record, value);
      const version = await put(place, names, value, state, options);
      const isNext = version === state.last + 1;
      // Somebody has written at the same time, or a call was made twice.
      const now = isNext ? undefined : (await readState(place, options)).counting;
      if (!isNext && now?.write !== write) throw changedMeanwhile(names);
      const done = kept({ version: now?.version ?? version, document, at: "", after: null, write });
      return { ...withoutDocument(done), notices };
    },
    versions: async (options = {}) =>
      countingVersions(await readHistory(place, options)).map(({ version, at }) => ({
        version: String(version),
        at,
      })),
    remove: async (options = {}) => (await deleteParameters(aws, [record], options)).length > 0,
  };
}

interface Place {
  readonly aws: Aws;
  readonly record: string;
}

/** One call, unless two have written at the same time before. */
async function readState({ aws, record }: Place, options: WorkOptions): Promise<State> {
  const found = await readParameter(aws, record, options);
  if (found === undefined) return { counting: undefined, last: 0 };
  const last = parse(record, found.version, found.value, "");
  if (last.after === last.version - 1) return { counting: last, last: last.version };
  const history = await readHistory({ aws, record }, options);
  return { counting: countingVersions(history).at(-1), last: history.at(-1)?.version ?? last.version };
}

async function readVersion(place: Place, version: number, options: WorkOptions): Promise<NumberedDocument> {
  const { aws, record } = place;
  const found = await readParameter(aws, record, { ...options, version });
  if (found !== undefined) return parse(record, version, found.value, "");
  throw new UserError("SECRETS_VERSION_GONE", { record, version: String(version) });
}

/** Every version that is kept and can be read, oldest first. */
async function readHistory(
  { aws, record }: Place,
  options: WorkOptions,
): Promise<readonly NumberedDocument[]> {
  const found: NumberedDocument[] = [];
  let token: string | undefined;
  do {
    const command: GetParameterHistoryCommand = new GetParameterHistoryCommand({
      Name: record,
      WithDecryption: true,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const page = await unlessAwsError(
      aws.client(SSMClient).send(command, sendOptions(options)),
      "ParameterNotFound",
    );
    for (const { Version = 0, Value = "", LastModifiedDate } of page?.Parameters ?? []) {
      const parsed = tryParse(Version, Value, LastModifiedDate?.toISOString() ?? "");
      if (parsed !== undefined) found.push(parsed);
    }
    token = page?.NextToken;
  } while (token !== undefined);
  return found.toSorted((one, other) => one.version - other.version);
}

async function put(
  { aws, record }: Place,
  names: StageNames,
  value: string,
  { last }: State,
  options: WorkOptions,
): Promise<number> {
  const request = { name: record, value, type: "SecureString", tags: stageTags(names) } as const;
  if (last > 0) return overwriteParameter(aws, request, options);
  const made = await createParameter(aws, request, options);
  // Taken by another write at the same time, or by this one, whose answer was lost: what is there tells.
  return made ?? 0;
}

function parse(record: string, version: number, text: string, at: string): NumberedDocument {
  const parsed = tryParse(version, text, at);
  if (parsed !== undefined) return parsed;
  // No cause: the parser's error would quote what it read.
  throw new OperationError("SECRETS_UNREADABLE_ON_AWS", { record, version: String(version) });
}

function tryParse(version: number, text: string, at: string): NumberedDocument | undefined {
  const { data } = keptSchema.safeParse(decode(text));
  if (data === undefined) return undefined;
  const { after, write, ...document } = data;
  return { version, document, at, after, write };
}

function sizeNotices(record: string, value: string): readonly Notice[] {
  const bytes = Buffer.byteLength(value);
  const { standardBytes, advancedBytes: limitBytes } = parameterLimits;
  if (bytes > limitBytes)
    throw new UserError("SECRETS_TOO_LARGE", { record, store: "ssm", bytes, limitBytes });
  return bytes > standardBytes ? [notice("SECRETS_ADVANCED", { record, bytes })] : [];
}

function arnOf(aws: Aws, record: string): string {
  return `arn:${partitionOf(aws)}:ssm:${aws.region}:${aws.account}:parameter${record}`;
}

function withoutDocument({ version, source, arn }: KeptSecrets): Omit<WrittenSecrets, "notices"> {
  return { version, source, arn };
}

/** What whoever lost is told. */
function changedMeanwhile({ stage }: StageNames): OperationError {
  return new OperationError("SECRETS_CHANGED_MEANWHILE", { stage });
}
