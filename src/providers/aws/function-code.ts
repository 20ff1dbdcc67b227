import { handlerName } from "../../bundle/lambda/places.ts";
import type { Plan } from "../../plan/plan.ts";
import { hashText } from "../../system/files.ts";
import { functionsOf, type ComputeStackRequest } from "./compute-stack.ts";
import type { FunctionCode } from "./resources/function.ts";

/** An archive as it lies in the bucket, and what runs it. */
export interface UploadedCode {
  readonly bucket: string;
  readonly key: string;
  /** Digest of its bytes. */
  readonly sha256: string;
  /** `python3.13`. */
  readonly runtime: string;
  readonly architecture: "x86_64" | "arm64";
}

/** The code of every function: one archive, and variables that differ by what the function is for. */
export function codeOfFunctions(
  plan: Plan,
  uploaded: UploadedCode,
  environment: Readonly<Record<string, string>>,
): ComputeStackRequest["code"] {
  return Object.fromEntries(
    functionsOf(plan).map((resource): [string, FunctionCode] => {
      const variables =
        resource.name === "manage" ? { ...environment, MONOLIFT_ROLE: "manage" } : environment;
      const { memoryMb, tmpMb, timeoutSeconds } = resource;
      const decides = [uploaded, variables, memoryMb, tmpMb, timeoutSeconds];
      const { bucket, key, runtime, architecture } = uploaded;
      return [
        resource.name,
        {
          bucket,
          key,
          runtime,
          handler: handlerName,
          architecture,
          environment: variables,
          digest: hashText(JSON.stringify(decides)),
        },
      ];
    }),
  );
}
