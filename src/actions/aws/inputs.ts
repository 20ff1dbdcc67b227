import type { Bundle } from "../../bundle/bundle.ts";
import type { Detection } from "../../frameworks/framework.ts";
import { hashText } from "../../system/files.ts";
import { inputsOf } from "../application.ts";
import type { LambdaPythonChoice } from "../choose-lambda-python.ts";
import type { Site } from "../site.ts";
import type { ReadSecrets } from "./stage-secrets.ts";

/**
 * A digest of everything that decides how a release on AWS behaves: what counts on this machine, the machines that it is
 * packed for, and the version of the secrets that people have set.
 */
export async function inputsOnAws(lift: {
  readonly site: Site;
  readonly detection: Detection;
  readonly bundle: Bundle;
  readonly target: LambdaPythonChoice;
  readonly secrets: Pick<ReadSecrets, "user">;
}): Promise<string> {
  const { site, detection, bundle, target, secrets } = lift;
  const decides = [await inputsOf(site, detection, bundle), target.target, secrets.user?.version ?? null];
  return hashText(JSON.stringify(decides));
}
