import type { stageEn } from "../../src/words/providers/aws/stage/en.ts";
import type { Samples } from "./samples.ts";

export const stageSamples: Samples<typeof stageEn> = {
  errors: {
    COMMAND_LOST: [
      { command: "migrate", function: "blog-production-manage", requestId: null },
      { command: "migrate", function: "blog-production-manage", requestId: "4f1c" },
    ],
    COMMAND_FUNCTION_FAILED: [
      { function: "blog-production-manage", what: "Runtime.ExitError: exit status 1" },
    ],
  },
  notices: {},
};
