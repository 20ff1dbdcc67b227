import { readFile } from "node:fs/promises";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { expect, it } from "vitest";
import { deployStack } from "../../src/providers/aws/stack/deploy-stack.ts";
import { startMinistack } from "./ministack.ts";
import { makeFilesBucket, uploadCode } from "./small-stack.ts";
import { requestFor } from "./stack-ground.ts";
import { watching } from "./watching.ts";

/** `Z` and `X` are processes that have ended and only wait for somebody to ask how. */
async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") X");
  return !/\) [ZX]/.test(status);
}

it.runIf(process.platform === "linux")(
  "ends the functions that it runs, and leaves no endpoint in this process's environment",
  async () => {
    const endpoint = process.env["AWS_ENDPOINT_URL"];
    const ministack = await startMinistack();
    const aws = ministack.connect();
    await makeFilesBucket(aws);
    const code = await uploadCode(aws, {
      "index.py": "import os\n\ndef handler(event, context):\n    return os.getpid()\n",
    });
    await deployStack(aws, requestFor({ name: "process", code }), watching());
    const { Payload } = await aws.client(LambdaClient).send(new InvokeCommand({ FunctionName: "process" }));
    const pid = Number(Payload?.transformToString());
    expect(await isRunning(pid)).toBe(true);
    aws.close();
    await ministack.stop();
    await expect.poll(() => isRunning(pid)).toBe(false);
    expect(process.env["AWS_ENDPOINT_URL"]).toBe(endpoint);
  },
);
