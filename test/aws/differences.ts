/** Something that the emulator does otherwise than AWS, found by a probe (`probe.test.ts`) and not only read. */
export interface Difference {
  readonly aws: string;
  readonly here: string;
}

/**
 * Where ministack 1.5.33 is not AWS, as far as it matters to Monolift. A later version that has caught up fails its probe;
 * the entry then goes.
 */
export const differences = {
  "exec-wrapper": {
    aws: "starts a function's runtime through the program that AWS_LAMBDA_EXEC_WRAPPER names",
    here: "hands the variable to the function and starts it by its handler",
  },
  "task-root": {
    aws: "unpacks code to /var/task, which cannot be written to",
    here: "unpacks it to a temporary folder, which LAMBDA_TASK_ROOT names and which can be written to",
  },
  "links-in-zips": {
    aws: "unpacks a symbolic link as a link",
    here: "writes where it leads into a plain file",
  },
  "buffered-stream": {
    aws: "passes the parts of a streamed answer on as they come",
    here: "answers InvokeWithResponseStream with the whole answer in one part",
  },
  "missing-code": {
    aws: "refuses to make a function whose code is not in the bucket",
    here: "makes it without code; only an update is refused",
  },
  "taken-names": {
    aws: "refuses to make a function or a log group that is there already",
    here: "takes it over, as if it were the stack's own",
  },
  "reserved-concurrency": {
    aws: "reserves ReservedConcurrentExecutions of a template, and refuses what leaves fewer than the account's minimum",
    here: "ignores the property in templates",
  },
  "alias-weights": {
    aws: "gives the second version of an alias its share of the requests",
    here: "keeps AdditionalVersionWeights, and gives every request to the first version",
  },
  "version-metrics": {
    aws: "counts invocations by the version that an alias has led to, too",
    here: "counts them by function alone",
  },
  "embedded-metrics": {
    aws: "makes metrics of lines of a log that are written in the embedded metric format",
    here: "keeps the lines",
  },
  "environment-size": {
    aws: "refuses an environment of more than 4 KB",
    here: "takes any in a template",
  },
  "open-doors": {
    aws: "answers 403 at a Function URL that no permission opens",
    here: "lets everybody in",
  },
  capabilities: {
    aws: "makes no role unless CAPABILITY_IAM is given",
    here: "does not ask for it",
  },
  "unchanged-events": {
    aws: "tells of the resources that an update changes",
    here: "tells of every resource of the stack",
  },
  "outputs-only": {
    aws: "makes a change set of a template in which only an output is new",
    here: "finds no change in it",
  },
  tags: {
    aws: "finds log groups and stacks by their tags, too",
    here: "finds functions and distributions",
  },
  "nat-gateway": {
    aws: "has AWS::EC2::NatGateway",
    here: "refuses the type",
  },
  budgets: {
    aws: "has AWS::Budgets::Budget",
    here: "refuses the type",
  },
  "mail-identities": {
    aws: "knows whose a sender is once its records are there or its link was followed, and finds it by its tags",
    here: "takes every sender for verified at once, and does not find it by tags",
  },
} as const satisfies Record<string, Difference>;
