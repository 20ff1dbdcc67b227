import { beforeAll } from "vitest";
import type { DeployRequest } from "../../src/providers/aws/stack/deploy-stack.ts";
import {
  handlerSaying,
  makeFilesBucket,
  smallStack,
  uploadCode,
  type SmallStack,
  type UploadedCode,
} from "./small-stack.ts";
import { useMinistack, type UsedMinistack } from "./use-ministack.ts";

/** What the tests of stacks stand on. */
export interface StackGround extends UsedMinistack {
  /** Code that answers `one`, code that answers `two`, and code that is not there. */
  readonly code: () => {
    readonly one: UploadedCode;
    readonly two: UploadedCode;
    readonly missing: UploadedCode;
  };
}

/** Starts an emulator for the tests of a file, with code that its stacks can run. */
export function stackGround(): StackGround {
  const { ministack, aws } = useMinistack();
  let code: ReturnType<StackGround["code"]> | undefined;
  beforeAll(async () => {
    await makeFilesBucket(aws());
    const one = await uploadCode(aws(), handlerSaying("one"));
    const two = await uploadCode(aws(), handlerSaying("two"));
    code = { one, two, missing: { ...two, key: "code/missing.zip", digest: "missing" } };
  });
  return {
    ministack,
    aws,
    code: () => {
      if (code === undefined) throw new Error("it is there only while tests run");
      return code;
    },
  };
}

/** A request for a small stack of a project with its own name. */
export function requestFor(small: SmallStack): DeployRequest {
  return {
    name: small.name,
    template: smallStack(small),
    tags: [{ Key: "monolift:project", Value: small.name }],
  };
}
