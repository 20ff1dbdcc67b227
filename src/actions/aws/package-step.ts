import { join } from "node:path";
import type { Bundle } from "../../bundle/bundle.ts";
import { retargetPack } from "../../bundle/import-pack.ts";
import { lambdaEntries, type LambdaContent } from "../../bundle/lambda/entries.ts";
import { choosePackageForm } from "../../bundle/lambda/form.ts";
import { packForLambda } from "../../bundle/lambda/zip.ts";
import { UserError } from "../../errors.ts";
import { putArchive } from "../../providers/aws/data/objects/archive.ts";
import type { ImageBase, UploadedCode } from "../../providers/aws/function-code.ts";
import { openRegistries, publishImage } from "../../providers/aws/images/publish-image.ts";
import type { AwsStage } from "../../providers/aws/stage.ts";
import { isFile } from "../../system/files.ts";
import { notice, type Notice } from "../../words/words.ts";
import { bundleApplication } from "../application.ts";
import type { LambdaPythonChoice } from "../choose-lambda-python.ts";
import type { StepOutcome } from "../steps.ts";
import { placesOnAws } from "./secret-files.ts";
import type { AwsLift } from "./lift.ts";

/** The application as it was packed and sent. */
export interface PackedRelease {
  readonly bundle: Bundle;
  readonly uploaded: UploadedCode;
  readonly hasPack: boolean;
}

/**
 * Packs the application for the machines of Lambda and sends it: as an archive, or where that is too small for it as a
 * container image. What is there already is not sent again.
 *
 * @throws {UserError} `DEPENDENCIES_NEED_COMPILING`, `PACKAGE_OVER_IMAGE_LIMIT`, `SNAPSTART_IMPOSSIBLE`, …
 */
export async function packApplication(lift: AwsLift): Promise<StepOutcome<PackedRelease>> {
  const { inspection, provisions } = lift;
  const { bundle, choice } = await bundleForLambda(lift);
  const manifest = join(provisions.staticFolder, "staticfiles.json");
  const pack = await packFor(lift, bundle, choice);
  const content: LambdaContent = {
    languages: inspection.facts.languages,
    pack,
    staticManifest: (await isFile(manifest)) ? manifest : undefined,
  };
  const form = await choosePackageForm(await lambdaEntries(bundle, content), bundle);
  if (form.why === "files")
    lift.context.tell({ type: "notice", notice: notice("IMAGE_FOR_FILES", { files: form.files }) });
  if (form.kind === "image" && lift.site.stage.functions.web.hasSnapshot)
    throw new UserError("SNAPSTART_IMPOSSIBLE", { why: "form", found: "" });
  const send = form.kind === "image" ? sendImage : sendArchive;
  const { uploaded, sentBytes } = await send(lift, choice, bundle, content);
  return { value: { bundle, uploaded, hasPack: pack !== undefined }, facts: { codeBytes: sentBytes } };
}

/** The bundle for Lambda's machines, of the versions that were inspected here. */
async function bundleForLambda(lift: AwsLift): Promise<TargetBundle> {
  const { context, site, detection, target: choice, bundle: here } = lift;
  const placed = placesOnAws(lift);
  const made = await takeProcessor(
    choice,
    async ({ target, python }) => {
      const options = { target: { target, python, prefer: here.packages }, placed };
      return (await bundleApplication(context, site, detection, options)).value;
    },
    { isAsked: site.stage.functions.web.architecture !== null },
  );
  for (const said of made.notices) context.tell({ type: "notice", notice: said });
  return made;
}

interface TargetBundle {
  readonly bundle: Bundle;
  readonly choice: LambdaPythonChoice;
}

/**
 * Makes a bundle for the chosen machines. Where a dependency has nothing for arm64, which nobody has asked for, the other
 * processor is taken.
 */
export async function takeProcessor(
  choice: LambdaPythonChoice,
  make: (choice: LambdaPythonChoice) => Promise<Bundle>,
  { isAsked }: { readonly isAsked: boolean },
): Promise<TargetBundle & { readonly notices: readonly Notice[] }> {
  try {
    return { bundle: await make(choice), choice, notices: [] };
  } catch (error) {
    const isOpen = !isAsked && choice.target.architecture === "arm64";
    if (!isOpen || !(error instanceof UserError) || error.code !== "DEPENDENCIES_NEED_COMPILING") throw error;
    const other: LambdaPythonChoice = { ...choice, target: { ...choice.target, architecture: "x86_64" } };
    const bundle = await make(other);
    return {
      bundle,
      choice: other,
      notices: [notice("ARM64_LACKS_WHEELS", { packages: namesIn(error) })],
    };
  }
}

function namesIn({ facts }: UserError): readonly string[] {
  const { packages } = facts as { readonly packages: readonly { readonly name: string }[] };
  return packages.map(({ name }) => name);
}

/** The import pack of the bundle; undefined where this machine has no Python that could write one. */
function packFor(
  { context, inspection, detection }: AwsLift,
  bundle: Bundle,
  { python }: LambdaPythonChoice,
): Promise<string | undefined> {
  const { pack } = inspection;
  if (pack === undefined) return Promise.resolve(undefined);
  return retargetPack({
    pack,
    bundle,
    appDir: detection.appDir,
    python,
    cache: context.home.cache,
    environment: context.environment,
    signal: context.signal,
  });
}

interface Sent {
  readonly uploaded: UploadedCode;
  readonly sentBytes: number;
}

async function sendArchive(
  { context, stage, data }: AwsLift,
  { target, runtime }: LambdaPythonChoice,
  bundle: Bundle,
  content: LambdaContent,
): Promise<Sent> {
  const { signal, home } = context;
  const zip = await packForLambda(bundle, { ...content, cache: home.cache, signal });
  const archive = { path: zip.path, sha256: zip.sha256.hex, sizeBytes: zip.zipBytes };
  const { key } = await putArchive(stage.aws, data.files, archive, { signal });
  const { architecture } = target;
  return {
    uploaded: { kind: "zip", bucket: data.files, key, runtime, architecture },
    sentBytes: archive.sizeBytes,
  };
}

async function sendImage(
  { context, stage, options }: AwsLift,
  { target }: LambdaPythonChoice,
  bundle: Bundle,
  content: LambdaContent,
): Promise<Sent> {
  const { signal, home, tell } = context;
  const known = options.refresh === true ? undefined : baseToKeep(stage, target, Date.now());
  const published = await publishImage(stage.aws, stage.names, await openRegistries(stage.aws, signal), {
    ...content,
    bundle,
    target,
    cache: home.cache,
    baseDigest: known?.digest,
    onProgress: (sent, count) => tell({ type: "progress", name: "package", text: `${sent}/${count}` }),
    signal,
  });
  const { uri, baseDigest, sentBytes } = published;
  const taken = { digest: baseDigest, python: target.python, takenAt: new Date().toISOString() };
  return {
    uploaded: { kind: "image", uri, base: known ?? taken, architecture: target.architecture },
    sentBytes,
  };
}

/** A change of one line then uploads one small layer; after two weeks corrections of the base count for more. */
const baseLastsMs = 14 * 86_400_000;

/** The base image of the release that is served, where another release is to be built on it. */
export function baseToKeep(
  { live }: Pick<AwsStage, "live">,
  { python, architecture }: LambdaPythonChoice["target"],
  now: number,
): ImageBase | undefined {
  if (live?.base == null || live.base.python !== python) return undefined;
  const isSame = Object.values(live.stack.code).every((code) => code.architecture === architecture);
  return isSame && now - Date.parse(live.base.takenAt) < baseLastsMs ? live.base : undefined;
}
