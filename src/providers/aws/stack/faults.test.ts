import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  expiredToken,
  hanging,
  lostReply,
  lostRequest,
  serverError,
  startFaultyProxy,
  stuckAt,
  throttled,
  type Fault,
  type FaultyProxy,
} from "../../../../test/aws/faulty-proxy.ts";
import { requestFor, stackGround } from "../../../../test/aws/stack-ground.ts";
import { watching } from "../../../../test/aws/watching.ts";
import { deleteStack } from "./delete-stack.ts";
import { deployStack } from "./deploy-stack.ts";
import { readStack } from "./stack.ts";

const many = (fault: Fault, times: number): readonly Fault[] => Array.from({ length: times }, () => fault);
const refusing = (code: string, message: string): Fault => ({ kind: "refuse", status: 400, code, message });

describe("the deploy engine, where calls fail", () => {
  const { aws, code, ministack } = stackGround();
  let proxy: FaultyProxy;
  beforeAll(async () => {
    proxy = await startFaultyProxy(ministack().endpoint);
  });
  afterEach(() => proxy.calm());
  afterAll(() => proxy.stop());
  const count = (operation: string): number =>
    proxy.arrived().filter((one) => one === `cloudformation.${operation}`).length;

  it.each([
    ["throttled", throttled],
    ["unanswered", lostRequest],
    ["failed", serverError],
  ])("repeats every call that is %s", async (what, fault) => {
    const through = proxy.connect();
    for (const operation of ["CreateChangeSet", "DescribeChangeSet", "ExecuteChangeSet", "DescribeStacks"])
      proxy.meet(`cloudformation.${operation}`, [fault]);
    const request = requestFor({ name: `repeated-${what}`, code: code().one });
    expect(await deployStack(through, request, watching())).toMatchObject({ changed: true });
    expect(proxy.unmet()).toBe(0);
  });

  it("goes on for minutes while it is throttled, longer than the SDK does", async () => {
    proxy.meet("cloudformation.CreateChangeSet", many(throttled, 6));
    const watcher = watching();
    const through = proxy.connect({ attempts: 1 });
    await deployStack(through, requestFor({ name: "patient", code: code().one }), watcher);
    expect(proxy.unmet()).toBe(0);
    expect(watcher.waitedMs()).toBeGreaterThan(60_000);
  });

  it("gives up after five minutes of being throttled, and says so", async () => {
    proxy.meet("cloudformation.DescribeStacks", many(throttled, 100));
    const watcher = watching();
    const through = proxy.connect({ attempts: 1 });
    await expect(
      deployStack(through, requestFor({ name: "impatient", code: code().one }), watcher),
    ).rejects.toMatchObject({ code: "STACK_THROTTLED" });
    expect(watcher.waitedMs()).toBeGreaterThanOrEqual(300_000);
    expect(watcher.waitedMs()).toBeLessThan(360_000);
  });

  it.each(["CreateChangeSet", "ExecuteChangeSet"])(
    "makes a stack once, though the reply to %s is lost",
    async (operation) => {
      proxy.meet(`cloudformation.${operation}`, [lostReply]);
      const before = count("ExecuteChangeSet");
      const request = requestFor({ name: `lost-${operation.toLowerCase()}`, code: code().one });
      const made = await deployStack(proxy.connect(), request, watching());
      expect(made).toMatchObject({ changed: true, outputs: { Version: "1" } });
      expect(proxy.unmet()).toBe(0);
      expect(count("ExecuteChangeSet") - before).toBe(operation === "ExecuteChangeSet" ? 2 : 1);
    },
  );

  it("updates a stack once, though the reply to ExecuteChangeSet is lost and the network with it", async () => {
    const { one, two } = code();
    await deployStack(aws(), requestFor({ name: "lost-update", code: one }), watching());
    proxy.meet("cloudformation.ExecuteChangeSet", [lostReply]);
    proxy.meet("cloudformation.*", many(lostRequest, 12), { after: 4 });
    const watcher = watching();
    const made = await deployStack(proxy.connect(), requestFor({ name: "lost-update", code: two }), watcher);
    expect(made).toMatchObject({ changed: true, outputs: { Version: "2" } });
    expect(proxy.unmet()).toBe(0);
  });

  it("deletes a stack though replies are lost", async () => {
    await deployStack(aws(), requestFor({ name: "lost-delete", code: code().one }), watching());
    proxy.meet("cloudformation.DeleteStack", [lostReply]);
    expect(await deleteStack(proxy.connect(), "lost-delete", watching())).toBe(true);
    expect(await readStack(aws(), "lost-delete")).toBeUndefined();
  });

  it("says what to do when credentials expire in the middle, and goes on from there afterwards", async () => {
    const request = requestFor({ name: "expired", code: code().one });
    proxy.meet("cloudformation.DescribeStackEvents", [expiredToken]);
    await expect(deployStack(proxy.connect(), request, watching())).rejects.toMatchObject({
      code: "STACK_CREDENTIALS_EXPIRED",
    });
    expect(await deployStack(proxy.connect(), request, watching())).toMatchObject({
      outputs: { Version: "1" },
    });
    expect(await readStack(aws(), "expired")).toMatchObject({ status: "CREATE_COMPLETE" });
  });

  it("does not wait for ever for a stack in which nothing moves", async () => {
    const { one, two } = code();
    await deployStack(aws(), requestFor({ name: "stuck", code: one }), watching());
    proxy.meet("cloudformation.DescribeStacks", many(stuckAt("UPDATE_IN_PROGRESS"), 10_000), { after: 1 });
    const watcher = watching();
    await expect(
      deployStack(proxy.connect(), requestFor({ name: "stuck", code: two }), watcher),
    ).rejects.toMatchObject({ code: "STACK_STUCK", facts: { status: "UPDATE_IN_PROGRESS", resource: null } });
  });

  it("says who else is at work when a change set has become obsolete", async () => {
    const { one, two } = code();
    await deployStack(aws(), requestFor({ name: "obsolete", code: one }), watching());
    const obsolete = refusing(
      "InvalidChangeSetStatus",
      "cannot be executed in its current status of [OBSOLETE]",
    );
    proxy.meet("cloudformation.ExecuteChangeSet", many(obsolete, 5));
    await expect(
      deployStack(proxy.connect(), requestFor({ name: "obsolete", code: two }), watching()),
    ).rejects.toMatchObject({ code: "STACK_CHANGED_MEANWHILE" });
    expect(proxy.unmet()).toBe(0);
  });

  it("begins anew where somebody else's operation came between", async () => {
    const { one, two } = code();
    await deployStack(aws(), requestFor({ name: "between", code: one }), watching());
    const busy = refusing(
      "ValidationError",
      "Stack:arn:aws:cloudformation:us-east-1:000000000000:stack/between/1 is in UPDATE_IN_PROGRESS state and can not be updated.",
    );
    proxy.meet("cloudformation.CreateChangeSet", [busy]);
    const made = await deployStack(proxy.connect(), requestFor({ name: "between", code: two }), watching());
    expect(made).toMatchObject({ changed: true });
  });

  it("is interrupted at once, though AWS does not answer", async () => {
    proxy.meet("cloudformation.CreateChangeSet", [hanging]);
    const watcher = watching();
    const request = requestFor({ name: "hanging", code: code().one });
    const deploying = deployStack(proxy.connect({ attempts: 8 }), request, watcher);
    const interruption = new Error("interrupted");
    await expect.poll(() => proxy.unmet()).toBe(0);
    watcher.abort(interruption);
    await expect(deploying).rejects.toBe(interruption);
  });

  it("names the right that whoever deploys lacks", async () => {
    const denied: Fault = {
      kind: "refuse",
      status: 403,
      code: "AccessDenied",
      message:
        "User: arn:aws:iam::000000000000:user/ann is not authorized to perform: cloudformation:CreateChangeSet on resource: arn:aws:cloudformation:us-east-1:000000000000:stack/denied/* because no identity-based policy allows the cloudformation:CreateChangeSet action",
    };
    proxy.meet("cloudformation.CreateChangeSet", [denied]);
    await expect(
      deployStack(proxy.connect(), requestFor({ name: "denied", code: code().one }), watching()),
    ).rejects.toMatchObject({
      code: "STACK_ACCESS_DENIED",
      facts: {
        action: "cloudformation:CreateChangeSet",
        target: "arn:aws:cloudformation:us-east-1:000000000000:stack/denied/*",
      },
    });
  });

  it("passes on what AWS has found in a template while it worked the changes out", async () => {
    const reason =
      "The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information.";
    const failed: Fault = {
      kind: "rewrite",
      change: (body) =>
        body
          .replace("<Status>CREATE_COMPLETE<", "<Status>FAILED<")
          .replace("<StatusReason><", `<StatusReason>${reason}<`),
    };
    const event =
      "<member><EventType>VALIDATION_ERROR</EventType><LogicalResourceId>Web</LogicalResourceId><ResourceType>AWS::Lambda::Function</ResourceType><ValidationStatus>FAILED</ValidationStatus><ValidationStatusReason>Required property [Runtime] not found</ValidationStatusReason><ValidationPath>/Resources/Web/Properties</ValidationPath></member>";
    proxy.meet("cloudformation.DescribeChangeSet", [failed, failed]);
    const found: Fault = {
      kind: "rewrite",
      change: (body) => body.replace("<OperationEvents><", `<OperationEvents>${event}<`),
    };
    proxy.meet("cloudformation.DescribeEvents", [found]);
    const request = requestFor({ name: "inspected", code: code().one });
    await expect(deployStack(proxy.connect(), request, watching())).rejects.toMatchObject({
      code: "STACK_PROPERTY_REFUSED",
      facts: { resource: "Web", property: "Runtime" },
      detail: "Required property [Runtime] not found",
    });
    const denied: Fault = { kind: "refuse", status: 403, code: "AccessDenied", message: "Access denied" };
    proxy.meet("cloudformation.DescribeEvents", [denied]);
    await expect(deployStack(proxy.connect(), request, watching())).rejects.toMatchObject({
      code: "STACK_PROPERTY_REFUSED",
      facts: { resource: null },
      detail: reason,
    });
  });

  it.each([
    ["STACK_LIMIT", "LimitExceededException", "Limit for stack has been exceeded"],
    [
      "STACK_TEMPLATE_REFUSED",
      "ValidationError",
      "Template format error: Unresolved resource dependencies [X]",
    ],
    [
      "STACK_TEMPLATE_REFUSED",
      "InsufficientCapabilitiesException",
      "Requires capabilities : [CAPABILITY_NAMED_IAM]",
    ],
    [
      "STACK_CALL_FAILED",
      "CFNRegistryException",
      "An error occurred during a CloudFormation registry operation.",
    ],
  ])("says %s for %s", async (said, error, message) => {
    proxy.meet("cloudformation.CreateChangeSet", [refusing(error, message)]);
    const once = proxy.connect({ attempts: 1 });
    await expect(
      deployStack(once, requestFor({ name: "refused", code: code().one }), watching()),
    ).rejects.toMatchObject({ code: said, detail: `CreateChangeSet: ${message}` });
  });
});
