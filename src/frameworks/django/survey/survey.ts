import { join } from "node:path";
import { readAsked, type AskedRequest } from "../../../bundle/asked.ts";
import type { Bundle } from "../../../bundle/bundle.ts";
import { isSecretName } from "../../../bundle/rules.ts";
import type { SourcePlace, Survey } from "../../../facts/survey.ts";
import { readTextIfThere } from "../../../system/files.ts";
import type { Detection } from "../../framework.ts";
import { findMissingApps } from "./apps.ts";
import { readCommitted } from "./committed.ts";
import { findImageSecrets } from "./image.ts";
import { readPackages } from "./packages.ts";
import { findProduction } from "./production.ts";
import { isServerFile, readTimeLimits, readUploadLimits } from "./servers.ts";
import { listProjectFiles } from "./project-files.ts";

/** Largest settings file of a server that is read. */
const largestBytes = 200_000;

/**
 * Looks at a project's files for what `doctor` asks; none of its code runs.
 *
 * @param request What the bundle's lock was made from: it says which requirements are the project's own.
 * @param lambda What a bundle for Lambda would lack, where that was tried.
 */
export async function surveyDjango(
  detection: Detection,
  bundle: Bundle,
  request: AskedRequest,
  lambda: Survey["lambda"] = null,
): Promise<Survey> {
  const { root } = detection;
  const paths = await listProjectFiles(root);
  const texts = await readTexts(root, paths.filter(isReadable));
  const secrets = bundle.linked.map(({ path }) => path).filter(isSecretName);
  const [committed, asked, packages, appsMissing, production] = await Promise.all([
    readCommitted(root),
    readAsked(request),
    readPackages(bundle),
    findMissingApps(detection, bundle, paths),
    findProduction(detection, paths),
  ]);
  return {
    committed,
    imageSecrets: findImageSecrets(texts, secrets),
    timeLimits: [...texts].flatMap(([file, text]) => readTimeLimits(file, text)),
    uploadLimits: [...texts].flatMap(([file, text]) => readUploadLimits(file, text)),
    serverFiles: [...texts.keys()].filter(isServerFile),
    required: asked.requirements.flatMap(({ name, place }) =>
      name === null ? [] : [{ name, place: placeOf(place.file, place.line) }],
    ),
    production,
    appsMissing,
    packages,
    lambda,
  };
}

function placeOf(file: string, line: number | undefined): SourcePlace {
  return { file, line: line ?? null };
}

function isReadable(path: string): boolean {
  return isServerFile(path) || /(^|\/)(.*\.)?Dockerfile[^/]*$|(^|\/)\.dockerignore$/.test(path);
}

async function readTexts(root: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = await Promise.all(
    paths.map(async (path) => [path, await readTextIfThere(join(root, path))] as const),
  );
  return new Map(
    texts.flatMap(([path, text]) =>
      text === undefined || text.length > largestBytes ? [] : [[path, text] as const],
    ),
  );
}
