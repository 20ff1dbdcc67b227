import { describe, expect, it } from "vitest";
import { connectTo } from "../../../../test/aws/connect.ts";
import { watching } from "../../../../test/aws/watching.ts";
import type { StackEvent } from "./events.ts";
import { operationFailure } from "./operation-failure.ts";
import { openSession } from "./session.ts";
import type { StackState } from "./stack.ts";

// No call is made of what the events say already.
const session = openSession(connectTo("http://127.0.0.1:9"), "blog", watching());
const stack: StackState = {
  id: "arn:aws:cloudformation:us-east-1:000000000000:stack/blog/1",
  name: "blog",
  status: "UPDATE_ROLLBACK_COMPLETE",
  reason: "",
  outputs: {},
  tags: {},
  digest: undefined,
};
let count = 0;
const event = (logicalId: string, status: string, reason = ""): StackEvent => {
  count += 1;
  const isStack = logicalId === "blog";
  const type = isStack ? "AWS::CloudFormation::Stack" : "AWS::Lambda::Function";
  return { id: String(count), logicalId, type, status, reason, token: "t", isStack, isInspection: false };
};
const code = async (events: readonly StackEvent[]): Promise<unknown> => {
  const { code: said, facts, detail } = await operationFailure(session, { stack, events });
  return { said, facts, detail };
};

describe("operationFailure", () => {
  it("takes the first reason, and neither what was cancelled for it nor what came of it", async () => {
    const events = [
      event("blog", "UPDATE_IN_PROGRESS", "User Initiated"),
      event("Manage", "UPDATE_FAILED", "Resource update cancelled"),
      event("Web", "UPDATE_FAILED", "Rate exceeded"),
      event("Logs", "CREATE_FAILED", "Resource creation cancelled"),
      event("Late", "UPDATE_FAILED", "Internal Failure"),
      event(
        "blog",
        "UPDATE_ROLLBACK_IN_PROGRESS",
        "The following resource(s) failed to update: [Web, Late].",
      ),
      event("Old", "DELETE_FAILED", "Access denied"),
    ];
    expect(await code(events)).toMatchObject({ said: "STACK_THROTTLED", detail: "Rate exceeded" });
  });

  it("takes the stack's own reason where no resource has failed, as with an output that cannot be worked out", async () => {
    const events = [
      event("Web", "UPDATE_COMPLETE"),
      event("blog", "UPDATE_FAILED", "Unable to retrieve Arn attribute for AWS::Lambda::Function"),
      event("blog", "UPDATE_ROLLBACK_IN_PROGRESS"),
    ];
    expect(await code(events)).toEqual({
      said: "STACK_FAILED",
      facts: { stack: "blog", resource: null, type: null },
      detail: "Unable to retrieve Arn attribute for AWS::Lambda::Function",
    });
  });

  it("knows an update that somebody has cancelled", async () => {
    const events = [
      event("Web", "UPDATE_FAILED", "Resource update cancelled"),
      event("blog", "UPDATE_ROLLBACK_IN_PROGRESS", "User Initiated"),
    ];
    expect(await code(events)).toMatchObject({ said: "STACK_CANCELLED" });
  });
});
