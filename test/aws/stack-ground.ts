import { afterAll, beforeAll } from "vitest";
import type { DeployRequest } from "../../src/providers/aws/stack/deploy-stack.ts";
import type { CountingAws } from "./connect.ts";
import { startMinistack, type Ministack } from "./ministack.ts";
import {
  handlerSaying,
  makeFilesBucket,
  smallStack,
  uploadCode,
  type SmallStack,
  type UploadedCode,
} from "./small-stack.ts";

/** What the tests of stacks stand on. */
export interface StackGround {
  readonly ministack: () => Ministack;
  readonly aws: () => CountingAws;
  /** Code that answers `one`, code that answers `two`, and code that is not there. */
  readonly code: () => {
    readonly one: UploadedCode;
    readonly two: UploadedCode;
    readonly missing: UploadedCode;
  };
}

/** Starts an emulator for the tests of a file, with code that its stacks can run. */
export function stackGround(): StackGround {
  let ministack: Ministack | undefined;
  let aws: CountingAws | undefined;
  let code: ReturnType<StackGround["code"]> | undefined;
  beforeAll(async () => {
    ministack = await startMinistack();
    aws = ministack.connect();
    await makeFilesBucket(aws);
    const one = await uploadCode(aws, handlerSaying("one"));
    const two = await uploadCode(aws, handlerSaying("two"));
    code = { one, two, missing: { ...two, key: "code/missing.zip", digest: "missing" } };
  });
  afterAll(async () => {
    aws?.close();
    await ministack?.stop();
  });
  return { ministack: () => started(ministack), aws: () => started(aws), code: () => started(code) };
}

function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("it is there only while tests run");
  return value;
}

/** A request for a small stack of a project with its own name. */
export function requestFor(small: SmallStack): DeployRequest {
  return {
    name: small.name,
    template: smallStack(small),
    tags: [{ Key: "monolift:project", Value: small.name }],
  };
}
