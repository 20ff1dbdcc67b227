import { handlerName, packed, taskRoot } from "../../bundle/lambda/places.ts";
import { ownPathsVariable } from "../../plan/own-paths.ts";
import type { Plan } from "../../plan/plan.ts";
import { hashText } from "../../system/files.ts";
import { functionsOf, type ComputeStackRequest } from "./compute-stack.ts";
import type { FunctionCode, ZipOrigin, ImageOrigin } from "./resources/function.ts";

/** What was sent, and what it runs on. */
export type UploadedCode = (UploadedZip | UploadedImage) & {
  readonly architecture: "x86_64" | "arm64";
};

/** An archive as it lies in the bucket, named by its bytes. */
export type UploadedZip = Omit<ZipOrigin, "handler">;

/** An image as it lies in the stage's repository. */
export interface UploadedImage extends ImageOrigin {
  /** The image that it is built on: a later release takes the same one for a while. */
  readonly base: ImageBase;
}

export interface ImageBase {
  /** `sha256:…` of the image for this architecture. */
  readonly digest: string;
  /** `3.13` */
  readonly python: string;
  /** When it was first taken, ISO 8601 in UTC. */
  readonly takenAt: string;
}

/** The code of every function: the same for all, and variables that differ by what the function is for. */
export function codeOfFunctions(
  plan: Plan,
  uploaded: UploadedCode,
  environment: Readonly<Record<string, string>>,
): ComputeStackRequest["code"] {
  const { architecture } = uploaded;
  const origin = originOf(uploaded);
  return Object.fromEntries(
    functionsOf(plan).map((resource): [string, FunctionCode] => {
      const variables = {
        ...startOf(uploaded),
        ...environment,
        ...(resource.name === "manage" ? { MONOLIFT_ROLE: "manage" } : {}),
        ...ownPathsVariable(resource),
      };
      const { memoryMb, tmpMb, timeoutSeconds, startsFrom } = resource;
      const decides = [origin, architecture, variables, memoryMb, tmpMb, timeoutSeconds, startsFrom];
      const digest = hashText(JSON.stringify(decides));
      return [resource.name, { ...origin, architecture, environment: variables, digest }];
    }),
  );
}

function originOf(uploaded: UploadedCode): ZipOrigin | ImageOrigin {
  if (uploaded.kind === "image") return { kind: "image", uri: uploaded.uri };
  const { bucket, key, runtime } = uploaded;
  return { kind: "zip", bucket, key, runtime, handler: handlerName };
}

/** What starts Monolift's worker in place of Lambda's own client; an image says so by its entry point. */
function startOf({ kind }: UploadedCode): Readonly<Record<string, string>> {
  return kind === "zip" ? { AWS_LAMBDA_EXEC_WRAPPER: `${taskRoot}/${packed.execWrapper}` } : {};
}
