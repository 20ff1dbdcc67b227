import {
  DeleteFunctionCommand,
  LambdaClient,
  paginateListVersionsByFunction,
  ResourceConflictException,
  ResourceNotFoundException,
} from "@aws-sdk/client-lambda";
import type { Aws } from "./aws.ts";
import { moveAlias } from "./functions/aliases.ts";
import { removeImages } from "./images/repository.ts";
import { bucketName } from "./names.ts";
import { tidyReleases } from "./data/objects/tidy-releases.ts";
import { readReleases, type AwsRelease, type RecordPlace } from "./releases.ts";
import type { FunctionCode, ImageOrigin } from "./resources/function.ts";

/** Releases that are kept to be returned to. */
export const keptReleases = 5;

/** Serves a release: `live` of every function leads to it from here on; `web` last, since requests follow it. Idempotent. */
export async function moveAliases(aws: Aws, { release, functions }: AwsRelease): Promise<void> {
  const isWeb = ({ name }: AwsRelease["functions"][number]): boolean => name === "web";
  const others = functions.filter((one) => !isWeb(one));
  await Promise.all(
    others.map(({ functionName, version }) => moveAlias(aws, functionName, { version, release })),
  );
  for (const { functionName, version } of functions.filter(isWeb))
    await moveAlias(aws, functionName, { version, release });
}

/** Forgets the versions of a release that did not come to be served. */
export async function discardVersions(aws: Aws, { functions }: Pick<AwsRelease, "functions">): Promise<void> {
  await Promise.all(functions.map(({ functionName, version }) => removeVersion(aws, functionName, version)));
}

/**
 * Removes releases that nobody can return to: their versions, their archives, their files; and versions of an `up` that was
 * interrupted, of which there is no record.
 *
 * @param served Numbers of those that are served, however old they are.
 */
export async function tidyStage(place: RecordPlace, served: readonly number[]): Promise<void> {
  const records = await readReleases(place);
  const kept = records.filter(({ release }, index) => index < keptReleases || served.includes(release));
  await removeStrays(place.aws, records);
  const old = records.filter((record) => !kept.includes(record));
  if (old.length === 0) return;
  for (const record of old) await discardVersions(place.aws, record);
  const keep = kept.map(({ release }) => release);
  const code = kept.flatMap(({ stack }) => Object.values(stack.code));
  const archives = code.flatMap((one) => (one.kind === "image" ? [] : [one.key]));
  // Where no release has ever been an image there is no repository to ask about.
  if (records.some(({ stack }) => Object.values(stack.code).some(isImage)))
    await removeImages(place.aws, place.names, new Set(code.filter(isImage).map(digestOfImage)));
  await tidyReleases(place.aws, bucketName(place.names, "files", place.aws), { keep, archives });
}

/** A version after the newest release stays: it may belong to an `up` that runs somewhere at this moment. */
async function removeStrays(aws: Aws, records: readonly AwsRelease[]): Promise<void> {
  const known = records.flatMap(({ functions }) => functions);
  for (const { functionName, version: newest } of records[0]?.functions ?? []) {
    const own = known.filter((one) => one.functionName === functionName).map(({ version }) => version);
    const strays = (await versionsOf(aws, functionName)).filter(
      (version) => Number(version) < Number(newest) && !own.includes(version),
    );
    for (const version of strays) await removeVersion(aws, functionName, version);
  }
}

/** The published ones: numbers. */
async function versionsOf(aws: Aws, functionName: string): Promise<readonly string[]> {
  const found: string[] = [];
  const request = { FunctionName: functionName };
  for await (const page of paginateListVersionsByFunction({ client: aws.client(LambdaClient) }, request))
    found.push(
      ...(page.Versions ?? []).flatMap(({ Version = "" }) => (/^\d+$/.test(Version) ? Version : [])),
    );
  return found;
}
const isImage = (code: FunctionCode): code is Extract<FunctionCode, ImageOrigin> => code.kind === "image";

/** What stands behind `@` in its address. */
const digestOfImage = ({ uri }: ImageOrigin): string => uri.slice(uri.indexOf("@") + 1);

async function removeVersion(aws: Aws, functionName: string, version: string): Promise<void> {
  try {
    await aws
      .client(LambdaClient)
      .send(new DeleteFunctionCommand({ FunctionName: functionName, Qualifier: version }));
  } catch (error) {
    // One that an alias leads to stays; it goes when nobody asks for it any more.
    if (error instanceof ResourceNotFoundException || error instanceof ResourceConflictException) return;
    throw error;
  }
}
