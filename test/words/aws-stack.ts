import type { stackEn } from "../../src/words/providers/aws/stack/en.ts";
import type { Samples } from "./samples.ts";

const stack = "monolift-blog-production";
const web = { resource: "FunctionWeb", type: "AWS::Lambda::Function" };
const whole = { resource: null, type: null };

export const stackSamples: Samples<typeof stackEn> = {
  errors: {
    STACK_ACCESS_DENIED: [
      {
        stack,
        resource: "FunctionWebRole",
        action: "iam:CreateRole",
        target: "arn:aws:iam::123456789012:role/blog",
      },
      { stack, resource: null, action: "cloudformation:CreateChangeSet", target: null },
      { stack, resource: null, action: null, target: null },
    ],
    STACK_BELONGS_TO_OTHER: [{ stack, tag: "monolift:stage", found: "eu-live", wanted: "live" }],
    STACK_CALL_FAILED: [{ stack, operation: "DescribeStacks" }],
    STACK_CANCELLED: [{ stack }],
    STACK_CERTIFICATE_UNUSABLE: [{ resource: "Distribution" }, { resource: null }],
    STACK_CHANGED_MEANWHILE: [{ stack }],
    STACK_CLOUDFRONT_UNVERIFIED: [{}],
    STACK_CODE_MISSING: [{ resource: "FunctionWeb" }, { resource: null }],
    STACK_CODE_STORAGE_FULL: [{}],
    STACK_CODE_TOO_LARGE: [
      { resource: "FunctionWeb", mostMb: 250 },
      { resource: null, mostMb: null },
    ],
    STACK_CONCURRENCY_TOO_HIGH: [
      { resource: "FunctionWeb", least: 10 },
      { resource: null, least: 50 },
    ],
    STACK_CREDENTIALS_EXPIRED: [{ stack }],
    STACK_DELETE_FAILED: [{ stack, resources: ["FunctionWeb", "Distribution"] }],
    STACK_DOMAIN_TAKEN: [{}],
    STACK_FAILED: [
      { stack, ...web },
      { stack, ...whole },
    ],
    STACK_KEY_UNUSABLE: [{ resource: "FunctionWeb" }, { resource: null }],
    STACK_LIMIT: [{ stack }],
    STACK_MEMORY_LIMIT: [
      { resource: "FunctionWeb", mostMb: 3008 },
      { resource: null, mostMb: 3008 },
    ],
    STACK_NAME_EXISTS: [
      { resource: "FunctionWebLogs", type: "AWS::Logs::LogGroup", name: "/aws/lambda/blog-production-web" },
      { ...whole, name: null },
    ],
    STACK_NAME_IN_STACK: [
      { ...web, name: "blog-production-web", other: "old-blog" },
      { ...whole, name: "blog-production-web", other: "old-blog" },
    ],
    STACK_OUT_OF_SIGHT: [{ stack }],
    STACK_PROPERTY_REFUSED: [
      { ...web, property: "Timeout" },
      { ...whole, property: null },
    ],
    STACK_PROTECTED: [{ stack }],
    STACK_QUOTA_REACHED: [{ resource: "FunctionWebRole", type: "AWS::IAM::Role" }, whole],
    STACK_ROLE_NOT_READY: [{ resource: "FunctionWeb" }, { resource: null }],
    STACK_ROLLBACK_FAILED: [
      { stack, resources: ["FunctionWeb", "DoorWeb"] },
      { stack, resources: [] },
    ],
    STACK_STUCK: [
      { stack, status: "UPDATE_IN_PROGRESS", resource: "Distribution" },
      { stack, status: "DELETE_IN_PROGRESS", resource: null },
    ],
    STACK_TEMPLATE_REFUSED: [{ stack }],
    STACK_TEMPLATE_TOO_LARGE: [{ stack, bytes: 1_300_000, most: 1_048_576 }],
    STACK_THROTTLED: [
      { stack, resource: null },
      { stack, resource: "FunctionWeb" },
    ],
    STACK_TOO_MANY_RESOURCES: [{ stack, count: 612, most: 500 }],
    STACK_TYPE_UNKNOWN: [{ stack, types: ["AWS::Scheduler::Schedule", "AWS::Lambda::Url"] }],
  },
  notices: {
    STACK_REMADE: [{ stack, status: "ROLLBACK_COMPLETE" }],
    STACK_ROLLBACK_CONTINUED: [{ stack }],
    STACK_ROLLBACK_SKIPPED: [{ stack, resources: ["FunctionWeb", "DoorWeb"] }],
    STACK_WAITED_FOR: [
      { stack, status: "UPDATE_IN_PROGRESS", isCancelled: false },
      { stack, status: "UPDATE_IN_PROGRESS", isCancelled: true },
    ],
  },
};
