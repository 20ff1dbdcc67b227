import { describe, expect, it } from "vitest";
import { UserError } from "../../errors.ts";
import { explainAwsError } from "./explain-error.ts";

const caller = "arn:aws:iam::111111111111:user/ann";
const explain = (error: unknown): unknown => explainAwsError(error, { region: "us-east-1", caller });
const called = (name: string, httpStatusCode: number | undefined, message = "said by AWS"): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });

describe("explainAwsError", () => {
  it.each([
    ["ExpiredToken", 403, "AWS_CREDENTIALS_REFUSED"],
    ["UnrecognizedClientException", 400, "AWS_CREDENTIALS_REFUSED"],
    ["AccessDenied", 403, "AWS_ACCESS_DENIED"],
    ["AccessDeniedException", 400, "AWS_ACCESS_DENIED"],
    ["TooManyRequestsException", 429, "AWS_THROTTLED"],
    ["SlowDown", 503, "AWS_THROTTLED"],
    ["InternalError", 500, "AWS_OUT_OF_SIGHT"],
    ["TimeoutError", undefined, "AWS_OUT_OF_SIGHT"],
    ["InvalidParameterValueException", 400, "AWS_CALL_REFUSED"],
  ])("says what %s (%s) means", (name, status, code) => {
    const error = called(name, status);
    expect(explain(error)).toMatchObject({ code, cause: error });
  });

  it("names the right that is missing, and who lacks it", () => {
    const sentence = `User: ${caller} is not authorized to perform: ssm:PutParameter on resource: arn:aws:ssm:us-east-1:111111111111:parameter/x because`;
    expect(explain(called("AccessDeniedException", 400, sentence))).toMatchObject({
      facts: { caller, action: "ssm:PutParameter", target: "arn:aws:ssm:us-east-1:111111111111:parameter/x" },
    });
  });

  it("leaves what has been said already, and what no call ended with", () => {
    const said = new UserError("AWS_REGION_MISSING", { stage: "production" });
    const bug = new TypeError("a stack with a door says its address");
    const elsewhere = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    for (const error of [said, bug, elsewhere, "text"]) expect(explain(error)).toBe(error);
  });
});
